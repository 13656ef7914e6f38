"""Direct preference optimization (Rafailov et al. 2023) on errors that are planted in sections of notes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from lora.batches import Batch, collate
from lora.experts.sft import section, section_rows
from lora.prompts import Item, encode
from lora.train import token_losses
from tasks import FLIPS, SYMPTOMS, Record

BETA = 0.1
PAIRS_READ = 48
PAIRS_HELD_OUT = 16
PAIRS_A_STEP = 2
LONGEST = 512
SIDES = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
DOSE = re.compile(r"\b(\d+(?:\.\d+)?)(?= ?(?:mg|mcg|ml|units?|grams?|milligrams?|tablets?)\b)", re.IGNORECASE)


def wrong_side(answer: str, _dialogue: str, _rng: random.Random) -> str:
    return re.sub(r"\b(?:[Ll]eft|[Rr]ight)\b", lambda match: SIDES[match.group()], answer, count=1)


def wrong_dose(answer: str, _dialogue: str, _rng: random.Random) -> str:
    """Ten times what was said."""
    return DOSE.sub(lambda match: f"{float(match.group()) * 10:g}", answer, count=1)


def negation(answer: str, _dialogue: str, _rng: random.Random) -> str:
    for pattern, new in FLIPS:
        if re.search(pattern, answer):
            return re.sub(pattern, new, answer, count=1)
    return answer


def invented_finding(answer: str, dialogue: str, rng: random.Random) -> str:
    said = f"{dialogue} {answer}".lower()
    unsaid = [each for each in SYMPTOMS if each.removeprefix("a ") not in said]
    return f"{answer.rstrip()} The patient has {rng.choice(unsaid)}." if unsaid else answer


ERRORS: dict[str, Callable[[str, str, random.Random], str]] = {
    "wrong side": wrong_side,
    "wrong dose": wrong_dose,
    "negation": negation,
    "invented finding": invented_finding,
}


@dataclass(frozen=True)
class Pair:
    error: str
    right: Item
    wrong: Item


@dataclass(frozen=True)
class PairBatch:
    right: Batch
    wrong: Batch
    #: (B,) log p(right) − log p(wrong) of the reference.
    reference: torch.Tensor

    @property
    def tokens(self) -> int:
        return self.right.tokens + self.wrong.tokens


def planted_pairs(data: Path, tokenizer: PreTrainedTokenizerBase, held_out: bool, count: int) -> list[Pair]:
    """Right and wrong answers, as many of each error as can be had; a section serves once."""
    rng = random.Random("held out" if held_out else "read")
    rows = section_rows(data, held_out)
    rng.shuffle(rows)
    found: dict[str, list[Pair]] = {name: [] for name in ERRORS}
    for row in rows:
        right = section(row)
        # Errors that few sections allow come first where a section allows several.
        for name in sorted(ERRORS, key=lambda each: len(found[each])):
            answer = ERRORS[name](right["answer"], row["input"], rng)
            if answer != right["answer"] and len(found[name]) < count // len(ERRORS):
                wrong: Record = {**right, "answer": answer}
                pair = Pair(name, encode(tokenizer, right), encode(tokenizer, wrong))
                if len(pair.wrong.ids) <= LONGEST:
                    found[name].append(pair)
                break
    return [pair for pairs in found.values() for pair in pairs]


def log_probabilities(model: PreTrainedModel, batch: Batch) -> torch.Tensor:
    """(B,) of the whole answers."""
    sums = torch.zeros(len(batch.ids))
    return sums.index_add(0, batch.rows, -token_losses(model, batch))


def margins(model: PreTrainedModel, pairs: list[Pair]) -> list[float]:
    """log p(right) − log p(wrong), pair by pair."""
    found = []
    with torch.inference_mode():
        for at in range(0, len(pairs), PAIRS_A_STEP):
            group = pairs[at : at + PAIRS_A_STEP]
            right, wrong = (log_probabilities(model, collate(items)) for items in ([p.right for p in group], [p.wrong for p in group]))
            found += (right - wrong).tolist()
    return found


def pair_batches(pairs: list[Pair], reference: list[float]) -> Iterator[PairBatch]:
    """Endless, in a new order each pass."""
    rng = random.Random(5)
    while True:
        order = rng.sample(range(len(pairs)), len(pairs))
        for at in range(0, len(order), PAIRS_A_STEP):
            group = order[at : at + PAIRS_A_STEP]
            right, wrong = collate([pairs[i].right for i in group]), collate([pairs[i].wrong for i in group])
            yield PairBatch(right, wrong, torch.tensor([reference[i] for i in group]))


def preference_loss(model: PeftModel, batch: PairBatch) -> torch.Tensor:
    """−log σ(β · (margin − the reference's margin))."""
    inner = model.get_base_model()
    margin = log_probabilities(inner, batch.right) - log_probabilities(inner, batch.wrong)
    return -torch.nn.functional.logsigmoid(BETA * (margin - batch.reference)).mean()

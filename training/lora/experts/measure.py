"""What is measured of a model: log-perplexity of held-out documents of each domain and of none, ROUGE-1 of sections, preferences."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from data import load_eval
from lora.batches import collate
from lora.evaluate import answers, section_prompt
from lora.experts.domains import Document, Domain
from lora.experts.preferences import Pair, margins
from lora.prompts import Item, running
from lora.train import token_losses
from metrics import rouge

WINDOW = 128
BATCH = 4
#: Sections written at once.
WRITTEN_AT_ONCE = 12


@dataclass(frozen=True)
class Yardstick:
    """Windows of held-out documents by domain, items of mts_dialog with their prompts, and pairs with planted errors."""

    windows: dict[str, list[Item]]
    sections: list[tuple[list[int], str]]
    pairs: list[Pair]


def windows_of(tokenizer: PreTrainedTokenizerBase, documents: list[Document], count: int) -> list[Item]:
    """The first window of each of `count` documents that have a whole one, in an order that depends on nothing but their ids."""
    found = []
    for document in sorted(documents, key=lambda each: hashlib.sha256(each.id.encode()).digest()):
        first = running(tokenizer, document.text[: 8 * WINDOW], WINDOW)[:1]
        found += [each for each in first if len(each.ids) == WINDOW]
        if len(found) == count:
            break
    return found


def yardstick(
    tokenizer: PreTrainedTokenizerBase, domains: dict[str, Domain], data: Path, pairs: list[Pair], measured: int, sections: int
) -> Yardstick:
    windows = {name: windows_of(tokenizer, domain.held_out, measured) for name, domain in domains.items()}
    rows = sorted(load_eval(data, "mts_dialog")[:sections], key=lambda row: len(row["input"]))
    return Yardstick(windows, [(section_prompt(tokenizer, row), row["reference"]) for row in rows], pairs)


def log_perplexities(model: PreTrainedModel, windows: list[Item]) -> list[float]:
    """Mean negative log-probability of a token, document by document."""
    found = []
    with torch.inference_mode():
        for at in range(0, len(windows), BATCH):
            batch = collate(windows[at : at + BATCH])
            found += token_losses(model, batch).view(len(batch.ids), -1).mean(dim=1).tolist()
    return found


def section_scores(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, sections: list[tuple[list[int], str]]) -> list[float]:
    """ROUGE-1, greedy."""
    found = []
    with torch.inference_mode():
        for at in range(0, len(sections), WRITTEN_AT_ONCE):
            group = sections[at : at + WRITTEN_AT_ONCE]
            written = answers(model, [prompt for prompt, _ in group], 1, tokenizer.eos_token_id)
            found += [rouge(tokenizer.decode(ids).strip(), reference)["rouge1"] for ids, (_, reference) in zip(written, group)]
    return found


class Figures:
    """Every model's figures in a file, so that a run that was cut off does not measure twice. By model and measure: one per item."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.known: dict[str, dict[str, list[float]]] = {}
        if file.exists():
            self.known = json.loads(file.read_text(encoding="utf-8"))

    def lacks(self, model: str) -> bool:
        return model not in self.known

    def keep(self, model: str, figures: dict[str, list[float]]) -> None:
        self.known[model] = figures
        self.file.write_text(json.dumps(self.known), encoding="utf-8")
        print(f"measured {model}: " + ", ".join(f"{name} {sum(own) / len(own):.3f}" for name, own in figures.items()), flush=True)


def figures_of(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, by: Yardstick, texts: list[str], is_whole: bool
) -> dict[str, list[float]]:
    """Log-perplexity of `texts`; sections and preferences too where the model `is_whole`, an end of the chain and no step on its way."""
    found = {name: log_perplexities(model, by.windows[name]) for name in texts}
    if is_whole:
        found["sections"] = section_scores(model, tokenizer, by.sections)
        found["pairs"] = margins(model, by.pairs)
    return found

"""Distillation (Hinton et al. 2015) of the whole model into the one without some layers: what is read, and the loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import load_file
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from lora.batches import Batch, batches
from lora.experts.domains import DOMAINS, GENERAL, Domain
from lora.experts.sft import instructions
from lora.mixtures import Source, mixed
from lora.prompts import Item
from lora.train import target_logits, with_adapter

WINDOW = 256
BATCH_TOKENS = 768
POOL_TOKENS = 30_000
#: Characters of a section's dialogue and its summary together.
LONGEST_SECTION = 1800
CLINICAL = "encounters"
PROMPTS = "prompts"
#: Shares of the tokens. Sections in the chat template are read too, or the healed model would meet its own mark-up for the first time
#: when it is asked something.
SHARES = {GENERAL: 0.35, "medical": 0.2, CLINICAL: 0.2, PROMPTS: 0.25}
#: Of the loss on running text; the rest is of its next token.
DISTILLED = 0.7


@dataclass(frozen=True)
class Arm:
    """A way of healing: all weights of the layers (rank 0), or LoRA of that rank, merged in afterwards."""

    rank: int
    rate: float

    @property
    def name(self) -> str:
        return f"{'weights' if self.rank == 0 else f'rank-{self.rank}'}-{self.rate:g}"


ARMS = (Arm(0, 5e-4), Arm(128, 1e-3))


def distilled_alone(item: Item) -> Item:
    """A conversation from its first token on, weighing nothing as text: the whole model's own view of it is learnt, not its answer,
    which would make an expert of the anti-expert."""
    return replace(item, start=1, weight=0.0)


def stream(tokenizer: PreTrainedTokenizerBase, domains: dict[str, Domain], data: Path) -> Iterator[Batch]:
    """Documents that no measurement uses, in windows, and sections with their prompts."""
    sections = [each for each in instructions(data)["section_summarization"] if len(each["user"]) + len(each["answer"]) <= LONGEST_SECTION]
    medical = [each.text for name in DOMAINS if name != CLINICAL for each in domains[name].read]
    entries = {
        GENERAL: [each.text for each in domains[GENERAL].read],
        "medical": medical,
        CLINICAL: [each.text for each in domains[CLINICAL].read],
        PROMPTS: sections,
    }
    own = {name: Source(name, entries[name], tokenizer, WINDOW) for name in SHARES}
    own[PROMPTS].stream = map(distilled_alone, own[PROMPTS].stream)
    return batches(mixed(own, SHARES, POOL_TOKENS), BATCH_TOKENS, seed=23)


def thinned(batch: Batch) -> Batch:
    """Every second target: the output layers are half of the costs, and neighbours teach much the same."""
    even = batch.columns % 2 == 0
    return replace(batch, rows=batch.rows[even], columns=batch.columns[even], targets=batch.targets[even], weights=batch.weights[even])


def distillation(teacher: PreTrainedModel) -> Callable[[PeftModel | PreTrainedModel, Batch], torch.Tensor]:
    """Mean over every second token of `DISTILLED` · KL(teacher ‖ student) and the rest of the next token's cross-entropy, up to the teacher's
    entropy: both at once, as cross-entropy against the mixture of the two distributions, since the vocabulary is what costs."""

    def loss_of(model: PeftModel | PreTrainedModel, whole: Batch) -> torch.Tensor:
        batch = thinned(whole)
        with torch.no_grad():
            share = torch.where(batch.weights > 0, DISTILLED, 1.0)
            wanted = target_logits(teacher, batch).softmax(dim=-1).mul_(share[:, None])
            wanted[torch.arange(len(share)), batch.targets] += 1 - share
        student = model.get_base_model() if isinstance(model, PeftModel) else model
        return torch.nn.functional.cross_entropy(target_logits(student, batch), wanted)

    return loss_of


def trainable(small: PreTrainedModel, arm: Arm) -> PeftModel | PreTrainedModel:
    """The embeddings stay the whole model's, which has the same in memory."""
    if arm.rank > 0:
        return with_adapter(small, None, arm.rank)
    small.requires_grad_(False)
    small.model.layers.requires_grad_(True)
    small.model.norm.requires_grad_(True)
    return small


def with_healed(small: PreTrainedModel, folder: Path, arm: Arm) -> PreTrainedModel:
    """`small` with what healing left in `folder`."""
    if arm.rank > 0:
        return PeftModel.from_pretrained(small, str(folder), autocast_adapter_dtype=False).merge_and_unload()
    small.load_state_dict(load_file(folder / "model.safetensors"), strict=False)
    return small.requires_grad_(False)

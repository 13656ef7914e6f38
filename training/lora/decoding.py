"""Greedy decoding of several prompts at once, from whatever gives logits: one model, or several that are combined."""

from __future__ import annotations

from collections.abc import Callable

import torch
from peft import PeftModel
from transformers import PreTrainedModel

from lora.prompts import PROFILE

LONGEST_ANSWER = 120

#: The logits (B, V) after the last of the tokens (B, T), given the mask (B, all tokens so far).
Logits = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


class Context:
    """A model with the KV cache of what it was handed."""

    def __init__(self, model: PeftModel | PreTrainedModel) -> None:
        self.model = model
        self.cache: object = None

    def __call__(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        positions = (mask.cumsum(1) - 1).clamp(min=0)[:, -tokens.shape[1] :]
        out = self.model(
            input_ids=tokens, attention_mask=mask, position_ids=positions, past_key_values=self.cache, use_cache=True, logits_to_keep=1
        )
        self.cache = out.past_key_values
        return out.logits[:, -1].float()


def interpolated(model: PeftModel | PreTrainedModel, alpha: float) -> Logits:
    """base + alpha · (expert − base), where the expert is the base with its adapter; at 0 and 1 one model alone is asked."""
    expert, base = Context(model), Context(model)

    def logits(tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        if alpha == 1:
            return expert(tokens, mask)
        with model.disable_adapter():
            below = base(tokens, mask)
        return below if alpha == 0 else below + alpha * (expert(tokens, mask) - below)

    return logits


def steered(base: Logits, pair: PeftModel, alpha: float) -> Logits:
    """base + alpha · (expert − anti-expert): the expert is the pair with its adapter, the anti-expert without."""
    expert, anti = Context(pair), Context(pair)

    def logits(tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        with pair.disable_adapter():
            below = anti(tokens, mask)
        return base(tokens, mask) + alpha * (expert(tokens, mask) - below)

    return logits


def greedy(
    logits: Logits,
    prompts: list[list[int]],
    stop: int,
    penalty: float = PROFILE["repetitionPenalty"],
    longest_answer: int = LONGEST_ANSWER,
) -> list[list[int]]:
    """The likeliest tokens, with the repetition penalty of the model's profile, up to `stop` or `longest_answer` of them."""
    longest = max(map(len, prompts))
    # Filled at the left, so that all answers begin at the same position of the batch.
    pending = torch.tensor([[0] * (longest - len(each)) + each for each in prompts])
    mask = torch.tensor([[0] * (longest - len(each)) + [1] * len(each) for each in prompts])
    written: list[list[int]] = [[] for _ in prompts]
    done = [False] * len(prompts)
    for _ in range(longest_answer):
        scores = logits(pending, mask)
        for row, own in zip(scores, written):
            # As the application counts: what was written, not what was asked.
            seen = torch.tensor(sorted(set(own)), dtype=torch.long)
            row[seen] = torch.where(row[seen] > 0, row[seen] / penalty, row[seen] * penalty)
        chosen = scores.argmax(dim=-1)
        for at, token in enumerate(chosen.tolist()):
            done[at] = done[at] or token == stop
            if not done[at]:
                written[at].append(token)
        if all(done):
            break
        pending = chosen[:, None]
        mask = torch.cat([mask, torch.ones(len(prompts), 1, dtype=mask.dtype)], dim=1)
    return written

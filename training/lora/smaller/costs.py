"""What a system costs: seconds a token, parameters that are multiplied for it, bytes that are held."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import torch
from gguf import GGUFReader
from transformers import PreTrainedModel

from lora.average import WEIGHTS
from lora.decoding import Logits

TOKENS = 24
ROUNDS = 3


def seconds_per_token(systems: dict[str, Callable[[], Logits]], prompt: list[int]) -> dict[str, list[float]]:
    """Of one answer at a time, after the prompt, the systems in turns; every token's seconds."""
    found: dict[str, list[float]] = {name: [] for name in systems}
    for _ in range(ROUNDS):
        for name, begin in systems.items():
            logits = begin()
            tokens, mask = torch.tensor([prompt]), torch.ones(1, len(prompt), dtype=torch.long)
            for at in range(TOKENS + 1):
                begun = time.perf_counter()
                tokens = logits(tokens, mask).argmax(dim=-1)[:, None]
                mask = torch.cat([mask, torch.ones(1, 1, dtype=mask.dtype)], dim=1)
                if at > 0:
                    found[name].append(time.perf_counter() - begun)
    return found


def parameters(module: torch.nn.Module) -> int:
    return sum(each.numel() for each in module.parameters())


def sizes_of(gguf: Path, base: PreTrainedModel, kept: list[int], shipped: Path, expert: Path) -> dict[str, int]:
    """Parameters of a layer and of the output; bytes of the base's layers, of those that are kept, of all else in the base's file, and
    of the two adapters."""
    blocks = {each.name: int(each.n_bytes) for each in GGUFReader(gguf).tensors if each.name.startswith("blk.")}
    of_kept = tuple(f"blk.{at}." for at in kept)
    return {
        "layer": parameters(base.model.layers[0]),
        "output": parameters(base.lm_head),
        "base_bytes": sum(blocks.values()),
        "kept_bytes": sum(size for name, size in blocks.items() if name.startswith(of_kept)),
        "other_bytes": gguf.stat().st_size - sum(blocks.values()),
        "shipped_bytes": (shipped / WEIGHTS).stat().st_size,
        "expert_bytes": (expert / WEIGHTS).stat().st_size,
    }

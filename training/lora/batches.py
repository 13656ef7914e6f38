"""Batches of about the same number of tokens, whatever the length of their items."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch

from lora.prompts import Item


@dataclass(frozen=True)
class Batch:
    """`ids` (B, T); `rows`, `columns` (A,) positions whose next token counts, `targets` (A,) and `weights` (A,)."""

    ids: torch.Tensor
    rows: torch.Tensor
    columns: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    tokens: int


def collate(items: list[Item]) -> Batch:
    """Rows filled with 0 at the end: attention is causal, so what follows an item cannot change it."""
    longest = max(len(item.ids) for item in items)
    ids = torch.zeros(len(items), longest, dtype=torch.long)
    rows, columns, targets, weights = [], [], [], []
    for row, item in enumerate(items):
        ids[row, : len(item.ids)] = torch.tensor(item.ids)
        for at in range(item.start, len(item.ids)):
            rows.append(row)
            columns.append(at - 1)
            targets.append(item.ids[at])
            weights.append(item.weight)
    return Batch(
        ids,
        torch.tensor(rows),
        torch.tensor(columns),
        torch.tensor(targets),
        torch.tensor(weights, dtype=torch.float32),
        sum(len(item.ids) for item in items),
    )


def batches(pools: Iterator[list[Item]], tokens: int, seed: int) -> Iterator[Batch]:
    """Items of like length together, at most `tokens` with padding (one item at least), in a shuffled order."""
    rng = random.Random(seed)
    for pool in pools:
        groups: list[list[Item]] = []
        for item in sorted(pool, key=lambda each: len(each.ids)):
            if groups and len(item.ids) * (len(groups[-1]) + 1) <= tokens:
                groups[-1].append(item)
            else:
                groups.append([item])
        rng.shuffle(groups)
        for group in groups:
            yield collate(group)

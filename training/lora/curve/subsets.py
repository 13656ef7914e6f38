"""Growing subsets of what there is to read: each holds all smaller ones."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def nested(records: list[T], sizes: Iterable[int], seed: int) -> dict[int, list[T]]:
    """By size, the first of `records` in an order of the seed."""
    order = random.Random(seed).sample(records, len(records))
    wanted = sorted(set(sizes))
    if wanted[-1] > len(order):
        raise ValueError(f"{wanted[-1]} of {len(order)} records were asked for")
    return {size: order[:size] for size in wanted}

"""Where a text falls into a loop, told as the application tells it (`repetition-guard.ts`): there it ends."""

from __future__ import annotations

LONGEST_PASSAGE = 64
COPIES = 4
LEAST_TOKENS = 32


def is_loop(ids: list[int]) -> bool:
    """Whether the end of `ids` is one short passage over and over."""
    for period in range(1, LONGEST_PASSAGE + 1):
        size = max(COPIES * period, LEAST_TOKENS)
        tail = ids[-size:]
        if len(tail) == size and tail[period:] == tail[:-period]:
            return True
    return False


def until_loop(ids: list[int]) -> list[int]:
    """`ids` up to the token that completes the first loop, which the application still writes."""
    end = next((end for end in range(1, len(ids)) if is_loop(ids[:end])), len(ids))
    return ids[:end]

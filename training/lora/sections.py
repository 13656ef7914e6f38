"""Sections written to dialogues of mts_dialog, several at once."""

from __future__ import annotations

from collections.abc import Callable

from transformers import PreTrainedTokenizerBase

from lora.evaluate import section_prompt

WRITTEN_AT_ONCE = 15

#: Token ids of the answers to prompts.
Answers = Callable[[list[list[int]]], list[list[int]]]


def written_sections(tokenizer: PreTrainedTokenizerBase, rows: list[dict], answers: Answers) -> list[dict]:
    """`{id, reference, text}` of each of `rows`, those of like length asked for together."""
    by_length = sorted(rows, key=lambda row: len(row["input"]))
    found = []
    for at in range(0, len(by_length), WRITTEN_AT_ONCE):
        group = by_length[at : at + WRITTEN_AT_ONCE]
        ids = answers([section_prompt(tokenizer, row) for row in group])
        texts = [tokenizer.decode(each, skip_special_tokens=True).strip() for each in ids]
        found += [{"id": row["id"], "reference": row["reference"], "text": text} for row, text in zip(group, texts)]
    return found

"""Supervised fine-tuning on the clinical tasks, with noise on the embeddings (NEFTune, Jain et al. 2024)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from transformers import PreTrainedModel

from data import load_train
from lora.experts.domains import is_held_out
from lora.mixtures import FEWEST_WORDS
from tasks import Record, labels, record

SHARES = {"section_summarization": 0.8, "section_header_classification": 0.1, "question_summarization": 0.1}
NOISE = 5.0


def section(row: dict) -> Record:
    header = labels("section_header_classification")[row["meta"]["section_header"]]
    return record("section_summarization", row["reference"].strip(), input=row["input"].strip(), section=header)


def section_rows(data: Path, held_out: bool) -> list[dict]:
    """Sections of a few words at least; the same documents are held out here as among the domains' texts."""
    rows = [row for row in load_train(data, "tasks") if row["task"] == "section_summarization"]
    return [row for row in rows if is_held_out(row["id"]) == held_out and len(row["reference"].split()) >= FEWEST_WORDS]


def document_of(identity: str) -> str:
    """The id under which the domains' texts have what a record was made from."""
    return identity.replace("mts-header-", "mts-")


def instructions(data: Path) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {"section_summarization": [section(row) for row in section_rows(data, held_out=False)]}
    headers = labels("section_header_classification")
    for row in load_train(data, "tasks"):
        task, answer = row["task"], row["reference"].strip()
        if task in SHARES and task != "section_summarization" and not is_held_out(document_of(row["id"])):
            told = headers[answer] if task == "section_header_classification" else answer
            found.setdefault(task, []).append(record(task, told, input=row["input"].strip()))
    return found


@contextmanager
def noisy_embeddings(model: PreTrainedModel, size: float) -> Iterator[None]:
    """Adds uniform noise of ± size / √(T · d) to the embeddings, T tokens in a row and d of the width; 0 adds none."""

    def disturb(_module: torch.nn.Module, _inputs: tuple, output: torch.Tensor) -> torch.Tensor:
        bound = size / (output.shape[1] * output.shape[2]) ** 0.5
        return output + torch.empty_like(output).uniform_(-bound, bound)

    hook = model.get_input_embeddings().register_forward_hook(disturb) if size > 0 else None
    try:
        yield
    finally:
        if hook is not None:
            hook.remove()

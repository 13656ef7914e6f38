"""What a stopped run does not make again: values in files, adapters in folders."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from peft import PeftModel
from transformers import PreTrainedModel

from lora.batches import Batch
from lora.train import Schedule, fit, loss_of


def kept_in_file(file: Path, made: Callable[[], object]) -> object:
    """What `file` holds, made first if there is none."""
    if not file.exists():
        file.write_text(json.dumps(made()), encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


def trained(
    folder: Path,
    model: PeftModel | PreTrainedModel,
    stream: Iterator[Batch],
    schedule: Schedule,
    loss: Callable = loss_of,
) -> Path:
    """`folder`, with what `fit` makes of `model` in it."""
    log = folder / "trained.json"
    if not log.exists():
        mean = fit(model, stream, schedule, folder, loss)
        (folder / "state.pt").unlink()
        log.write_text(json.dumps({"tokens": schedule.budget, "loss": mean}), encoding="utf-8")
    return folder

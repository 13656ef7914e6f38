"""The base tuned on each of the subsets, each time anew, and what it writes. What lies in the work folder is not made again."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat, takewhile
from pathlib import Path

import torch

from data import load_eval
from lora.base import load_base, load_tokenizer
from lora.batches import batches
from lora.curve.beside import texts_beside
from lora.curve.subsets import nested
from lora.decoding import Logits, greedy, interpolated
from lora.experts.chain import adapted
from lora.loops import until_loop
from lora.mixtures import LONGEST, instructions
from lora.once import kept_in_file, trained
from lora.prompts import Item, encode, profile_of
from lora.sections import written_sections
from lora.train import Schedule

#: How often a rung reads its sections.
EPOCHS = 3
#: One to three sections: the smallest rung would have a step an epoch otherwise.
BATCH_TOKENS = 512
#: Part of a budget over which the learning rate rises.
WARM_UP = 0.1
#: Of the order in which sections come into the subsets.
SEED = 29
#: As in `bench/capt-floor.ts`.
LONGEST_ANSWER = 64


@dataclass(frozen=True)
class Settings:
    gguf: Path
    data: Path
    work: Path
    #: Texts by CAPT over the same base.
    beside: Path
    #: Of each rung.
    sections: tuple[int, ...]
    #: Development items.
    dialogues: int


class Curve:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        settings.work.mkdir(parents=True, exist_ok=True)
        self.tokenizer = load_tokenizer(settings.gguf)
        profile = profile_of(self.tokenizer)
        #: Where a file recommends none, as GGUF does, it is the profile's; without one, none.
        self.penalty = 1.0 if profile is None else profile["repetitionPenalty"]
        self.base = load_base(settings.gguf).eval()
        self.rows = load_eval(settings.data, "mts_dialog")[: settings.dialogues]

    @cached_property
    def all_sections(self) -> list[Item]:
        """Every section of the training data that is not too long, in the base's own tokens."""
        found = [encode(self.tokenizer, record) for record in instructions(self.settings.data)["section_summarization"]]
        return [item for item in found if len(item.ids) <= LONGEST]

    @cached_property
    def subsets(self) -> dict[int, list[Item]]:
        return nested(self.all_sections, self.settings.sections, SEED)

    def budget(self, size: int) -> int:
        """Tokens that a rung reads, prompts included."""
        return EPOCHS * sum(len(item.ids) for item in self.subsets[size])

    def tuned(self, size: int) -> Path:
        """The adapter that has read `size` sections, and nothing else."""
        torch.manual_seed(17)
        budget = self.budget(size)
        schedule = Schedule(budget, warm_up=max(1, round(budget * WARM_UP)))
        with adapted(self.base, None) as model:
            stream = batches(repeat(self.subsets[size], EPOCHS), BATCH_TOKENS, seed=23)
            return trained(self.settings.work / f"sections-{size}", model, stream, schedule)

    def answers(self, logits: Logits, prompts: list[list[int]]) -> list[list[int]]:
        """Greedy, ending where the application ends: at any mark of an end, at a loop."""
        written = greedy(logits, prompts, self.tokenizer.eos_token_id, self.penalty, LONGEST_ANSWER)
        marks = set(self.tokenizer.all_special_ids)
        return [until_loop(list(takewhile(lambda id: id not in marks, ids))) for ids in written]

    def file(self, name: str) -> Path:
        return self.settings.work / f"answers-{name}.json"

    def texts(self, name: str) -> list[dict]:
        """`{id, reference, text}` of each item, once `run` has had them written."""
        return json.loads(self.file(name).read_text(encoding="utf-8"))

    @torch.inference_mode()
    def write(self, name: str, adapter: Path | None) -> None:
        """Answers of the base with the adapter, or without one."""
        begun = time.monotonic()
        with adapted(self.base, adapter) as model:
            alpha = 0 if adapter is None else 1

            def answers(prompts: list[list[int]]) -> list[list[int]]:
                return self.answers(interpolated(model, alpha), prompts)

            kept_in_file(self.file(name), lambda: written_sections(self.tokenizer, self.rows, answers))
        print(f"answers of {name}: {time.monotonic() - begun:.0f} s", flush=True)

    def run(self) -> None:
        self.write("base", None)
        for size in self.subsets:
            begun = time.monotonic()
            adapter = self.tuned(size)
            print(f"sections-{size}: {time.monotonic() - begun:.0f} s", flush=True)
            self.write(f"{size}", adapter)
        kept_in_file(self.file("capt"), lambda: texts_beside(self.settings.beside, self.rows))

"""From the base to the aligned model, with everything the ablations compare on the way. What lies in the work folder is not made again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel
from transformers import PreTrainedModel

from lora.base import load_base, load_tokenizer
from lora.batches import batches
from lora.experts.domains import DOMAINS, GENERAL, load_domains
from lora.experts.explainer import explained
from lora.experts.measure import Figures, figures_of, yardstick
from lora.experts.merging import Shifts, breadcrumbs, on_arc, shifted
from lora.experts.preferences import PAIRS_HELD_OUT, PAIRS_READ, margins, pair_batches, planted_pairs, preference_loss
from lora.experts.preinstruction import PHASE_1, PHASE_2, made_from
from lora.experts.sft import NOISE, instructions, noisy_embeddings
from lora.experts.sft import SHARES as TASK_SHARES
from lora.mixtures import Source, mixed
from lora.train import Schedule, fit, loss_of, with_adapter
from tasks import Record

#: Small batches: a budget of a few thousand tokens is no more than a dozen steps otherwise.
BATCH_TOKENS = 256
POOL_TOKENS = 6_000
WINDOW = 256
RATE = 1e-3
#: Preferences move a model that is tuned already, and more easily too far.
PREFERENCE_RATE = 1e-4
#: The shares of MediPhi's arcs.
ARCS = (0.1, 0.25, 0.5)


@dataclass(frozen=True)
class Settings:
    gguf: Path
    data: Path
    work: Path
    #: Tokens that one expert reads in one arm.
    tokens: int
    #: Held-out documents of each domain, and sections, that are measured.
    measured: int
    sections: int

    @property
    def explanations(self) -> int:
        """Passages of each domain that are explained: each is read about twice."""
        return max(4, self.tokens // 1000)


@contextmanager
def adapted(base: PreTrainedModel, start: Path | None) -> Iterator[PeftModel]:
    """`base` with an adapter, which is taken off again: one copy of the weights serves the whole chain."""
    model = with_adapter(base, start)
    try:
        yield model
    finally:
        model.unload()


class Chain:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.work = settings.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.tokenizer = load_tokenizer(settings.gguf)
        self.base = load_base(settings.gguf).eval()
        self.domains = load_domains(settings.data)
        held_out = planted_pairs(settings.data, self.tokenizer, held_out=True, count=PAIRS_HELD_OUT)
        self.by = yardstick(self.tokenizer, self.domains, settings.data, held_out, settings.measured, settings.sections)
        self.tasks: dict[str, dict[str, list[Record]]] = {}
        self.figures = Figures(self.work / "figures.json")

    def tasks_of(self, name: str) -> dict[str, list[Record]]:
        """What the rules make of a domain's text, made once."""
        if name not in self.tasks:
            self.tasks[name] = made_from(self.domains[name].read)
        return self.tasks[name]

    def source(self, name: str, entries: list) -> Source:
        return Source(name, entries, self.tokenizer, WINDOW)

    def stream(self, sources: dict[str, list], shares: dict[str, float]) -> Iterator:
        own = {name: self.source(name, entries) for name, entries in sources.items() if entries}
        return batches(mixed(own, shares, POOL_TOKENS), BATCH_TOKENS, seed=23)

    def trained(
        self,
        name: str,
        stream: Callable[[], Iterator],
        tokens: int,
        start: Path | None = None,
        rate: float = RATE,
        noise: float = 0,
        loss: Callable = loss_of,
    ) -> Path:
        """The adapter of that name, trained if it is not there yet."""
        folder = self.work / name
        log = folder / "trained.json"
        if log.exists():
            return folder
        torch.manual_seed(17)
        begun = time.monotonic()
        schedule = Schedule(tokens, peak=rate, warm_up=max(1, tokens // 8))
        with adapted(self.base, start) as model, noisy_embeddings(self.base, noise):
            mean = fit(model, stream(), schedule, folder, loss)
        (folder / "state.pt").unlink()
        log.write_text(json.dumps({"tokens": tokens, "loss": mean, "seconds": time.monotonic() - begun}), encoding="utf-8")
        return folder

    def measure(
        self,
        name: str,
        texts: list[str],
        adapter: Path | None = None,
        shifts: Callable[[], Shifts] | None = None,
        whole: bool = False,
    ) -> None:
        """`name`'s figures: the base with the shifts beside its weights and the adapter over them."""
        if not self.figures.lacks(name):
            return
        beside = nullcontext() if shifts is None else shifted(self.base, shifts())
        over = nullcontext() if adapter is None else adapted(self.base, adapter)
        with beside, over:
            self.figures.keep(name, figures_of(self.base, self.tokenizer, self.by, texts, whole))

    def experts(self) -> dict[str, Path]:
        """Three experts of each domain at one budget: its text, its text and explanations, its tasks and then both. Returns the last."""
        found = {}
        for name in DOMAINS:
            documents = self.domains[name].read
            texts = [each.text for each in documents]
            tokens = self.settings.tokens
            text = self.trained(f"{name}-dapt", lambda own=texts: self.stream({"text": own}, {"text": 1}), tokens)
            told = explained(self.base, self.tokenizer, documents, self.settings.explanations, self.work / f"{name}-explained.json")
            both = {"text": texts, "explained": told}
            explainer = self.trained(f"{name}-explainer", lambda own=both: self.stream(own, {"text": 0.5, "explained": 0.5}), tokens)
            first = self.trained(f"{name}-pit-1", lambda name=name: self.stream(self.tasks_of(name), PHASE_1), tokens // 2)
            second = self.trained(
                f"{name}-pit",
                lambda name=name, own=texts: self.stream({"text": own, **self.tasks_of(name)}, PHASE_2),
                tokens - tokens // 2,
                first,
            )
            for kind, adapter in (("dapt", text), ("explainer", explainer), ("pit", second)):
                self.measure(f"{name}-{kind}", [name, GENERAL], adapter)
            for t in ARCS:
                self.measure(f"{name}-slerp@{t}", [name, GENERAL], shifts=lambda own=second, t=t: on_arc(self.base, own, t))
            found[name] = second
        return found

    def data_mix(self) -> Path:
        """The baseline: one model reads what the five read, all at once, as many tokens as they do together."""

        def stream() -> Iterator:
            texts = [each.text for name in DOMAINS for each in self.domains[name].read]
            tasks = {kind: [each for name in DOMAINS for each in self.tasks_of(name)[kind]] for kind in PHASE_1}
            return self.stream({"text": texts, **tasks}, PHASE_2)

        return self.trained("datamix", stream, self.settings.tokens * len(DOMAINS))

    def run(self) -> None:
        everything = [*DOMAINS, GENERAL]
        self.measure("base", everything, whole=True)
        experts = self.experts()
        self.measure("datamix", everything, self.data_mix(), whole=True)
        merged = breadcrumbs(self.base, list(experts.values()))
        self.measure("merged", everything, shifts=lambda: merged, whole=True)
        tasks = instructions(self.settings.data)
        with shifted(self.base, merged):
            plain = self.trained("sft", lambda: self.stream(tasks, TASK_SHARES), self.settings.tokens)
            noisy = self.trained("sft-neftune", lambda: self.stream(tasks, TASK_SHARES), self.settings.tokens, noise=NOISE)
            self.measure("sft", everything, plain, whole=True)
            self.measure("sft-neftune", everything, noisy, whole=True)
            self.measure("dpo", everything, self.preferring(noisy), whole=True)

    def preferring(self, start: Path) -> Path:
        """DPO from the adapter in `start`, which is its reference."""

        def stream() -> Iterator:
            # The new adapter is still its start here.
            pairs = planted_pairs(self.settings.data, self.tokenizer, held_out=False, count=PAIRS_READ)
            return pair_batches(pairs, margins(self.base, pairs))

        return self.trained("dpo", stream, self.settings.tokens, start, PREFERENCE_RATE, loss=preference_loss)

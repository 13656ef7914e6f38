"""Everything the table compares, in order. What lies in the work folder is neither trained nor measured again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from peft import PeftModel
from transformers import PreTrainedModel

from data import load_eval
from lora.base import load_base, load_tokenizer
from lora.batches import Batch, batches
from lora.decoding import Logits, greedy, interpolated, steered
from lora.evaluate import section_prompt
from lora.experts.chain import adapted
from lora.experts.domains import load_domains
from lora.experts.measure import Figures, log_perplexities, windows_of
from lora.mixtures import pools
from lora.once import kept_in_file, trained
from lora.prompts import running
from lora.sections import written_sections
from lora.smaller.costs import seconds_per_token, sizes_of
from lora.smaller.healing import ARMS, Arm, distillation, stream, trainable, with_healed
from lora.smaller.pruning import WAYS, Similarity, pruned, similarity
from lora.train import BATCH_TOKENS, POOL_TOKENS, Schedule, loss_of

#: Held-out documents of each domain by which layers, depth's way and arm are chosen.
CALIBRATION_DOCUMENTS = 8
WINDOW = 256
ALPHAS = (0.5, 0.95)
TEXTS = ("general", "medical")


@dataclass(frozen=True)
class Settings:
    gguf: Path
    data: Path
    work: Path
    #: The adapter that ships.
    shipped: Path
    depths: tuple[int, ...]
    #: Layers of the pair.
    depth: int
    trial_tokens: int
    healing_tokens: int
    task_tokens: int
    sections: int
    #: Whether the whole model is tuned on as many tokens of tasks, for comparison.
    with_control: bool


class Attempt:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.work = settings.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.tokenizer = load_tokenizer(settings.gguf)
        self.base = load_base(settings.gguf).eval()
        self.domains = load_domains(settings.data)
        self.windows = {
            "calibration": [
                each for own in self.domains.values() for each in windows_of(self.tokenizer, own.held_out, CALIBRATION_DOCUMENTS)
            ],
            **{name: self.first_windows(f"lm_{name}") for name in TEXTS},
        }
        self.figures = Figures(self.work / "figures.json")

    def first_windows(self, name: str) -> list:
        return [running(self.tokenizer, row["input"], WINDOW)[0] for row in load_eval(self.settings.data, name)]

    def kept_in_file(self, name: str, made: Callable[[], object]) -> object:
        return kept_in_file(self.work / f"{name}.json", made)

    def similarity(self) -> Similarity:
        return Similarity(self.kept_in_file("similarity", lambda: similarity(self.base, self.windows["calibration"]).cosines))

    def measure(self, name: str, model: Callable[[], PreTrainedModel]) -> None:
        if self.figures.lacks(name):
            whole = model().eval()
            self.figures.keep(name, {text: log_perplexities(whole, own) for text, own in self.windows.items()})

    def loss(self, name: str) -> float:
        """On the documents by which things are chosen."""
        own = self.figures.known[name]["calibration"]
        return sum(own) / len(own)

    def trained(
        self, name: str, model: PeftModel | PreTrainedModel, batches: Iterator[Batch], schedule: Schedule, loss: Callable = loss_of
    ) -> Path:
        return trained(self.work / name, model, batches, schedule, loss)

    def cut(self, depth: int, way: str) -> PreTrainedModel:
        return pruned(self.base, self.similarity().kept(depth, way))

    def cuts(self) -> None:
        self.measure("whole", lambda: self.base)
        for depth in self.settings.depths:
            for way in WAYS:
                self.measure(f"{depth}-{way}", lambda depth=depth, way=way: self.cut(depth, way))

    def way(self) -> str:
        return min(WAYS, key=lambda way: self.loss(f"{self.settings.depth}-{way}"))

    def healed(self, arm: Arm, name: str, schedule: Schedule) -> PreTrainedModel:
        """The cut model, healed."""
        torch.manual_seed(17)
        model = trainable(self.cut(self.settings.depth, self.way()), arm)
        folder = self.trained(name, model, stream(self.tokenizer, self.domains, self.settings.data), schedule, distillation(self.base))
        return with_healed(self.cut(self.settings.depth, self.way()), folder, arm)

    def arm(self) -> Arm:
        """That which learns more from the tokens of the trial."""
        tokens = self.settings.trial_tokens
        for arm in ARMS:
            name, schedule = f"trial-{arm.name}", Schedule(tokens, arm.rate, warm_up=tokens // 10)
            self.measure(name, lambda arm=arm, name=name, schedule=schedule: self.healed(arm, name, schedule))
        return min(ARMS, key=lambda arm: self.loss(f"trial-{arm.name}"))

    def tuned(self, name: str, model: PreTrainedModel) -> Path:
        """An adapter over `model` that has read the clinical tasks, as the one that ships has."""
        torch.manual_seed(17)
        tasks = batches(pools("it", self.settings.data, self.tokenizer, POOL_TOKENS), BATCH_TOKENS, seed=23)
        with adapted(model, None) as over:
            return self.trained(name, over, tasks, Schedule(self.settings.task_tokens))

    def systems(self, over: PeftModel, pair: PeftModel) -> dict[str, Callable[[], Logits]]:
        """What writes, begun anew for each batch. The base is `over` without its adapter."""

        def beside(alpha: float) -> Callable[[], Logits]:
            return lambda: steered(interpolated(over, 0), pair, alpha)

        return {
            "base": lambda: interpolated(over, 0),
            "small": lambda: interpolated(pair, 1),
            **{f"small-{alpha:g}": beside(alpha) for alpha in ALPHAS},
            "shipped": lambda: interpolated(over, 1),
            f"shipped-{ALPHAS[-1]:g}": lambda: interpolated(over, ALPHAS[-1]),
            "anti": lambda: interpolated(pair, 0),
        }

    def write(self, name: str, logits: Callable[[], Logits]) -> None:
        """Answers to the sections of mts_dialog."""
        rows = load_eval(self.settings.data, "mts_dialog")[: self.settings.sections]

        def answers(prompts: list[list[int]]) -> list[list[int]]:
            return greedy(logits(), prompts, self.tokenizer.eos_token_id)

        begun = time.monotonic()
        self.kept_in_file(f"answers-{name}", lambda: written_sections(self.tokenizer, rows, answers))
        print(f"answers of {name}: {time.monotonic() - begun:.0f} s", flush=True)

    def compare(self, healed: PreTrainedModel, expert: Path) -> None:
        with torch.inference_mode(), adapted(self.base, self.settings.shipped) as over, adapted(healed, expert) as pair:
            systems = self.systems(over, pair)
            for name, logits in systems.items():
                self.write(name, logits)
            row = load_eval(self.settings.data, "mts_dialog")[0]
            self.kept_in_file("seconds", lambda: seconds_per_token(systems, section_prompt(self.tokenizer, row)))
        sizes = partial(sizes_of, self.settings.gguf, self.base, self.similarity().kept(self.settings.depth, self.way()))
        self.kept_in_file("sizes", lambda: sizes(self.settings.shipped, expert))

    def control(self) -> None:
        adapter = self.tuned("control", self.base)
        with torch.inference_mode(), adapted(self.base, adapter) as over:
            self.write("control", lambda: interpolated(over, 1))
            self.write(f"control-{ALPHAS[-1]:g}", lambda: interpolated(over, ALPHAS[-1]))

    def run(self) -> None:
        self.cuts()
        arm = self.arm()
        healed = self.healed(arm, "healed", Schedule(self.settings.healing_tokens, arm.rate)).eval()
        self.measure("healed", lambda: healed)
        self.compare(healed, self.tuned("expert", healed))
        if self.settings.with_control:
            self.control()

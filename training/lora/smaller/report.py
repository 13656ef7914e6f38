"""`SMALLER.md`: what was cut, healed and tuned, how well the pair writes and what it costs, beside what ships."""

from __future__ import annotations

import json
import random
from functools import cached_property

import numpy as np

from lora.base import NAME_OF_NUMBERS
from lora.experts.report import difference, mean, table
from lora.smaller.attempt import ALPHAS, CALIBRATION_DOCUMENTS, TEXTS, WINDOW, Attempt
from lora.smaller.healing import ARMS, CLINICAL, DISTILLED, PROMPTS, SHARES, Arm
from lora.smaller.pruning import WAYS
from lora.train import RANK
from metrics import rouge

WAY_NAMES = {"single": "the least influential, one by one", "block": "the block that turns the stream least"}
#: Texts shown of each system.
SHOWN = 3


def forwards(name: str) -> tuple[int, int]:
    """How often the base's depth and the pair's depth are gone through for a token."""
    kind, _, alpha = name.partition("-")
    if kind in ("anti", "small"):
        return (1, 2) if alpha else (0, 1)
    return (2, 0) if alpha else (1, 0)


class Report:
    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.settings = attempt.settings
        self.known = attempt.figures.known

    def read(self, name: str) -> object:
        return json.loads((self.settings.work / f"{name}.json").read_text(encoding="utf-8"))

    @cached_property
    def answers(self) -> dict[str, list[dict]]:
        names = {path.stem.removeprefix("answers-"): path for path in self.settings.work.glob("answers-*.json")}
        return {name: json.loads(path.read_text(encoding="utf-8")) for name, path in names.items()}

    @cached_property
    def scores(self) -> dict[str, list[float]]:
        return {name: [rouge(row["text"], row["reference"])["rouge1"] for row in rows] for name, rows in self.answers.items()}

    @property
    def titles(self) -> dict[str, str]:
        """Systems in the order of the table."""
        depth, whole = self.settings.depth, self.attempt.similarity().layers
        found = {
            "base": f"base ({whole} layers)",
            "anti": f"the healed model ({depth} layers), the pair's anti-expert",
            "small": f"the small expert alone ({depth} layers)",
            **{f"small-{alpha:g}": f"**base + {alpha:g} · (small expert − small anti-expert)**" for alpha in ALPHAS},
            "shipped": f"what ships: the expert alone ({whole} layers)",
            f"shipped-{ALPHAS[-1]:g}": f"what ships: base + {ALPHAS[-1]:g} · (expert − base)",
            "control": f"the base tuned as the small expert was ({whole} layers), alone",
            f"control-{ALPHAS[-1]:g}": f"base + {ALPHAS[-1]:g} · (the same − base)",
        }
        return {name: title for name, title in found.items() if name in self.scores}

    def log_perplexity(self, title: str, name: str, against: str) -> list[str]:
        own, other = self.known[name], self.known[against]
        return [title, *(part for text in TEXTS for part in (mean(own[text]), difference(own[text], other[text])))]

    def cuts(self) -> str:
        own = self.attempt.similarity()

        def row(depth: int, way: str) -> list[str]:
            gone = sorted(set(range(own.layers)) - set(own.kept(depth, way)))
            title, *figures = self.log_perplexity(f"{depth}", f"{depth}-{way}", "whole")
            return [title, WAY_NAMES[way], " ".join(map(str, gone)), *figures]

        whole = self.known["whole"]
        first = [f"{own.layers}", "–", "–", mean(whole["general"]), "–", mean(whole["medical"]), "–"]
        rows = [row(depth, way) for depth in self.settings.depths for way in WAYS]
        return table(["layers left", "without", "layers out", "general", "change", "medical", "change"], [first, *rows])

    def budget(self, name: str) -> str:
        return f"{self.read(f'{name}/trained')['tokens']:,}"

    def healing(self) -> str:
        cut = f"{self.settings.depth}-{self.attempt.way()}"

        def title(arm: Arm) -> str:
            way = "all weights of the layers" if arm.rank == 0 else f"LoRA of rank {arm.rank}"
            return f"{way}, {arm.rate:g}"

        rows = [
            [name, read, *self.log_perplexity("", figures, "whole")[1:]]
            for name, read, figures in [
                ("cut", "–", cut),
                *((f"trial: {title(arm)}", self.budget(f"trial-{arm.name}"), f"trial-{arm.name}") for arm in ARMS),
                (f"**healed**: {title(self.attempt.arm())}", self.budget("healed"), "healed"),
            ]
        ]
        return table(["", "tokens read", "general", "against the whole", "medical", "against the whole"], rows)

    def sections(self) -> str:
        scores = self.scores

        def against(name: str, other: str) -> str:
            return "–" if name == other else difference(scores[name], scores[other])

        rows = [
            [title, mean(scores[name]), *(against(name, other) for other in ("base", "shipped", f"shipped-{ALPHAS[-1]:g}"))]
            for name, title in self.titles.items()
        ]
        head = ["", "ROUGE-1", "against the base", "against the expert that ships", f"against what ships at α = {ALPHAS[-1]:g}"]
        return table(head, rows)

    def further(self) -> str:
        scores = self.scores
        pairs = [("small", f"small-{ALPHAS[-1]:g}"), ("small", "anti")]
        if "control" in scores:
            pairs += [("control", "small"), (f"control-{ALPHAS[-1]:g}", f"small-{ALPHAS[-1]:g}")]
        rows = [[f"{self.titles[a].strip('*')}, less {self.titles[b].strip('*')}", difference(scores[a], scores[b])] for a, b in pairs]
        return table(["", "ROUGE-1"], rows)

    def costs(self) -> str:
        sizes, seconds = self.read("sizes"), self.read("seconds")
        whole, depth = self.attempt.similarity().layers, self.settings.depth

        def row(name: str) -> list[str]:
            deep, shallow = forwards(name)
            layers = deep * whole + shallow * depth
            multiplied = layers * sizes["layer"] + (deep + shallow) * sizes["output"]
            # The output and the embeddings are one for all.
            held = sizes["other_bytes"] + (sizes["base_bytes"] if deep else 0) + (sizes["kept_bytes"] if shallow else 0)
            held += {"base": 0, "anti": 0, "small": sizes["expert_bytes"], "shipped": sizes["shipped_bytes"]}[name.partition("-")[0]]
            own = np.array(seconds[name]) * 1000
            times = f"{np.median(own):.0f} ({own.min():.0f})"
            return [self.titles[name], f"{deep + shallow}", f"{layers}", f"{multiplied / 1e6:.0f}", f"{held / 1e6:.0f}", times]

        head = ["", "forwards", "layers", "parameters multiplied, millions", "megabytes held", "ms a token, median (best)"]
        return table(head, [row(name) for name in self.titles if name in seconds])

    def break_even(self) -> int:
        """The most layers with which base and pair multiply fewer parameters than the base with and without an adapter."""
        sizes, whole = self.read("sizes"), self.attempt.similarity().layers
        return (whole * sizes["layer"] - sizes["output"] - 1) // (2 * sizes["layer"])

    def texts(self) -> str:
        ids = [row["id"] for row in self.answers["base"]]
        lines = []
        for identity in random.Random(1).sample(ids, min(SHOWN, len(ids))):
            own = {name: next(row for row in rows if row["id"] == identity) for name, rows in self.answers.items()}
            lines += [f"### {identity}", "", f"* reference: {json.dumps(own['base']['reference'], ensure_ascii=False)}"]
            lines += [f"* {title.strip('*')}: {json.dumps(own[name]['text'], ensure_ascii=False)}" for name, title in self.titles.items()]
            lines.append("")
        return "\n".join(lines).strip()

    def whole(self) -> str:
        settings = self.settings
        shares = ", ".join(f"{name} {share:.0%}" for name, share in SHARES.items())
        parts = [
            "# A smaller pair of the same tokenizer",
            "Written by `python -m lora.smaller` (in `training/`) over SmolLM2-135M-Instruct: layers are taken out of it, what is left is healed by "
            "distillation and is the *anti-expert*; with an adapter that has read the clinical tasks it is the *small expert*; the whole model is "
            f"the base. Budgets: {settings.healing_tokens:,} tokens of healing, {settings.task_tokens:,} of tasks. Brackets: 95 % paired bootstrap "
            "over documents or items. **Bold** brackets leave out zero; they do not cover another seed of the training.",
            "## Layers out, nothing healed",
            f"Log-perplexity (natural, a token) of the first {WINDOW} tokens of the documents of lm_general ({len(self.known['whole']['general'])}) and "
            f"lm_medical ({len(self.known['whole']['medical'])}). Influence of a layer: 1 − cosine between its input and its output (Men et al. 2024); "
            "of a block: the angle between the two (Gromov et al. 2024); both over held-out training documents, "
            f"{CALIBRATION_DOCUMENTS} of each of {len(self.attempt.domains)} domains, by which everything here is chosen.",
            self.cuts(),
            "## Healed",
            f"{settings.depth} layers, those of the way whose log-perplexity on the held-out training documents was lower. Read: {shares} "
            f"({CLINICAL}: dialogues and notes; {PROMPTS}: sections in the chat template, of which the whole model's distribution is learnt and "
            f"not the answer). Loss: {DISTILLED:g} of KL to the whole model and {1 - DISTILLED:g} of next-token cross-entropy, on every second "
            "token; embeddings are the whole model's and stay so. The trial chose the way; healing began anew.",
            self.healing(),
            "## As a pair",
            f"LoRA of rank {RANK} on the mixture `it`, {self.budget('expert')} tokens"
            + (f" (over the whole model, for comparison, {self.budget('control')})" if "control" in self.scores else "")
            + f". mts_dialog, {len(self.scores['base'])} development items, greedy, the application's prompts and repetition penalty, {NAME_OF_NUMBERS}.",
            self.sections(),
            self.further(),
            "## Costs",
            "A token of one answer. Layers and parameters count every forward, the output layer included, adapters not; where expert and anti-expert "
            "are one model with and without its adapter, the application reads its weights once for both. Bytes as the base's file is "
            "quantised, embeddings held once. Times are PyTorch's on one thread of a machine that did other things besides: the parameters are the "
            "steadier measure.",
            self.costs(),
            "Base, small expert and small anti-expert are three forwards where what ships is two, since its anti-expert is the base: they multiply "
            f"fewer parameters than it with {self.break_even()} layers or fewer.",
            f"## {SHOWN} texts of every system, chosen by seed, as they were written",
            self.texts(),
        ]
        return "\n\n".join(parts) + "\n"


def report(attempt: Attempt) -> str:
    return Report(attempt).whole()

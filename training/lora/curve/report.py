"""`CURVE.md`: the base alone, tuned on growing subsets, and steered by the pair that ships."""

from __future__ import annotations

import json
import random
from functools import cached_property

import numpy as np

from lora.base import NAME_OF_NUMBERS
from lora.curve.beside import FLOOR
from lora.curve.crossing import Rung, crossing
from lora.curve.rungs import BATCH_TOKENS, EPOCHS, LONGEST_ANSWER, WARM_UP, Curve
from lora.experts.report import difference, mean, table
from lora.mixtures import FEWEST_WORDS, LONGEST
from lora.train import RANK, Schedule
from metrics import paired_gain, rouge, words

#: Texts shown of each system.
SHOWN = 3


class Report:
    def __init__(self, curve: Curve) -> None:
        self.curve = curve

    @cached_property
    def titles(self) -> dict[str, str]:
        """Systems in the order of the table."""
        rungs = {f"{size}": f"the base tuned on {size:,} sections" for size in self.curve.subsets}
        return {"base": "the base alone", **rungs, "capt": "**CAPT: the base untuned, steered by the pair that ships**"}

    @cached_property
    def answers(self) -> dict[str, dict[str, dict]]:
        """By system and item."""
        return {name: {row["id"]: row for row in self.curve.texts(name)} for name in self.titles}

    @cached_property
    def scores(self) -> dict[str, list[float]]:
        """ROUGE-1 in the order of the items."""
        ids = [row["id"] for row in self.curve.rows]

        def score(row: dict) -> float:
            return rouge(row["text"], row["reference"])["rouge1"]

        return {name: [score(own[identity]) for identity in ids] for name, own in self.answers.items()}

    def read(self, name: str) -> list[str]:
        """Share of all sections, and tokens."""
        if not name.isdigit():
            return ["–", "–"]
        return [f"{int(name) / len(self.curve.all_sections):.1%}", f"{self.curve.budget(int(name)):,}"]

    def length(self, name: str, part: str) -> str:
        """Mean words of the texts, or of the references."""
        return f"{np.mean([len(words(row[part])) for row in self.answers[name].values()]):.0f}"

    def systems(self) -> str:
        def against(name: str, other: str) -> str:
            return "–" if name == other else difference(self.scores[name], self.scores[other])

        rows = [
            [title, *self.read(name), self.length(name, "text"), mean(self.scores[name]), against(name, "base"), against(name, "capt")]
            for name, title in self.titles.items()
        ]
        head = ["", "share of all sections", "tokens read", "words a text", "ROUGE-1", "against the base", "against CAPT"]
        return table(head, rows)

    def crossing(self) -> str:
        return crossing([Rung(size, *paired_gain(self.scores[f"{size}"], self.scores["capt"])) for size in self.curve.subsets])

    def texts(self) -> str:
        shown = random.Random(1).sample(self.curve.rows, min(SHOWN, len(self.curve.rows)))
        lines = []
        for row in shown:
            lines += [f"### {row['id']}", "", f"* reference: {json.dumps(row['reference'], ensure_ascii=False)}"]
            lines += [
                f"* {title.strip('*')}: {json.dumps(self.answers[name][row['id']]['text'], ensure_ascii=False)}"
                for name, title in self.titles.items()
            ]
            lines.append("")
        return "\n".join(lines).strip()

    def whole(self) -> str:
        curve = self.curve
        penalty = "no repetition penalty" if curve.penalty == 1 else f"repetition penalty {curve.penalty:g}"
        parts = [
            "# Direct tuning on growing subsets, beside CAPT",
            f"Written by `python -m lora.curve` (in `training/`) over {curve.settings.gguf.stem}: Table 3 of [BBW] (docs/METHODS.md) in kind, where CAPT "
            "is “comparable to supervised fine-tuning with 2,600 samples”. There the models are far larger and the notes credentialed; here the sections "
            "are MTS-Dialog's.",
            f"The training data have {len(curve.all_sections):,} sections of {FEWEST_WORDS} words or more (those longer than {LONGEST:,} tokens left out). "
            f"Each rung holds the smaller ones, in one order by seed, and is trained from the untuned base: LoRA of rank {RANK} on all linear layers, "
            f"{EPOCHS} times over its sections, batches of {BATCH_TOKENS} tokens at most (one section at least), learning rate {Schedule.peak:g} after "
            f"{WARM_UP:.0%} of the budget, falling to a twentieth over the last {Schedule.cool_down:.0%}, {NAME_OF_NUMBERS}. These settings were written down "
            "before the first run and are the same for all rungs; nothing was chosen by the development items, and nothing was searched for on others.",
            f"mts_dialog, the first {len(curve.rows)} development items: greedy, {LONGEST_ANSWER} tokens at most, the application's prompt for this base, {penalty}, the "
            f"application's guard against loops. The references have {self.length('base', 'reference')} words on average. The base and the rungs are written with PyTorch from the same file, its weights unpacked; CAPT by the "
            f"application (`bench/capt-floor.ts`, plausibility floor {FLOOR:g}), which multiplies them as they are packed. ROUGE-1 is one function for all. Brackets: "
            "95 % paired bootstrap over the items; **bold** ones leave out zero. They do not cover another seed of the subsets or of the training.",
            self.systems(),
            self.crossing(),
            "What the comparison does not say: the pair was trained on the same sections, drawn from all of them, and on other tasks, so that CAPT "
            "spares the tuning of the base and not the data; and which candidate of its adapter ships was chosen by the 60 development items, of which "
            "these are some, where no rung was chosen by any.",
            f"## {SHOWN} texts of every system, chosen by seed, as they were written",
            self.texts(),
        ]
        return "\n\n".join(parts) + "\n"


def report(curve: Curve) -> str:
    return Report(curve).whole()

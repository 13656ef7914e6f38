"""Writes RESULTS.md from the measurements of evaluate.py, measuring what is missing.

    python training/results.py
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch

from data import ROOT
from evaluate import (
    ALPHAS,
    GROUPS,
    MERGES,
    POSITION_BINS,
    TRIOS,
    Setting,
    add_setting_arguments,
    groups_present,
    measure,
)
from export import SHIPPED
from metrics import bootstrap, interval, macro_f1
from stages import PRESETS, STAGES

LABELS = {"base": "base", "anti": "small general (anti-expert)", "cpt": "CPT expert", "it": "CPT+IT expert", "direct": "base tuned directly"}
Results = dict[str, dict]


def collect(at: Setting) -> Results:
    """All parts, the groups merged into one mapping of method name → figures."""
    merged: Results = {}
    for group in groups_present(at):
        for part, result in measure(group, GROUPS[group], at).items():
            if part not in merged:
                merged[part] = result
            elif part == "perplexity":
                for kind in ("sets", "positions"):
                    for dataset, values in result[kind].items():
                        merged[part][kind][dataset].update(values)
            elif part == "notes":
                for dataset in ("mts_dialog", "aci_bench"):
                    merged[part][dataset].update(result[dataset])
            else:
                merged[part]["predictions"].update(result["predictions"])
    return merged


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


class Report:
    """Figures by method, with the bars of the project's specification checked against them."""

    def __init__(self, results: Results, work: Path, models: Path) -> None:
        self.r, self.work, self.models = results, work, models
        self.proxies = [f"{trio} α={a:g}" for trio in TRIOS for a in ALPHAS]
        self.methods = [n for n in LABELS if n in results["headers"]["predictions"]] + self.proxies
        self.has_direct = "direct" in self.methods

    # --- figures ---

    def ppl(self, method: str, dataset: str) -> float:
        return self.r["perplexity"]["sets"][dataset][method]["perplexity"]

    def mean_log(self, method: str) -> float:
        return (math.log(self.ppl(method, "lm_medical")) + math.log(self.ppl(method, "lm_general"))) / 2

    def predictions(self, part: str, method: str) -> tuple[np.ndarray, np.ndarray]:
        return np.array(self.r[part]["gold"]), np.array(self.r[part]["predictions"][method])

    def header_f1(self, method: str) -> tuple[float, np.ndarray]:
        """Macro-F1 and its bootstrap values."""
        gold, said = self.predictions("headers", method)
        classes = len(self.r["headers"]["labels"])
        samples = np.array([macro_f1(gold[i], said[i], classes) for i in bootstrap(len(gold))])
        return macro_f1(gold, said, classes), samples

    def accuracy(self, part: str, method: str) -> tuple[float, np.ndarray]:
        gold, said = self.predictions(part, method)
        hits = (gold == said).astype(float)
        return float(hits.mean()), hits[bootstrap(len(gold))].mean(1)

    def rouge(self, dataset: str, method: str, kind: str = "rouge1") -> float:
        return float(np.mean([item[kind] for item in self.r["notes"][dataset][method]["rouge"]]))

    def noted(self, dataset: str) -> list[str]:
        """Methods whose notes were measured."""
        return [m for m in self.methods if m in self.r["notes"][dataset]]

    def name(self, method: str) -> str:
        return LABELS.get(method, method)

    # --- sections ---

    def training_section(self) -> str:
        rows = []
        index = {e["id"]: e for e in json.loads((self.models / "index.json").read_text())}
        listed = [(i, s.stage) for i, s in SHIPPED.items()]
        listed[3:3] = [("(not shipped)", "it-tasks")]
        for identifier, stage in [*listed, ("(not shipped)", "direct")]:
            path = self.work / stage / "final.pt"
            if not path.exists():
                rows.append([identifier, stage, "not trained", "", "", "", ""])
                continue
            saved = torch.load(path, map_location="cpu", weights_only=False)
            entry = index.get(identifier)
            phases = "; ".join(f"{p.stream} {p.length}" for p in STAGES[stage].phases)
            parameters = f"{sum(v.numel() for v in saved['model'].values()) / 1e6:.2f} M"
            size = f"{entry['bytes'] / 1e6:.2f} MB" if entry else "–"
            rows.append(
                [identifier, STAGES[stage].start or "scratch", parameters, size, phases, f"{saved['tokens'] / 1e6:.2f} M", f"{saved['seconds'] / 60:.0f} min"]
            )
        total = sum(e["bytes"] for e in index.values()) / 1e6
        return (
            table(["model", "starts from", "parameters", "files", "streams and sequence length", "tokens", "time"], rows)
            + f"\n\nAll shipped files together: {total:.1f} MB. Time is wall-clock time of the steps of one training thread on a shared CPU."
        )

    def perplexity_section(self) -> str:
        rows = [[self.name(m), f"{self.ppl(m, 'lm_medical'):.1f}", f"{self.ppl(m, 'lm_general'):.1f}", f"{self.mean_log(m):.3f}"] for m in self.methods]
        text = table(["method", "medical", "general", "mean log-perplexity"], rows)
        capt = self.r["perplexity"]["sets"]["lm_general"].get("capt-base")
        if capt:
            figures = []
            for dataset in ("lm_medical", "lm_general"):
                size = self.r["perplexity"]["bytes"][dataset]
                per_byte = {m: self.r["perplexity"]["sets"][dataset][m]["nll"] / size / math.log(2) for m in ("capt-base", "base")}
                figures.append(f"{dataset}: {self.ppl('capt-base', dataset):.1f}, {per_byte['capt-base']:.3f} bits per byte (base {per_byte['base']:.3f})")
            text += "\n\nThe CAPT base has another tokenizer, so only bits per byte compare: " + "; ".join(figures) + "."
        return text

    def quantisation(self) -> list[tuple[str, str, float]]:
        """(model, set, relative cost of q8 in perplexity)."""
        return [
            (m, d, self.ppl(m, d) / self.ppl(f"{m} (f32)", d) - 1)
            for m in ("base", "anti", "cpt", "it")
            for d in ("lm_medical", "lm_general")
        ]

    def quantisation_section(self) -> str:
        return table(
            ["model", "set", "float32", "q8", "cost"],
            [[self.name(m), d, f"{self.ppl(f'{m} (f32)', d):.3f}", f"{self.ppl(m, d):.3f}", f"{100 * c:+.3f} %"] for m, d, c in self.quantisation()],
        )

    def header_section(self) -> str:
        base_f1, base_samples = self.header_f1("base")
        rows = []
        for m in self.methods:
            f1, samples = self.header_f1(m)
            low, high = interval(samples)
            gain_low, gain_high = interval(samples - base_samples)
            p = float(np.mean(samples - base_samples <= 0))
            gain = "–" if m == "base" else f"{f1 - base_f1:+.3f} [{gain_low:+.3f}, {gain_high:+.3f}]"
            accuracy = self.accuracy("headers", m)[0]
            rows.append([self.name(m), f"{f1:.3f} [{low:.3f}, {high:.3f}]", gain, "–" if m == "base" else f"{p:.3f}", f"{accuracy:.3f}"])
        return table(["method", "macro-F1 [95 %]", "gain over base [95 %]", "p (gain ≤ 0)", "accuracy"], rows)

    def nli_section(self) -> str:
        gold, _ = self.predictions("nli", "base")
        majority = np.bincount(gold).max() / len(gold)
        rows = []
        for m in self.methods:
            value, samples = self.accuracy("nli", m)
            low, high = interval(samples)
            rows.append([self.name(m), f"{value:.3f} [{low:.3f}, {high:.3f}]"])
        return f"{len(gold)} items; the most frequent label alone gets {majority:.3f}.\n\n" + table(["method", "accuracy [95 %]"], rows)

    def notes_section(self, dataset: str) -> str:
        rows = []
        for m in self.noted(dataset):
            figures = self.r["notes"][dataset][m]
            scores = [f"{self.rouge(dataset, m, k):.3f}" for k in ("rouge1", "rouge2", "rougeL")]
            rows.append(
                [self.name(m), *scores, f"{figures['distinct1']:.3f}", f"{figures['distinct2']:.3f}", f"{100 * figures['degenerate']:.1f} %", f"{figures['words']:.0f}"]
            )
        return table(["method", "ROUGE-1", "ROUGE-2", "ROUGE-L", "distinct-1", "distinct-2", "degenerate", "words"], rows)

    def positions_section(self) -> str:
        parts = []
        bins = [f"{a}–{b - 1 if b < 2047 else b}" for a, b in zip(POSITION_BINS, POSITION_BINS[1:])]
        for dataset in ("lm_medical", "lm_general"):
            values = self.r["perplexity"]["positions"][dataset]
            shown = [m for m in self.methods if m in LABELS or m.endswith("α=1")]
            count = self.r["perplexity"]["windows"][dataset]
            rows = [[self.name(m), *(f"{v:.1f}" for v in values[m])] for m in shown]
            parts.append(f"`{dataset}`, {count} full windows:\n\n" + table(["method", *bins], rows))
        return "\n\n".join(parts)

    def merges_section(self) -> str:
        rows = [["small general (anti-expert)", *(f"{self.ppl('anti', d):.1f}" for d in ("lm_medical", "lm_general")), f"{self.mean_log('anti'):.3f}"]]
        for m in [*(f"SLERP anti→cpt {t:.0%}" for t in MERGES), "cpt"]:
            rows.append([self.name(m), f"{self.ppl(m, 'lm_medical'):.1f}", f"{self.ppl(m, 'lm_general'):.1f}", f"{self.mean_log(m):.3f}"])
        return table(["weights", "medical", "general", "mean log-perplexity"], rows)

    # --- bars ---

    def bars(self) -> list[list[str]]:
        out: list[list[str]] = []

        def add(bar: str, figure: str, passed: bool) -> None:
            out.append([bar, figure, "pass" if passed else "**missed**"])

        gentle = [m for m in self.proxies if float(m.split("=")[1]) <= 1]
        base_m = self.ppl("base", "lm_medical")
        best = min(gentle, key=lambda m: self.ppl(m, "lm_medical"))
        drop = 1 - self.ppl(best, "lm_medical") / base_m
        add("medical perplexity of a proxy-tuned base (α ≤ 1) ≥ 80 % below the base", f"{100 * drop:.1f} % ({best}: {self.ppl(best, 'lm_medical'):.1f} against {base_m:.1f})", drop >= 0.8)
        if self.has_direct:
            closed = math.log(base_m / self.ppl(best, "lm_medical")) / math.log(base_m / self.ppl("direct", "lm_medical"))
            add("≥ 88 % of the log-perplexity gap to direct tuning closed", f"{100 * closed:.1f} % ({best})", closed >= 0.88)
        both = min(self.proxies, key=self.mean_log)
        expert = TRIOS[both.split(" ")[0]][0]
        parents = ["base", expert] + (["direct"] if self.has_direct else [])
        margins = {p: self.mean_log(p) - self.mean_log(both) for p in parents}
        add(
            "best of both worlds: mean log-perplexity ≥ 0.15 nats below each parent and direct tuning",
            f"{both}: " + ", ".join(f"{v:+.3f} below {self.name(p)}" for p, v in margins.items()),
            min(margins.values()) >= 0.15,
        )
        lowest = min(self.proxies, key=lambda m: self.ppl(m, "lm_medical") / self.ppl(TRIOS[m.split(" ")[0]][0], "lm_medical"))
        partner = TRIOS[lowest.split(" ")[0]][0]
        add(
            "goal beyond: medical perplexity below the expert's alone",
            f"{lowest}: {self.ppl(lowest, 'lm_medical'):.1f} against {self.ppl(partner, 'lm_medical'):.1f}",
            self.ppl(lowest, "lm_medical") < self.ppl(partner, "lm_medical"),
        )
        add(
            "the base is clearly better than the small model on general text (≥ 10 % lower perplexity)",
            f"{self.ppl('base', 'lm_general'):.1f} against {self.ppl('anti', 'lm_general'):.1f}",
            self.ppl("base", "lm_general") <= 0.9 * self.ppl("anti", "lm_general"),
        )
        tuned = [m for m in self.proxies if not m.startswith("CPT ")]
        base_f1, base_samples = self.header_f1("base")
        for label, candidates in (("α = 1", [m for m in tuned if m.endswith("α=1")]), ("any α", tuned)):
            top = max(candidates, key=lambda m: self.header_f1(m)[0])
            f1, samples = self.header_f1(top)
            low, high = interval(samples - base_samples)
            add(f"section-header macro-F1 above the base, interval of the gain above 0 ({label})", f"{top}: {f1:.3f} against {base_f1:.3f}, gain [{low:+.3f}, {high:+.3f}]", low > 0)
        tasks = {
            "section headers": (tuned, lambda m: self.header_f1(m)[0]),
            "NLI": (tuned, lambda m: self.accuracy("nli", m)[0]),
            "mts_dialog ROUGE-1": (tuned, lambda m: self.rouge("mts_dialog", m)),
            "aci_bench ROUGE-1": ([m for m in tuned if m in self.noted("aci_bench")], lambda m: self.rouge("aci_bench", m)),
        }
        wins = []
        for task, (candidates, score) in tasks.items():
            top = max(candidates, key=score)
            wins.append((score(top) - score("it"), f"{task} {score(top):.3f} ({top}) against {score('it'):.3f}"))
        add("above the small instructed expert alone on at least one task", "; ".join(text for _, text in wins), max(w for w, _ in wins) > 0)
        top = max((m for m in tuned if m.endswith("α=1")), key=lambda m: self.rouge("mts_dialog", m))
        add(
            "mts_dialog ROUGE-1 of proxy-tuned (α = 1) above the base",
            f"{top}: {self.rouge('mts_dialog', top):.3f} against {self.rouge('mts_dialog', 'base'):.3f}",
            self.rouge("mts_dialog", top) > self.rouge("mts_dialog", "base"),
        )
        for dataset in ("mts_dialog", "aci_bench"):
            share = {m: self.r["notes"][dataset][m]["degenerate"] for m in ("IT α=1", "CPT+IT α=1")}
            add(
                f"degenerate notes ≤ 5 % ({dataset}, α = 1)",
                ", ".join(f"{m}: {100 * v:.1f} %" for m, v in share.items()),
                max(share.values()) <= 0.05,
            )
        worst = 0.0
        figures = []
        for dataset in ("lm_medical", "lm_general"):
            for m in ("base", "anti", "cpt", "it"):
                values = self.r["perplexity"]["positions"][dataset][m]
                rise = values[-1] / values[1] - 1
                worst = max(worst, rise)
                figures.append(rise)
        add(
            "perplexity does not rise towards position 2,047 (last quarter against positions 256–511)",
            f"change from {100 * min(figures):+.1f} % to {100 * max(figures):+.1f} % over models and sets",
            worst <= 0.0,
        )
        cost = max(c for _, _, c in self.quantisation())
        add("q8 costs ≤ 1 % in perplexity", f"at most {100 * cost:+.3f} %", cost <= 0.01)
        total = sum(e["bytes"] for e in json.loads((self.models / "index.json").read_text())) / 1e6
        add("all models ≤ 40 MB", f"{total:.1f} MB", total <= 40)
        return out

    def text(self) -> str:
        preset = torch.load(self.work / "base" / "final.pt", map_location="cpu", weights_only=False)["preset"]
        notes = self.r["notes"]
        sections = [
            "# Results of the demo models",
            "Written by `python training/results.py` from measurements on `../shared/data/eval`, none of which is trained on. "
            f"Preset `{preset}` ({PRESETS[preset].batch_tokens} tokens a step). All figures are of the shipped q8 weights unless marked; "
            "the directly tuned base is the yardstick, rounded the same way and not shipped. "
            "In every configuration the base is demo-base: **CPT** = demo-cpt − demo-anti, **IT** = demo-it − demo-cpt, **CPT+IT** = demo-it − demo-anti. "
            "These are demonstration models, far too small to be used for care.",
            "## The bars\n\n" + table(["bar", "figure", "outcome"], self.bars()),
            "The time of a 1,200-token dialogue on the CPU backend is a figure of the engine (`npm run bench`), not of this file.",
            "## Training\n\n" + self.training_section(),
            "The yardstick saw fewer medical tokens than the small expert, since a step of it costs four times as much; the table gives both."
            if self.has_direct
            else "The yardstick was not trained in this run.",
            "## Perplexity\n\nEach document is tokenised, cut into windows of 2,047 tokens with `<|endoftext|>` before each, and "
            "perplexity is exp(total nll / total tokens) over the 20 documents of each set.\n\n" + self.perplexity_section(),
            "## Section headers (`mts_section_header`)\n\n60 items, 20 labels, constrained: the label text with the largest summed log-probability under the "
            "combined distribution. Macro-F1 leaves out classes absent from both gold and predictions. Intervals: 2,000 bootstrap samples, "
            "the same items for every method.\n\n" + self.header_section(),
            "## Inference between sentences (held out)\n\nItems written by the pipeline (premises from templates and from notes of the training set); whole premises are "
            "held out. Constrained to three labels. " + self.nli_section(),
            f"## Notes\n\nGreedy, at most {notes['limits']['mts_dialog']} (mts_dialog) and {notes['limits']['aci_bench']} (aci_bench) new tokens, "
            f"repetition penalty {notes['penalty']} over generated tokens (from generation_config.json). ROUGE is F1 on lower-cased runs of letters and digits without stemming; "
            "degenerate: some 4-gram of words occurs four times or more. Dialogues longer than the context lose lines from their middle.\n\n"
            "### `mts_dialog` (dialogue and section → section text)\n\n" + self.notes_section("mts_dialog"),
            "### `aci_bench` (visit → whole note)\n\n" + self.notes_section("aci_bench"),
            "## Perplexity by position\n\nFull windows only, so that every column is over the same documents.\n\n" + self.positions_section(),
            "## What q8 costs\n\n" + self.quantisation_section(),
            "## Merging weights instead of logits\n\nSLERP of the CPT expert back into the small general model it comes from, rounded to q8.\n\n" + self.merges_section(),
        ]
        return "\n\n".join(sections) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_setting_arguments(parser)
    parser.add_argument("--output", type=Path, default=ROOT / "RESULTS.md")
    arguments = parser.parse_args()
    at = Setting(arguments.data, arguments.work, arguments.models, arguments.limit)
    report = Report(collect(at), at.work, at.models)
    arguments.output.write_text(report.text(), encoding="utf-8")
    for row in report.bars():
        print(" | ".join(row))


if __name__ == "__main__":
    main()

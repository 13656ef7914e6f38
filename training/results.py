"""Writes RESULTS.md from the measurements of evaluate.py, measuring what is missing.

    python training/results.py
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from collections.abc import Callable

import numpy as np
import torch

from data import ROOT
from evaluate import (
    ALPHAS,
    GROUPS,
    MERGES,
    NOTE_TOKENS,
    POSITION_BINS,
    TRIOS,
    Setting,
    add_setting_arguments,
    groups_present,
    measure,
    repetition_penalty,
)
from export import SHIPPED
from metrics import bootstrap, interval, macro_f1
from stages import PRESETS, STAGES

LABELS = {"base": "base", "anti": "small general (anti-expert)", "cpt": "CPT expert", "it": "CPT+IT expert", "direct": "base tuned directly"}
Results = dict[str, dict]


def collect(at: Setting, saved_only: bool) -> Results:
    """All parts, the groups merged into one mapping of method name → figures."""
    merged: Results = {}
    for group in groups_present(at):
        for part, result in measure(group, GROUPS[group], at, saved_only).items():
            if part not in merged:
                merged[part] = result
            elif part == "perplexity":
                for kind in ("sets", "positions"):
                    for dataset, values in result[kind].items():
                        merged[part][kind][dataset].update(values)
            elif part == "context":
                for dataset, values in result.items():
                    merged[part][dataset].update(values)
            elif part == "notes":
                for dataset in ("mts_dialog", "aci_bench"):
                    merged[part][dataset].update(result[dataset])
            else:
                merged[part]["predictions"].update(result["predictions"])
    return merged


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


class Unmeasured(Exception):
    """A figure that was not measured in this run."""


class Report:
    """Figures by method, with the bars of the project's specification checked against them."""

    def __init__(self, results: Results, work: Path, models: Path) -> None:
        self.r, self.work, self.models = results, work, models
        empty = {"perplexity": {"sets": {}, "positions": {}}, "headers": {"predictions": {}}, "nli": {"predictions": {}}, "context": {}, "notes": {}}
        for part, value in empty.items():
            self.r.setdefault(part, value)
        self.proxies = [f"{trio} α={a:g}" for trio in TRIOS for a in ALPHAS]
        self.methods = [*LABELS, *self.proxies]
        self.has_direct = (work / "direct" / "final.pt").exists()

    # --- figures ---

    def ppl(self, method: str, dataset: str) -> float:
        figures = self.r["perplexity"]["sets"].get(dataset, {}).get(method)
        if figures is None:
            raise Unmeasured(f"perplexity of {self.name(method)}")
        return figures["perplexity"]

    def mean_log(self, method: str) -> float:
        return (math.log(self.ppl(method, "lm_medical")) + math.log(self.ppl(method, "lm_general"))) / 2

    def predictions(self, part: str, method: str) -> tuple[np.ndarray, np.ndarray]:
        if method not in self.r[part]["predictions"]:
            raise Unmeasured(f"{part} of {self.name(method)}")
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
        if method not in self.r["notes"].get(dataset, {}):
            raise Unmeasured(f"notes of {self.name(method)}")
        return float(np.mean([item[kind] for item in self.r["notes"][dataset][method]["rouge"]]))

    def classified(self, part: str) -> list[str]:
        """Methods whose labels were measured."""
        return [m for m in self.methods if m in self.r[part]["predictions"]]

    def noted(self, dataset: str) -> list[str]:
        """Methods whose notes were measured."""
        return [m for m in self.methods if m in self.r["notes"].get(dataset, {})]

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
        shown = [m for m in self.methods if m in self.r["perplexity"]["sets"].get("lm_general", {})]
        rows = [[self.name(m), f"{self.ppl(m, 'lm_medical'):.1f}", f"{self.ppl(m, 'lm_general'):.1f}", f"{self.mean_log(m):.3f}"] for m in shown]
        text = table(["method", "medical", "general", "mean log-perplexity"], rows)
        general = self.r["perplexity"]["sets"].get("lm_general", {})
        if "capt-base" in general and "base" in general:
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
        for m in self.classified("headers"):
            f1, samples = self.header_f1(m)
            low, high = interval(samples)
            gain_low, gain_high = interval(samples - base_samples)
            p = float(np.mean(samples - base_samples <= 0))
            gain = "–" if m == "base" else f"{f1 - base_f1:+.3f} [{gain_low:+.3f}, {gain_high:+.3f}]"
            accuracy = self.accuracy("headers", m)[0]
            rows.append([self.name(m), f"{f1:.3f} [{low:.3f}, {high:.3f}]", gain, "–" if m == "base" else f"{p:.3f}", f"{accuracy:.3f}"])
        return table(["method", "macro-F1 [95 %]", "gain over base [95 %]", "p (gain ≤ 0)", "accuracy"], rows)

    def nli_section(self) -> str:
        gold = np.array(self.r["nli"]["gold"])
        majority = np.bincount(gold).max() / len(gold)
        rows = []
        for m in self.classified("nli"):
            value, samples = self.accuracy("nli", m)
            low, high = interval(samples)
            rows.append([self.name(m), f"{value:.3f} [{low:.3f}, {high:.3f}]"])
        return f"{len(gold)} items; the most frequent label alone gets {majority:.3f}.\n\n" + table(["method", "accuracy [95 %]"], rows)

    def notes_section(self, dataset: str) -> str:
        if not self.noted(dataset):
            raise Unmeasured("notes")
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
            values = self.r["perplexity"]["positions"].get(dataset, {})
            shown = [m for m in self.methods if m in values and (m in LABELS or m.endswith("α=1"))]
            count = self.r["perplexity"]["windows"][dataset]
            rows = [[self.name(m), *(f"{v:.1f}" for v in values[m])] for m in shown]
            parts.append(f"`{dataset}`, {count} full windows:\n\n" + table(["method", *bins], rows))
        return "\n\n".join(parts)

    def context_changes(self) -> list[tuple[str, str, float, float]]:
        """(method, set, perplexity of the last quarter with 512 tokens before it, with the whole window)."""
        return [
            (m, dataset, kinds["short"], kinds["full"])
            for dataset, methods in self.r["context"].items()
            for m, kinds in methods.items()
            if kinds and (m in LABELS or m.endswith((" α=0.5", " α=1")))
        ]

    def context_section(self) -> str:
        rows = [[self.name(m), d, f"{a:.1f}", f"{b:.1f}", f"{100 * (b / a - 1):+.1f} %"] for m, d, a, b in self.context_changes()]
        if not rows:
            raise Unmeasured("context")
        return table(["method", "set", "with 512 tokens before", "with the whole window", "change"], rows)

    def merges_section(self) -> str:
        rows = [["small general (anti-expert)", *(f"{self.ppl('anti', d):.1f}" for d in ("lm_medical", "lm_general")), f"{self.mean_log('anti'):.3f}"]]
        for m in [*(f"SLERP anti→cpt {t:.0%}" for t in MERGES), "cpt"]:
            rows.append([self.name(m), f"{self.ppl(m, 'lm_medical'):.1f}", f"{self.ppl(m, 'lm_general'):.1f}", f"{self.mean_log(m):.3f}"])
        return table(["weights", "medical", "general", "mean log-perplexity"], rows)

    # --- bars ---

    def bars(self) -> list[list[str]]:
        """(bar, figure, outcome) of every bar; a bar whose figures are missing says so."""
        out = []
        for bar, check in (
            ("medical perplexity of a proxy-tuned base (α ≤ 1) ≥ 80 % below the base", self.bar_medical),
            ("≥ 88 % of the log-perplexity gap to direct tuning closed", self.bar_gap),
            ("best of both worlds: mean log-perplexity ≥ 0.15 nats below base and expert", self.bar_parents),
            ("best of both worlds: the same below the directly tuned base", self.bar_direct),
            ("goal beyond: medical perplexity below the expert's alone", self.bar_below_expert),
            ("the base is clearly better than the small model on general text (≥ 10 % lower perplexity)", self.bar_base),
            ("section-header macro-F1 above the base, interval of the gain above 0 (α = 1)", lambda: self.bar_headers((1.0,))),
            ("section-header macro-F1 above the base, interval of the gain above 0 (any α)", lambda: self.bar_headers(ALPHAS)),
            ("above the small instructed expert alone: section headers", lambda: self.bar_task(lambda m: self.header_f1(m)[0])),
            ("above the small instructed expert alone: NLI", lambda: self.bar_task(lambda m: self.accuracy("nli", m)[0])),
            ("above the small instructed expert alone: mts_dialog ROUGE-1", lambda: self.bar_task(lambda m: self.rouge("mts_dialog", m))),
            ("above the small instructed expert alone: aci_bench ROUGE-1", lambda: self.bar_task(lambda m: self.rouge("aci_bench", m))),
            ("mts_dialog ROUGE-1 of proxy-tuned (α = 1) above the base", self.bar_notes),
            ("degenerate notes ≤ 5 % (mts_dialog, every measured α ≤ 1)", lambda: self.bar_degenerate("mts_dialog")),
            ("degenerate notes ≤ 5 % (aci_bench, every measured α ≤ 1)", lambda: self.bar_degenerate("aci_bench")),
            ("perplexity does not rise towards position 2,047 (last quarter against positions 256–511)", self.bar_positions),
            ("2,048 tokens of context help: the same tokens are no less likely with 1,536 tokens before them than with 512", self.bar_context),
            ("q8 costs ≤ 1 % in perplexity", self.bar_quantisation),
            ("all models ≤ 40 MB", self.bar_size),
        ):
            try:
                figure, passed = check()
                out.append([bar, figure, "pass" if passed else "**missed**"])
            except Unmeasured as missing:
                out.append([bar, f"not measured: {missing}", "**open**"])
        return out

    def gentle(self) -> list[str]:
        return [m for m in self.proxies if float(m.split("=")[1]) <= 1]

    def tuned(self) -> list[str]:
        return [m for m in self.proxies if not m.startswith("CPT ")]

    def expert_of(self, method: str) -> str:
        return TRIOS[method.split(" ")[0]][0]

    def bar_medical(self) -> tuple[str, bool]:
        best = min(self.gentle(), key=lambda m: self.ppl(m, "lm_medical"))
        drop = 1 - self.ppl(best, "lm_medical") / self.ppl("base", "lm_medical")
        return f"{100 * drop:.1f} % ({best}: {self.ppl(best, 'lm_medical'):.1f} against {self.ppl('base', 'lm_medical'):.1f})", drop >= 0.8

    def bar_gap(self) -> tuple[str, bool]:
        direct, base = self.ppl("direct", "lm_medical"), self.ppl("base", "lm_medical")
        best = min(self.gentle(), key=lambda m: self.ppl(m, "lm_medical"))
        closed = math.log(base / self.ppl(best, "lm_medical")) / math.log(base / direct)
        return f"{100 * closed:.1f} % ({best})", closed >= 0.88

    def margin(self, method: str, others: list[str]) -> float:
        return min(self.mean_log(o) for o in others) - self.mean_log(method)

    def bar_parents(self) -> tuple[str, bool]:
        texts, margins = [], []
        for trio, (expert, _) in TRIOS.items():
            best = min((m for m in self.proxies if m.startswith(f"{trio} ")), key=self.mean_log)
            margins.append(self.margin(best, ["base", expert]))
            texts.append(f"{best}: {self.margin(best, ['base']):+.3f} below the base, {self.margin(best, [expert]):+.3f} below its expert")
        return "; ".join(texts), max(margins) >= 0.15

    def bar_direct(self) -> tuple[str, bool]:
        best = min(self.proxies, key=self.mean_log)
        margin = self.margin(best, ["direct"])
        return f"{best}: {margin:+.3f}", margin >= 0.15

    def bar_below_expert(self) -> tuple[str, bool]:
        best = min(self.proxies, key=lambda m: self.ppl(m, "lm_medical") / self.ppl(self.expert_of(m), "lm_medical"))
        own, expert = self.ppl(best, "lm_medical"), self.ppl(self.expert_of(best), "lm_medical")
        return f"{best}: {own:.1f} against {expert:.1f}", own < expert

    def bar_base(self) -> tuple[str, bool]:
        base, small = self.ppl("base", "lm_general"), self.ppl("anti", "lm_general")
        return f"{base:.1f} against {small:.1f}", base <= 0.9 * small

    def bar_headers(self, alphas: tuple[float, ...]) -> tuple[str, bool]:
        base, base_samples = self.header_f1("base")
        top = max((m for m in self.tuned() if float(m.split("=")[1]) in alphas), key=lambda m: self.header_f1(m)[0])
        value, samples = self.header_f1(top)
        low, high = interval(samples - base_samples)
        return f"{top}: {value:.3f} against {base:.3f}, gain [{low:+.3f}, {high:+.3f}]", low > 0

    def bar_task(self, score: Callable[[str], float]) -> tuple[str, bool]:
        scores = {}
        for method in self.tuned():
            try:
                scores[method] = score(method)
            except Unmeasured:
                continue
        expert = score("it")
        if not scores:
            raise Unmeasured("proxy-tuned")
        top = max(scores, key=lambda m: scores[m])
        return f"{top}: {scores[top]:.3f} against {expert:.3f}", scores[top] > expert

    def bar_notes(self) -> tuple[str, bool]:
        top = max(("IT α=1", "CPT+IT α=1"), key=lambda m: self.rouge("mts_dialog", m))
        own, base = self.rouge("mts_dialog", top), self.rouge("mts_dialog", "base")
        return f"{top}: {own:.3f} against {base:.3f}", own > base

    def bar_degenerate(self, dataset: str) -> tuple[str, bool]:
        shares = {m: self.r["notes"][dataset][m]["degenerate"] for m in self.noted(dataset) if m in self.gentle() and m in self.tuned()}
        if not shares:
            raise Unmeasured("notes")
        return ", ".join(f"{m}: {100 * v:.1f} %" for m, v in shares.items()), max(shares.values()) <= 0.05

    def bar_positions(self) -> tuple[str, bool]:
        changes = []
        for dataset in ("lm_medical", "lm_general"):
            values = self.r["perplexity"]["positions"].get(dataset, {})
            for m in ("base", "anti", "cpt", "it"):
                if m not in values:
                    raise Unmeasured(f"positions of {self.name(m)}")
                changes.append(values[m][-1] / values[m][1] - 1)
        return f"change from {100 * min(changes):+.1f} % to {100 * max(changes):+.1f} % over models and sets", max(changes) <= 0.0

    def bar_context(self) -> tuple[str, bool]:
        changes = [b / a - 1 for m, _, a, b in self.context_changes() if m in ("base", "anti", "cpt", "it")]
        if not changes:
            raise Unmeasured("context")
        return f"perplexity changes from {100 * min(changes):+.1f} % to {100 * max(changes):+.1f} % over models and sets", max(changes) <= 0.0

    def bar_quantisation(self) -> tuple[str, bool]:
        cost = max(c for _, _, c in self.quantisation())
        return f"at most {100 * cost:+.3f} %", cost <= 0.01

    def bar_size(self) -> tuple[str, bool]:
        index = json.loads((self.models / "index.json").read_text())
        total = sum(e["bytes"] for e in index if e["id"] in SHIPPED) / 1e6
        return f"{total:.1f} MB", total <= 40

    def text(self) -> str:
        preset = torch.load(self.work / "base" / "final.pt", map_location="cpu", weights_only=False)["preset"]
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
            "perplexity is exp(total nll / total tokens) over the 20 documents of each set.\n\n" + guarded(self.perplexity_section),
            "## Section headers (`mts_section_header`)\n\n60 items, 20 labels, constrained: the label text with the largest summed log-probability under the "
            "combined distribution. Macro-F1 leaves out classes absent from both gold and predictions. Intervals: 2,000 bootstrap samples, "
            "the same items for every method.\n\n" + guarded(self.header_section),
            "## Inference between sentences (held out)\n\nItems written by the pipeline (premises from templates and from notes of the training set); whole premises are "
            "held out. Constrained to three labels. " + guarded(self.nli_section),
            f"## Notes\n\nGreedy, at most {NOTE_TOKENS['mts_dialog']} (mts_dialog) and {NOTE_TOKENS['aci_bench']} (aci_bench) new tokens, "
            f"repetition penalty {repetition_penalty(self.models)} over generated tokens (from generation_config.json). ROUGE is F1 on lower-cased runs of letters and digits without stemming; "
            "degenerate: some 4-gram of words occurs four times or more. Dialogues longer than the context lose lines from their middle.\n\n"
            "### `mts_dialog` (dialogue and section → section text)\n\n" + guarded(lambda: self.notes_section("mts_dialog")),
            "### `aci_bench` (visit → whole note)\n\n" + guarded(lambda: self.notes_section("aci_bench")),
            "## Perplexity by position\n\nFull windows only, so that every column is over the same documents.\n\n" + guarded(self.positions_section),
            "## The same tokens with less context\n\nPerplexity by position mixes how far a model looks back with what stands where in a document. "
            "Here the tokens are the same: the last quarter (511 tokens) of every full window.\n\n" + guarded(self.context_section),
            "## What q8 costs\n\n" + guarded(self.quantisation_section),
            "## Merging weights instead of logits\n\nSLERP of the CPT expert back into the small general model it comes from, rounded to q8.\n\n" + guarded(self.merges_section),
        ]
        return "\n\n".join(sections) + "\n"


def guarded(section: Callable[[], str]) -> str:
    """The section, or what is missing for it."""
    try:
        return section()
    except (Unmeasured, KeyError) as missing:
        return f"Not measured in this run ({missing})."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add_setting_arguments(parser)
    parser.add_argument("--saved-only", action="store_true", help="report what was measured before and say what is missing")
    parser.add_argument("--output", type=Path, default=ROOT / "RESULTS.md")
    arguments = parser.parse_args()
    at = Setting(arguments.data, arguments.work, arguments.models, arguments.limit)
    report = Report(collect(at, arguments.saved_only), at.work, at.models)
    arguments.output.write_text(report.text(), encoding="utf-8")
    for row in report.bars():
        print(" | ".join(row))


if __name__ == "__main__":
    main()

"""`EXPERTS.md`: the ablations as tables, every difference with a paired bootstrap interval over documents or items."""

from __future__ import annotations

import json
from collections.abc import Iterable

import numpy as np

from lora.experts.chain import ARCS, RATE, Settings
from lora.experts.domains import DOMAINS, GENERAL, HELD_OUT
from lora.experts.merging import ARC, DENSITY, GAMMA, WEIGHT
from lora.experts.preferences import BETA, PAIRS_READ
from lora.experts.sft import NOISE
from lora.train import RANK
from metrics import paired_gain

Known = dict[str, dict[str, list[float]]]
KINDS = {"dapt": "DAPT", "explainer": "Explainer", "pit": "PIT"}
STEPS = {
    "base": "base",
    "datamix": "DataMix (beside the chain)",
    "merged": "five experts, merged",
    "sft": "then SFT",
    "sft-neftune": "or SFT with NEFTune",
    "dpo": "then DPO",
}


def difference(ours: list[float], theirs: list[float]) -> str:
    """Mean difference with its interval; bold where the interval is on one side of zero."""
    gain, low, high = paired_gain(ours, theirs)
    text = f"{gain:+.3f} [{low:+.3f}, {high:+.3f}]"
    return f"**{text}**" if low > 0 or high < 0 else text


def mean(values: list[float]) -> str:
    return f"{np.mean(values):.3f}"


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def over_domains(known: Known, model: str) -> list[float]:
    """Documents of all domains, for a model that was measured on all."""
    return [each for name in DOMAINS for each in known[model][name]]


def by_domain(known: Known, models: dict[str, str], text: str | None) -> str:
    """Change against the base for each domain's own expert; on `text`, or on the expert's own domain."""
    base = known["base"]

    def row(name: str) -> list[str]:
        on = text or name
        return [name, mean(base[on]), *(difference(known[f"{name}-{suffix}"][on], base[on]) for suffix in models)]

    def pooled(suffix: str) -> str:
        ours = [each for name in DOMAINS for each in known[f"{name}-{suffix}"][text or name]]
        return difference(ours, [each for name in DOMAINS for each in base[text or name]])

    rows = [row(name) for name in DOMAINS]
    if text is None:
        rows.append(["*all*", mean(over_domains(known, "base")), *map(pooled, models)])
    return table(["expert", "base", *models.values()], rows)


def one_or_many(known: Known) -> str:
    base, mix, merged = known["base"], known["datamix"], known["merged"]
    rows = [
        [name, mean(base[name]), difference(mix[name], base[name]), difference(merged[name], base[name]), difference(merged[name], mix[name])]
        for name in (*DOMAINS, GENERAL)
    ]
    both = [over_domains(known, each) for each in ("base", "datamix", "merged")]
    pooled = ["*all domains*", mean(both[0]), difference(both[1], both[0]), difference(both[2], both[0]), difference(both[2], both[1])]
    return table(["text", "base", "DataMix", "merged", "merged − DataMix"], [*rows[:-1], pooled, rows[-1]])


def progression(known: Known) -> str:
    base = known["base"]

    def row(model: str) -> list[str]:
        own = known[model]
        right = np.array(own["pairs"]) > 0
        changes = ["–"] * 3
        if model != "base":
            changes = [
                difference(own["sections"], base["sections"]),
                difference(over_domains(known, model), over_domains(known, "base")),
                difference(own[GENERAL], base[GENERAL]),
            ]
        return [STEPS[model], mean(own["sections"]), *changes, f"{right.mean():.2f}"]

    head = ["model", "ROUGE-1", "change of it", "log-perplexity of the domains", "of general text", "pairs preferred rightly"]
    return table(head, [row(model) for model in STEPS])


def alignment(known: Known) -> str:
    """Each step of the alignment against the one before it."""
    steps = [("SFT − merged", "sft", "merged"), ("NEFTune − none", "sft-neftune", "sft"), ("DPO − SFT with NEFTune", "dpo", "sft-neftune")]
    rows = [
        [title, difference(known[a]["sections"], known[b]["sections"]), difference(known[a]["pairs"], known[b]["pairs"])]
        for title, a, b in steps
    ]
    return table(["step", "ROUGE-1", "log p(right) − log p(wrong)"], rows)


def costs(settings: Settings) -> str:
    logs = {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in settings.work.glob("*/trained.json")}
    explanations = [json.loads(path.read_text(encoding="utf-8"))["cost"] for path in settings.work.glob("*-explained.json")]

    def row(title: str, names: list[str]) -> list[str]:
        own = [logs[name] for name in names]
        return [title, f"{sum(each['tokens'] for each in own):,}", f"{sum(each['seconds'] for each in own):.0f}"]

    rows = [row(f"{title}, five", [f"{name}-{kind}" for name in DOMAINS]) for kind, title in (("dapt", "DAPT"), ("explainer", "Explainer"))]
    rows.append(row("PIT, five", [f"{name}-{kind}" for name in DOMAINS for kind in ("pit-1", "pit")]))
    rows += [row(title, [name]) for name, title in (("datamix", "DataMix"), ("sft", "SFT"), ("sft-neftune", "SFT with NEFTune"), ("dpo", "DPO"))]
    written = sum(each["tokens"] for each in explanations)
    rows.append(["explanations, written by the base", f"{written:,}", f"{sum(each['seconds'] for each in explanations):.0f}"])
    return table(["what", "budget, or tokens written", "seconds"], rows)


def report(settings: Settings, known: Known) -> str:
    documents = " ".join(f"{name} {len(known['base'][name])}," for name in (*DOMAINS, GENERAL)).rstrip(",")
    arcs = {f"slerp@{t}": f"SLERP {t:.0%}" for t in ARCS} | {"pit": "the expert"}
    parts = [
        "# Experts, merged and aligned: MediPhi's ablations in miniature",
        "Written by `python -m lora.experts` (in `training/`) over SmolLM2-135M-Instruct. The shape is [MediPhi]'s; the size is not: each "
        f"expert read {settings.tokens:,} tokens with LoRA of rank {RANK} at {RATE:g}; the paper's are of 3.8 billion parameters and read "
        "whole corpora. What holds here says what the steps do to a small model in a few minutes, not what they do at scale.",
        f"Log-perplexity (natural, a token) is of documents that nothing read ({HELD_OUT} % by hash of the id), 128 tokens each: {documents}. "
        f"ROUGE-1 is of the first {len(known['base']['sections'])} items of mts_dialog, greedy; pairs are {len(known['base']['pairs'])} sections "
        "that nothing read, as written and with an error planted. Brackets: 95 % paired bootstrap over documents or items. **Bold**: the "
        "interval leaves out zero. All else may be chance, and the intervals do not cover another seed of the training. With this many "
        "comparisons, about one in twenty of those without any effect is bold.",
        "## Continued training of each domain (Figure 4 in kind)",
        "Change of log-perplexity on the expert's own domain; lower is better. *DAPT* reads the domain's text. *Explainer* reads half of it as "
        f"text, half as passages with explanations, which the base wrote itself ({settings.explanations} a domain; MediPhi has a larger model do it). *PIT* "
        "reads questions, summaries, entities and relations, made from the text by rules, for half the budget, and then text and tasks in equal parts: "
        "it therefore reads a quarter as much text as DAPT. Nobody has checked the explanations or the tasks.",
        by_domain(known, KINDS, None),
        "The same models on general text: what they forget.",
        by_domain(known, KINDS, GENERAL),
        "## Back towards the base (Figure 5 in kind)",
        "The PIT expert of each domain at a share of the arc from the base (SLERP). On its own domain, then on general text.",
        by_domain(known, arcs, None),
        by_domain(known, arcs, GENERAL),
        "## Five merged, or all at once",
        f"*merged*: the five PIT experts, each by SLERP at {ARC:.0%}, then BreadCrumbs (density {DENSITY:g}, γ {GAMMA:g}, weight {WEIGHT:g} each, not "
        f"searched for). *DataMix*: one model that read what the five read, {settings.tokens * len(DOMAINS):,} tokens.",
        one_or_many(known),
        "## Progression (Figure 6 in kind)",
        f"Clinical tasks from the training portions ({settings.tokens:,} tokens), with noise of α = {NOISE:g} (NEFTune) and without; then DPO "
        f"(β = {BETA:g}) on {PAIRS_READ} or fewer sections with a planted error: wrong side, dose ten times as large, negation, invented finding. "
        "Changes are against the base. An invented finding makes a text longer, and so less likely: pairs are preferred rightly by a part of length alone.",
        progression(known),
        "Each step against the one before it:",
        alignment(known),
        "## Costs",
        "Budgets of tokens: the last batch of each training goes beyond, by one long item at most. Seconds of one thread on a machine that did "
        "other things besides.",
        costs(settings),
    ]
    return "\n\n".join(parts) + "\n"

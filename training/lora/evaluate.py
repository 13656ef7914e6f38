"""Measurements of an adapter on the development items, by itself and as the expert of proxy tuning: `python -m lora.evaluate`.

Greedy with the profile's repetition penalty and the application's prompts. The application's own figures come from
`npm run locum -- eval`; they differ where rounding turns a token.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from peft import PeftModel
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from data import DEFAULT_DATA, load_eval
from lora.base import NAME_OF_NUMBERS, NUMBERS, load_base, load_tokenizer
from lora.decoding import greedy, interpolated
from lora.prompts import PROFILE, prompt_ids
from metrics import rouge
from tasks import labels, render

BATCH = 15
SAMPLES = 2000


def answers(model: PeftModel | PreTrainedModel, prompts: list[list[int]], alpha: float, stop: int) -> list[list[int]]:
    """What is written to all prompts at once."""
    return greedy(interpolated(model, alpha), prompts, stop)


def section_prompt(tokenizer: PreTrainedTokenizerBase, row: dict) -> list[int]:
    header = labels("section_header_classification")[row["meta"]["section_header"]]
    user, _ = render("section_summarization", {"input": row["input"].strip(), "section": header})
    return prompt_ids(tokenizer, "section_summarization", user)


def p_better(ours: list[float], theirs: list[float]) -> float:
    """Two-sided p of a paired bootstrap of the mean difference."""
    rng = random.Random(1)
    gains = [a - b for a, b in zip(ours, theirs)]
    below = sum(sum(rng.choices(gains, k=len(gains))) <= 0 for _ in range(SAMPLES)) / SAMPLES
    return min(1.0, 2 * min(below, 1 - below))


def name_of(alpha: float) -> str:
    return {0.0: "base (SmolLM2-135M-Instruct)", 1.0: "expert (α = 1)"}.get(alpha, f"proxy-tuned, α = {alpha:g}")


def p_text(ours: list[float], theirs: list[float]) -> str:
    p = p_better(ours, theirs)
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def table_row(alpha: float, own: list[float], base: list[float] | None) -> str:
    mean = sum(own) / len(own)
    if alpha == 0 or base is None:
        return f"| {name_of(alpha)} | {mean:.3f} | – | – |"
    return f"| {name_of(alpha)} | {mean:.3f} | {mean - sum(base) / len(base):+.3f} | {p_text(own, base)} |"


def report(rows: list[dict], scores: dict[float, list[float]], texts: dict[str, str]) -> str:
    """The table, then ten texts of every method, chosen by seed."""
    lines = [
        "# The clinical adapter over SmolLM2-135M",
        "",
        f"Written by `python -m lora.evaluate` (in `training/`): mts_dialog, {len(rows)} development items, greedy, repetition penalty "
        f"{PROFILE['repetitionPenalty']}, {NAME_OF_NUMBERS}. p: paired bootstrap against the base.",
        "",
        "| | ROUGE-1 | gain over the base | p |",
        "|---|---|---|---|",
        *(table_row(alpha, own, scores.get(0.0)) for alpha, own in sorted(scores.items())),
        "",
        "## Ten texts of every method, chosen by seed, as they were written",
        "",
    ]
    headers = labels("section_header_classification")
    for row in random.Random(1).sample(rows, min(10, len(rows))):
        lines += [f"### {row['id']}, {headers[row['meta']['section_header']]}", ""]
        lines.append(f"* reference: {json.dumps(row['reference'], ensure_ascii=False)}")
        for alpha in sorted(scores):
            text = texts[f"{row['id']} {alpha:g}"]
            lines.append(f"* {name_of(alpha)}: {json.dumps(text, ensure_ascii=False)}")
        lines.append("")
    return "\n".join(lines)


@torch.inference_mode()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--adapter", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--alphas", type=float, nargs="+", default=[0, 1, 0.8])
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--out", type=Path, required=True, help="answers, a line each; known ones are not asked for again")
    parser.add_argument("--results", type=Path, help="a Markdown file to write the table and ten texts to")
    options = parser.parse_args()
    tokenizer = load_tokenizer(options.gguf)
    base = load_base(options.gguf)
    model = PeftModel.from_pretrained(base, str(options.adapter), autocast_adapter_dtype=False).to(NUMBERS).eval()
    known: dict[str, str] = {}
    if options.out.exists():
        known = {row["key"]: row["text"] for row in map(json.loads, options.out.read_text(encoding="utf-8").splitlines())}
    rows = load_eval(options.data, "mts_dialog")[: options.limit]
    prompts = {row["id"]: section_prompt(tokenizer, row) for row in rows}
    with options.out.open("a", encoding="utf-8") as out:
        for alpha in options.alphas:
            open_rows = [row for row in rows if f"{row['id']} {alpha:g}" not in known]
            open_rows.sort(key=lambda row: len(prompts[row["id"]]))
            for at in range(0, len(open_rows), BATCH):
                group = open_rows[at : at + BATCH]
                for row, ids in zip(group, answers(model, [prompts[row["id"]] for row in group], alpha, tokenizer.eos_token_id)):
                    key = f"{row['id']} {alpha:g}"
                    known[key] = tokenizer.decode(ids, skip_special_tokens=True).strip()
                    out.write(json.dumps({"key": key, "text": known[key], "reference": row["reference"]}) + "\n")
                out.flush()
    scores = {
        alpha: [rouge(known[f"{row['id']} {alpha:g}"], row["reference"])["rouge1"] for row in rows] for alpha in options.alphas
    }
    if options.results is not None:
        options.results.write_text(report(rows, scores, known), encoding="utf-8")
    for alpha, own in scores.items():
        against = "" if alpha == 0 or 0 not in scores else f", p against the base {p_better(own, scores[0]):.4f}"
        print(f"mts_dialog, {len(own)} items, alpha {alpha:g}: ROUGE-1 {sum(own) / len(own):.4f}{against}")


if __name__ == "__main__":
    main()

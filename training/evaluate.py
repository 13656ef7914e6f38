"""Measures the exported models and their combinations on `eval/`; writes JSON into `<work>/results`.

    python training/evaluate.py [perplexity context headers nli notes]

Every part is kept under the checksum of the weights it was measured on and skipped when it is there already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path
from collections.abc import Callable

import numpy as np
import torch
from tokenizers import Tokenizer
from tqdm import tqdm

import tasks
from data import DEFAULT_DATA, DEFAULT_WORK, load_eval
from ensemble import Member, Method, Session, document_nll, generate, label_scores, token_nll
from export import MODELS, dequantize, load_exported, load_stage, quantize
from merge import merge
from metrics import distinct, is_degenerate, rouge
from model import CausalLM
from train import load_checkpoint

ALPHAS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
TRIOS = {"CPT": ("cpt", "anti"), "IT": ("it", "cpt"), "CPT+IT": ("it", "anti")}
MERGES = (0.10, 0.25, 0.50)
POSITION_BINS = (0, 256, 512, 1024, 1536, 2047)
NLI_ITEMS = 250
NOTE_TOKENS = {"mts_dialog": 160, "aci_bench": 400}
#: Whole notes are long: they are measured at fewer α.
NOTE_ALPHAS = {"mts_dialog": ALPHAS, "aci_bench": (0.5, 1.0)}
NOTE_TASKS = {"mts_dialog": "section_summarization", "aci_bench": "note_generation"}


@dataclass(frozen=True)
class Setting:
    """Where everything is, and how many items of each set are measured (all when `limit` is None)."""

    data: Path
    work: Path
    models: Path
    limit: int | None = None

    def rows(self, dataset: str) -> list[dict]:
        return load_eval(self.data, dataset)[: self.limit]


def single(name: str) -> Method:
    return Method(name, name)


def combinations(alphas: tuple[float, ...] = ALPHAS) -> list[Method]:
    return [Method(f"{trio} α={a:g}", "base", e, n, a) for trio, (e, n) in TRIOS.items() for a in alphas]


def through_q8(model: CausalLM) -> CausalLM:
    """The model after the same rounding as the shipped ones."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 2:
                parameter.copy_(dequantize(*quantize(parameter)))
    return model


def load_group(group: str, at: Setting) -> tuple[dict[str, Member], list[Method]]:
    """Members and methods of a group.

    `family`: base, anti-expert, CPT expert and their combinations; `instructed`: all that the instructed expert is part of;
    `direct`: the yardstick; `capt`: the CAPT base.
    """
    if group == "capt":
        folder = at.models / "demo-capt-base"
        own = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return {"capt-base": Member(load_exported(folder), own, True)}, [single("capt-base")]
    tokenizer = Tokenizer.from_file(str(at.models / "demo-base" / "tokenizer.json"))
    if group == "direct":
        member = Member(through_q8(load_checkpoint(at.work / "direct" / "final.pt")[0]), tokenizer, True)
        return {"direct": member}, [single("direct")]
    members: dict[str, Member] = {}
    for name in GROUP_MODELS[group]:
        folder = at.models / f"demo-{name}"
        chat = "chat_template" in json.loads((folder / "tokenizer_config.json").read_text())
        members[name] = Member(load_exported(folder), tokenizer, chat)
    if group == "family":
        return members, [single(n) for n in members] + [m for m in combinations() if m.expert == "cpt"]
    return members, [single("it")] + [m for m in combinations() if m.expert == "it"]


def totals(nll: dict[str, list[torch.Tensor]]) -> dict[str, dict[str, float]]:
    out = {}
    for name, parts in nll.items():
        joined = torch.cat(parts)
        out[name] = {"nll": float(joined.double().sum()), "tokens": len(joined), "perplexity": math.exp(float(joined.double().mean()))}
    return out


def extra_members(members: dict[str, Member], methods: list[Method], work: Path) -> dict[str, Member]:
    """The float32 weights behind the models measured alone, and merged models where the CPT expert is one of them."""
    alone = [m.name for m in methods if m.expert is None and m.name in ("base", "anti", "cpt", "it")]
    extra: dict[str, Member] = {}
    for name in alone:
        model = load_stage(name, work / name / "final.pt")
        extra[f"{name} (f32)"] = Member(model, members[name].tokenizer, False)
    if "cpt" in alone:
        for t in MERGES:
            model = through_q8(merge(members["anti"].model, members["cpt"].model, t))
            extra[f"SLERP anti→cpt {t:.0%}"] = Member(model, members["anti"].tokenizer, False)
    return extra


def measure_perplexity(members: dict[str, Member], methods: list[Method], at: Setting) -> dict:
    """Perplexity per set and method and by position; for the family also of merges and float32 weights."""
    extra = extra_members(members, methods, at.work)
    result: dict = {"sets": {}, "positions": {}}
    for dataset in ("lm_medical", "lm_general"):
        rows = at.rows(dataset)
        nll: dict[str, list[torch.Tensor]] = {}
        full: dict[str, list[torch.Tensor]] = {}
        for row in tqdm(rows, desc=f"perplexity {dataset}"):
            found = document_nll(members, methods, row["input"])
            if extra:
                found |= document_nll(extra, [single(n) for n in extra], row["input"])
            for name, values in found.items():
                nll.setdefault(name, []).append(values)
                for start in range(0, len(values) - 2046, 2047):
                    full.setdefault(name, []).append(values[start : start + 2047])
        result["sets"][dataset] = totals(nll)
        result["positions"][dataset] = {
            name: [math.exp(float(torch.stack(parts)[:, a:b].mean())) for a, b in zip(POSITION_BINS, POSITION_BINS[1:])]
            for name, parts in full.items()
        }
        result.setdefault("windows", {})[dataset] = len(next(iter(full.values()), []))
        result.setdefault("bytes", {})[dataset] = sum(len(row["input"].encode("utf-8")) for row in rows)
    return result


def measure_context(members: dict[str, Member], methods: list[Method], at: Setting) -> dict:
    """Perplexity of the same tokens, the last quarter of every full window, with all of it and with 512 tokens before them.

    Perplexity by position mixes how far a model can look back with what stands where; here the tokens are the same.
    """
    result: dict = {}
    start, near = POSITION_BINS[-2], POSITION_BINS[-2] - POSITION_BINS[2]
    for dataset in ("lm_medical", "lm_general"):
        found: dict[str, dict[str, list[torch.Tensor]]] = {m.name: {"full": [], "short": []} for m in methods}
        for row in tqdm(at.rows(dataset), desc=f"context {dataset}"):
            tokenizer = next(iter(members.values())).tokenizer
            ids = tokenizer.encode(row["input"], add_special_tokens=False).ids
            for first in range(0, len(ids) - 2046, 2047):
                window = ids[first : first + 2047]
                for kind, part in (("full", window), ("short", window[near:])):
                    for name, values in token_nll(members, methods, part).items():
                        found[name][kind].append(values[start - len(window) :])
        result[dataset] = {
            name: {kind: math.exp(float(torch.cat(parts).double().mean())) for kind, parts in kinds.items() if parts}
            for name, kinds in found.items()
        }
    return result


def measure_labels(members: dict[str, Member], methods: list[Method], items: list[dict], task: str) -> dict:
    """Predicted label index of every item (in the order of the task's labels) for every method."""
    names = tasks.labels(task)
    predictions: dict[str, list[int]] = {m.name: [] for m in methods}
    for item in tqdm(items, desc=task):
        user, plain = tasks.render(task, item["fields"])
        scores = label_scores(members, methods, user, plain, list(names.values()))
        for name, values in scores.items():
            predictions[name].append(int(values.argmax()))
    return {"labels": list(names), "gold": [list(names).index(item["gold"]) for item in items], "predictions": predictions}


def measure_headers(members: dict[str, Member], methods: list[Method], at: Setting) -> dict:
    rows = at.rows("mts_section_header")
    items = [{"fields": {"input": r["input"].strip()}, "gold": r["reference"]} for r in rows]
    return measure_labels(members, methods, items, "section_header_classification")


def measure_nli(members: dict[str, Member], methods: list[Method], at: Setting) -> dict:
    items = tasks.heldout_inference(at.data)[: at.limit or NLI_ITEMS]
    rows = [{"fields": {"premise": i["premise"], "hypothesis": i["hypothesis"]}, "gold": i["relation"]} for i in items]
    return measure_labels(members, methods, rows, "nli")


def note_prompts(dataset: str, rows: list[dict], tokenizer: Tokenizer) -> list[tuple[str, str]]:
    """(user message, plain prompt) of every item; inputs that leave no room for the answer lose their middle."""
    prompts = []
    headers = tasks.labels("section_header_classification")
    for row in rows:
        text = tasks.shorten_middle(row["input"].strip(), 2048 - NOTE_TOKENS[dataset] - 120, tokenizer)
        section = headers.get(row.get("meta", {}).get("section_header", ""), "")
        prompts.append(tasks.render(NOTE_TASKS[dataset], {"input": text, "section": section}))
    return prompts


def repetition_penalty(models: Path) -> float:
    return float(json.loads((models / "demo-base" / "generation_config.json").read_text()).get("repetition_penalty", 1.0))


def measure_notes(members: dict[str, Member], methods: list[Method], at: Setting) -> dict:
    """ROUGE, distinct-n and degenerate share of greedy notes, with the texts themselves."""
    penalty = repetition_penalty(at.models)
    tokenizer = next(iter(members.values())).tokenizer
    result: dict = {"penalty": penalty, "limits": NOTE_TOKENS}
    for dataset in NOTE_TASKS:
        rows = at.rows(dataset)
        prompts = note_prompts(dataset, rows, tokenizer)
        sessions = {n: Session(m, [m.prompt_ids(*p) for p in prompts], NOTE_TOKENS[dataset]) for n, m in members.items()}
        result[dataset] = {}
        chosen = [m for m in methods if m.expert is None or m.alpha in NOTE_ALPHAS[dataset]]
        for method in tqdm(chosen, desc=f"notes {dataset}"):
            texts = generate(sessions, method, tokenizer, NOTE_TOKENS[dataset], penalty)
            result[dataset][method.name] = {
                "rouge": [rouge(t, r["reference"]) for t, r in zip(texts, rows)],
                "distinct1": distinct(texts, 1),
                "distinct2": distinct(texts, 2),
                "degenerate": float(np.mean([is_degenerate(t) for t in texts])),
                "words": float(np.mean([len(t.split()) for t in texts])),
                "texts": texts,
            }
    return result


PARTS: dict[str, Callable[[dict[str, Member], list[Method], Setting], dict]] = {
    "perplexity": measure_perplexity,
    "context": measure_context,
    "headers": measure_headers,
    "nli": measure_nli,
    "notes": measure_notes,
}


#: Groups with the parts measured on each; the models of a group are measured together.
GROUPS = {"family": list(PARTS), "instructed": list(PARTS), "direct": list(PARTS), "capt": ["perplexity"]}
GROUP_MODELS = {"family": ("base", "anti", "cpt"), "instructed": ("base", "anti", "cpt", "it"), "capt": ("capt-base",)}


def weights_of(group: str, at: Setting) -> list[Path]:
    """The files whose content decides the results of a group."""
    if group == "direct":
        return [at.work / "direct" / "final.pt"]
    return [at.models / f"demo-{name}" / "model.safetensors" for name in GROUP_MODELS[group]]


def fingerprint(group: str, part: str, at: Setting) -> str:
    """Changes whenever a measured weight, the number of items or (for notes) a generation setting does."""
    digest = hashlib.sha256(str(at.limit).encode())
    if part == "notes":
        digest.update((at.models / "demo-base" / "generation_config.json").read_bytes())
    for path in weights_of(group, at):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def measure(group: str, parts: list[str], at: Setting, saved_only: bool = False) -> dict[str, dict]:
    """Results of the parts for one group, read back or measured now (with `saved_only`: left out)."""
    out: dict[str, dict] = {}
    loaded: tuple[dict[str, Member], list[Method]] | None = None
    for name in parts:
        key = fingerprint(group, name, at)
        path = at.work / "results" / f"{name}-{group}.json"
        saved = json.loads(path.read_text()) if path.exists() else None
        if saved is None or saved["key"] != key:
            if saved_only:
                continue
            loaded = loaded or load_group(group, at)
            began = time.monotonic()
            result = PARTS[name](*loaded, at)
            saved = {"key": key, "seconds": time.monotonic() - began, "result": result}
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(saved, ensure_ascii=False))
        out[name] = saved["result"]
    return out


def groups_present(at: Setting) -> list[str]:
    return [group for group in GROUPS if all(path.exists() for path in weights_of(group, at))]


def add_setting_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--limit", type=int, default=None, help="items of each set to measure (all by default)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    parser.add_argument("--groups", nargs="*", choices=list(GROUPS), help="all whose weights are there by default")
    add_setting_arguments(parser)
    arguments = parser.parse_args()
    at = Setting(arguments.data, arguments.work, arguments.models, arguments.limit)
    for group in arguments.groups or groups_present(at):
        measure(group, [part for part in GROUPS[group] if part in arguments.parts], at)


if __name__ == "__main__":
    main()

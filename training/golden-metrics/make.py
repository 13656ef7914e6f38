"""Golden values for `src/engine/evaluation` from independent implementations.

    python training/golden-metrics/make.py     # needs scikit-learn, rouge-score, numpy, scipy

scikit-learn: confusion, per-class scores, macro-F1, accuracy. rouge-score: ROUGE with and without stemming, and its
stemmer on a list of words. numpy: bootstrap intervals, standard errors and p-values on the resamples that the engine
draws (its counter-based noise written again here). scipy: span matching as an assignment problem. Texts come from
`public/examples`, labels and spans from a seeded generator.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from rouge_score import rouge_scorer, tokenize
from nltk.stem.porter import PorterStemmer
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SAMPLES = 500
SEED = 7


def pcg(value: np.ndarray) -> np.ndarray:
    value = value.astype(np.uint32)
    state = value * np.uint32(747796405) + np.uint32(2891336453)
    word = ((state >> ((state >> np.uint32(28)) + np.uint32(4))) ^ state) * np.uint32(277803737)
    return (word >> np.uint32(22)) ^ word


def resamples(items: int, samples: int, seed: int) -> np.ndarray:
    """[samples, items] indices as the engine draws them (`analysis/bootstrap.ts`)."""
    key = pcg(pcg(np.full(1, seed, np.uint32)) + np.arange(samples, dtype=np.uint32))
    bits = pcg(key[:, None] + np.arange(items, dtype=np.uint32)[None]) >> np.uint32(8)
    return np.floor((bits.astype(np.float64) + 0.5) / 16777216 * items).astype(np.int64)


def example_texts() -> list[str]:
    dialogues = []
    for path in sorted((ROOT / "public" / "examples").glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict):
            dialogues.append(content["dialogue"])
    return dialogues


def rouge_cases(rng: random.Random) -> list[dict]:
    turns = [turn for dialogue in example_texts() for turn in dialogue.split("\n") if turn.strip()]
    pairs = [("", "a reference"), ("a prediction", ""), ("The runner's flies died.", "Runners fly, and die!"), ("naïve café 5.5 mg", "Naive cafe 5,5 MG")]
    for _ in range(60):
        reference = "\n".join(rng.sample(turns, rng.randint(1, 8)))
        words = reference.split(" ")
        kept = [w for w in words if rng.random() < 0.7]
        if rng.random() < 0.5:
            kept += rng.choice(turns).split(" ")
        if rng.random() < 0.3:
            rng.shuffle(kept)
        pairs.append((" ".join(kept), reference))
    out = []
    for prediction, reference in pairs:
        case: dict = {"prediction": prediction, "reference": reference}
        for key, stem in (("plain", False), ("stemmed", True)):
            scores = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=stem).score(reference, prediction)
            case[key] = {name: score.fmeasure for name, score in scores.items()}
        out.append(case)
    return out


def stems(rng: random.Random) -> list[list[str]]:
    words = {w for dialogue in example_texts() for w in tokenize.tokenize(dialogue, None) if len(w) > 3}
    endings = "s es ies ed ied ing eed y ly ally fully fulness ation ational logy ologies izer iveness ability ement ion ll e".split()
    made = {w + rng.choice(endings) for w in sorted(words)} | {w[:-1] + rng.choice(endings) for w in sorted(words)}
    special = "sky skies dying lying tying news innings outings cannings howe proceed exceed succeed dies died spied flies enjoy enjoyment spy say aged ages aging yyyy syzygy biology geology theology additionally carefully".split()
    chosen = sorted(words | set(special)) + sorted(rng.sample(sorted(made), 1200))
    stemmer = PorterStemmer()
    return [[w, stemmer.stem(w)] for w in chosen if len(w) > 3]


def classification(rng: np.random.Generator) -> list[dict]:
    cases = []
    for labels, items, skill in ((2, 30, 0.6), (3, 80, 0.7), (20, 60, 0.4), (5, 40, 0.0)):
        gold = rng.choice(labels, items, p=rng.dirichlet(np.full(labels, 0.7)))
        predicted = {}
        for name, s in (("base", skill / 2), ("method", skill)):
            predicted[name] = np.where(rng.random(items) < s, gold, rng.integers(0, labels, items))
        said = predicted["method"]
        everything = list(range(labels))
        precision, recall, f1, support = precision_recall_fscore_support(gold, said, labels=everything, zero_division=0)
        draws = resamples(items, SAMPLES, SEED)

        def macro(p: np.ndarray, at: np.ndarray, gold: np.ndarray = gold) -> float:
            return float(f1_score(gold[at], p[at], average="macro", zero_division=0))

        values = np.array([macro(said, at) for at in draws])
        gains = np.array([macro(said, at) - macro(predicted["base"], at) for at in draws])
        everyone = np.arange(items)
        observed = macro(said, everyone) - macro(predicted["base"], everyone)
        low, high = np.quantile(values, [0.025, 0.975])
        cases.append(
            {
                "labels": labels,
                "gold": gold.tolist(),
                "base": predicted["base"].tolist(),
                "predicted": said.tolist(),
                "confusion": confusion_matrix(gold, said, labels=everything).tolist(),
                "perClass": [{"precision": a, "recall": b, "f1": c, "support": int(d)} for a, b, c, d in zip(precision, recall, f1, support)],
                "macroF1": macro(said, everyone),
                "accuracy": float(accuracy_score(gold, said)),
                "bootstrap": {
                    "samples": SAMPLES,
                    "seed": SEED,
                    "firstDraw": draws[0].tolist(),
                    "low": float(low),
                    "high": float(high),
                    "standardError": float(values.std(ddof=1)),
                    "p": float((1 + np.sum(np.abs(gains - observed) >= abs(observed) - 1e-12)) / (1 + SAMPLES)),
                },
            }
        )
    return cases


def squad(text: str) -> list[str]:
    text = re.sub(r"[!-/:-@\[-`{-~]", "", text.lower())
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def answers(rng: random.Random) -> list[dict]:
    turns = [turn for dialogue in example_texts() for turn in dialogue.split("\n") if turn.strip()]
    pairs = [("The cat.", "a cat"), ("", "x"), ("the", ""), ("No.", "no"), ("yes yes no", "yes no no")]
    for _ in range(30):
        reference = rng.choice(turns)
        pairs.append((" ".join(w for w in reference.split() if rng.random() < 0.6), reference))
    out = []
    for prediction, reference in pairs:
        p, r = squad(prediction), squad(reference)
        common = sum((Counter(p) & Counter(r)).values())
        f1 = float(p == r) if not p or not r else 2 * common / (len(p) + len(r))
        out.append({"prediction": prediction, "reference": reference, "exact": float(p == r), "tokenF1": f1})
    return out


def spans(rng: random.Random) -> list[dict]:
    cases = []
    for _ in range(25):
        def draw() -> list[dict]:
            found = []
            for _ in range(rng.randint(0, 7)):
                start = rng.randint(0, 40)
                found.append({"type": rng.choice("ABC"), "start": start, "end": start + rng.randint(1, 12)})
            return found

        predicted, gold = draw(), draw()
        cost = np.zeros((len(predicted), len(gold)))
        for i, a in enumerate(predicted):
            for j, b in enumerate(gold):
                cost[i, j] = -(a["type"] == b["type"] and a["start"] < b["end"] and b["start"] < a["end"])
        rows, columns = linear_sum_assignment(cost)
        cases.append({"predicted": predicted, "gold": gold, "matched": int(-cost[rows, columns].sum())})
    return cases


def distinct_cases() -> list[dict]:
    out = []
    for texts in (example_texts()[:2], ["a b a b", "a b"], [""]):
        case: dict = {"texts": texts}
        for n in (1, 2):
            grams: list[tuple] = []
            for text in texts:
                tokens = tokenize.tokenize(text, None)
                grams += [tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]
            case[f"distinct{n}"] = len(set(grams)) / len(grams) if grams else 0.0
        out.append(case)
    return out


def main() -> None:
    rng = random.Random(3)
    golden = {
        "stems": stems(rng),
        "rouge": rouge_cases(rng),
        "classification": classification(np.random.default_rng(11)),
        "answers": answers(rng),
        "spans": spans(rng),
        "distinct": distinct_cases(),
    }
    for name, content in golden.items():
        (HERE / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

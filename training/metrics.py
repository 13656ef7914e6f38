"""Metrics with their definitions spelled out."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np


def words(text: str) -> list[str]:
    """Lower-cased runs of letters and digits (ASCII), no stemming: the tokenisation of every ROUGE figure."""
    return re.findall(r"[a-z0-9]+", text.lower())


def ngrams(tokens: list[str], n: int) -> Counter:
    return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))


def f_measure(overlap: int, predicted: int, reference: int) -> float:
    return 2 * overlap / (predicted + reference) if predicted + reference else 0.0


def rouge(prediction: str, reference: str) -> dict[str, float]:
    """ROUGE-1, -2 and -L F1 of one pair; L on the whole text as one sequence."""
    p, r = words(prediction), words(reference)
    out = {}
    for n in (1, 2):
        a, b = ngrams(p, n), ngrams(r, n)
        out[f"rouge{n}"] = f_measure(sum((a & b).values()), sum(a.values()), sum(b.values()))
    row = np.zeros(len(r) + 1, dtype=np.int64)
    codes = {w: i for i, w in enumerate(set(p) | set(r))}
    reference_codes = np.array([codes[w] for w in r], dtype=np.int64)
    for word in p:
        diagonal = row[:-1] + (reference_codes == codes[word])
        row[1:] = np.maximum.accumulate(np.maximum(row[1:], diagonal))
    out["rougeL"] = f_measure(int(row[-1]), len(p), len(r))
    return out


def distinct(texts: list[str], n: int) -> float:
    """Distinct n-grams over all n-grams of all texts."""
    total: Counter = Counter()
    for text in texts:
        total += ngrams(words(text), n)
    return len(total) / max(1, sum(total.values()))


def is_degenerate(text: str) -> bool:
    """Whether some 4-gram of words occurs four times or more."""
    counts = ngrams(words(text), 4)
    return max(counts.values(), default=0) >= 4


def macro_f1(gold: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """Unweighted mean F1 over the classes that occur in gold or predictions; others are left out."""
    true = np.bincount(gold, minlength=classes)
    said = np.bincount(predicted, minlength=classes)
    hit = np.bincount(gold[gold == predicted], minlength=classes)
    present = (true + said) > 0
    return float((2 * hit[present] / (true + said)[present]).mean())


def bootstrap(count: int, samples: int = 2000, seed: int = 0) -> np.ndarray:
    """Item indices (samples, count) of a bootstrap, the same for every method so that gains are paired."""
    return np.random.default_rng(seed).integers(0, count, (samples, count))


def interval(values: np.ndarray) -> tuple[float, float]:
    """Central 95 % of bootstrap values."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def paired_gain(ours: list[float], theirs: list[float]) -> tuple[float, float, float]:
    """Mean difference of the same items with the ends of its 95 % bootstrap interval."""
    gains = np.array(ours) - np.array(theirs)
    return float(gains.mean()), *interval(gains[bootstrap(len(gains))].mean(axis=1))

"""Figures of ICD-10-CM codes and of macro-F1 over a fixed label set, computed independently of the TypeScript.

    python3 make_codes.py > codes.json

Exact F1: per item 2·|A ∩ E| / (|A| + |E|) over the distinct codes answered and expected, then the mean; approximate F1: the same over
their first three characters. macro-F1: mean of 2·hits / (gold + answered) over the labels that occur among all items, for all items and
for resamples, where a label without items counts 0.
"""

import json
import random

random.seed(18)
CATEGORIES = ["I10", "E11", "J45", "N39", "S72", "C7B", "Z79", "M54"]


def code() -> str:
    category = random.choice(CATEGORIES)
    return category if random.random() < 0.3 else f"{category}.{random.choice(['0', '9', '20', '001A'])}"


def f1(answered: set[str], expected: set[str]) -> float:
    if not answered and not expected:
        return 1.0
    return 2 * len(answered & expected) / (len(answered) + len(expected))


items = []
for _ in range(40):
    expected = [code() for _ in range(random.randint(1, 6))]
    answered = [random.choice(expected) if random.random() < 0.5 else code() for _ in range(random.randint(0, 7))]
    items.append({"expected": expected, "answered": answered})

short = [({c[:3] for c in i["answered"]}, {c[:3] for c in i["expected"]}) for i in items]
labels = ["a", "b", "c", "d", "e"]
gold = [random.choice(labels[:4]) for _ in range(30)]
said = [g if random.random() < 0.6 else random.choice(labels[:4]) for g in gold]
present = sorted(set(gold) | set(said))


def macro(indices: list[int]) -> float:
    total = 0.0
    for label in present:
        hits = sum(gold[i] == label == said[i] for i in indices)
        both = sum(gold[i] == label for i in indices) + sum(said[i] == label for i in indices)
        total += 2 * hits / both if both else 0.0
    return total / len(present)


draws = [[random.randrange(30) for _ in range(6)] for _ in range(20)]
print(
    json.dumps(
        {
            "items": items,
            "exact": sum(f1(set(i["answered"]), set(i["expected"])) for i in items) / len(items),
            "approximate": sum(f1(a, e) for a, e in short) / len(items),
            "labels": labels,
            "gold": gold,
            "said": said,
            "macroF1": macro(list(range(30))),
            "draws": [{"indices": d, "macroF1": macro(d)} for d in draws],
        },
        separators=(",", ":"),
    )
)

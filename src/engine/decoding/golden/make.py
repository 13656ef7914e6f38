"""Golden vectors of the combination arithmetic, computed independently of the TypeScript (numpy, float64).

    python3 make.py > vectors.json

Logits are multiples of 1/64, so float32 holds them exactly. Formulas: proxy tuning s = b + a (e - m) where ids are
shared (Liu et al. 2024); repetition penalty (Keskar et al. 2019); temperature; top-k with ties kept; top-p as the
smallest set of best tokens that reaches p among those, ties kept (Holtzman et al. 2020); Gumbel-max with PCG noise.
"""

import json

import numpy as np

M32 = 0xFFFFFFFF


def pcg(value: int) -> int:
    state = (value * 747796405 + 2891336453) & M32
    word = (((state >> ((state >> 28) + 4)) ^ state) * 277803737) & M32
    return (word >> 22) ^ word


def gumbel(seed: int, step: int, vocabulary: int) -> np.ndarray:
    key = pcg((pcg(seed & M32) + step) & M32)
    uniform = np.array([((pcg((key + v) & M32) >> 8) + 0.5) / 2**24 for v in range(vocabulary)])
    return -np.log(-np.log(uniform))


def softmax(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max())
    return e / e.sum()


def kept(scores: np.ndarray, temperature: float, k: int, p: float) -> np.ndarray:
    """Boolean mask of the tokens that may be drawn, by sorting and adding up."""
    mask = np.isfinite(scores)
    if k > 0:
        best = np.sort(scores[mask])[::-1]
        mask &= scores >= best[min(k, len(best)) - 1]
    if p < 1:
        probs = np.where(mask, softmax(np.where(mask, scores, -np.inf) / temperature), 0)
        order = np.argsort(-probs, kind="stable")
        total = np.cumsum(probs[order])
        last = order[np.searchsorted(total, p - 1e-12)]
        mask &= scores >= scores[last]
    return mask


def case(rng: np.random.Generator, name: str, v: int, **options) -> dict:
    o = {
        "alpha": 1.0, "unshared": [], "minusInfinity": [], "penalty": 1.0, "recent": [], "temperature": 1.0, "topK": 0,
        "topP": 1.0, "seed": 7, "step": 3, "levels": 512, **options,
    }
    base, expert, anti = (rng.integers(-o["levels"], o["levels"], v) / 64 for _ in range(3))
    base[o["minusInfinity"]] = -np.inf
    shared = np.ones(v, dtype=int)
    shared[o["unshared"]] = 0
    combined = base + np.where(shared == 1, o["alpha"] * (expert - anti), 0.0)
    penalized = combined.copy()
    for i in sorted(set(o["recent"])):
        penalized[i] = penalized[i] / o["penalty"] if penalized[i] > 0 else penalized[i] * o["penalty"]
    mask = kept(penalized, o["temperature"], o["topK"], o["topP"])
    noisy = np.where(mask, penalized / o["temperature"] + gumbel(o["seed"], o["step"], v), -np.inf)
    numbers = lambda x: [None if not np.isfinite(y) else float(y) for y in x]
    return {
        "name": name, **{key: o[key] for key in ("alpha", "penalty", "recent", "temperature", "topK", "topP", "seed", "step")},
        "sharedIds": shared.tolist() if o["unshared"] else None,
        "base": numbers(base), "expert": numbers(expert), "anti": numbers(anti),
        "combined": numbers(combined), "penalized": numbers(penalized),
        "pBase": numbers(softmax(base)), "pExpert": numbers(softmax(expert)), "pAnti": numbers(softmax(anti)),
        "pCombined": numbers(softmax(combined)),
        "argmax": int(np.argmax(combined)), "baseArgmax": int(np.argmax(base)), "greedy": int(np.argmax(penalized)),
        "kept": np.flatnonzero(mask).tolist(), "sampled": int(np.argmax(noisy)),
    }


def main() -> None:
    rng = np.random.default_rng(20240116)
    cases = [
        case(rng, "plain", 24),
        case(rng, "alpha 0.5, top-k", 24, alpha=0.5, topK=5),
        case(rng, "alpha 2, top-p", 32, alpha=2.0, topP=0.9, levels=48),
        case(rng, "negative alpha, hot", 32, alpha=-0.75, temperature=1.7, topP=0.8),
        case(rng, "unshared ids", 24, unshared=[0, 5, 23], topK=8, topP=0.95, levels=64),
        case(rng, "impossible tokens", 24, minusInfinity=[1, 2, 20], topK=6),
        case(rng, "ties", 40, levels=3, topK=4, topP=0.7, temperature=0.6),
        case(rng, "repetition penalty", 24, penalty=1.3, recent=[3, 3, 9, 14], temperature=0.7, topK=10, levels=96),
        *(case(rng, f"seed {s}", 24, seed=s, step=s % 5, temperature=1.5, levels=128) for s in (0, 1, 2**31, 2**32 - 1)),
    ]
    print(json.dumps({"cases": cases}, separators=(",", ":")))


main()

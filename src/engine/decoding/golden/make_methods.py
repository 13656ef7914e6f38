"""Golden vectors of the other ways to combine, computed independently of the TypeScript (numpy, float64).

    python3 make_methods.py > methods.json

Logits are multiples of 1/64, so float32 holds them exactly; −∞ is written as null. CAPT (Ronaghi et al.): log-softmax over each
whole vocabulary, base's k best, counterparts given as lists of ids whose probabilities add up. UniTE (Yao et al. 2024):
probabilities of the union renormalised, then averaged. Mixture: linear interpolation. Contrastive decoding (Li et al. 2023).
BlendIn (Gan et al. 2026): the expert's distribution counts by its own certainty where the base is unsure.
"""

import json

import numpy as np


def log_softmax(x: np.ndarray) -> np.ndarray:
    m = x.max()
    return x - m - np.log(np.exp(x - m).sum())


def numbers(x) -> list:
    return [None if not np.isfinite(y) else float(y) for y in x]


def draw(rng: np.random.Generator, v: int, levels: int) -> np.ndarray:
    return rng.integers(-levels, levels, v) / 64


def together(logp: np.ndarray, ids: list[int]) -> float:
    return float(np.log(np.exp(logp[ids]).sum())) if ids and np.isfinite(logp[ids]).any() else -np.inf


def capt(rng, name: str, v: int, w: int, k: int, alpha: float, levels: int = 256, holes: tuple = (), several: tuple = ()) -> dict:
    base, expert, anti = draw(rng, v, levels), draw(rng, w, levels), draw(rng, w, levels)
    expert[list(holes)] = -np.inf
    lb, le, la = log_softmax(base), log_softmax(expert), log_softmax(anti)
    top = sorted(range(v), key=lambda i: (-base[i], i))[:k]
    counterparts = [[int(rng.integers(0, w))] for _ in top]
    for i in several:
        counterparts[i] = [int(j) for j in rng.choice(w, 3, replace=False)]
    if holes:
        counterparts[0], counterparts[1] = [holes[0]], []
    pe, pa = [together(le, c) for c in counterparts], [together(la, c) for c in counterparts]
    score = []
    for t, e, a in zip(top, pe, pa):
        delta = alpha * (e - a) if np.isfinite(e) and np.isfinite(a) else 0.0
        score.append(lb[t] + delta)
    p = np.exp(log_softmax(np.array(score)))
    return {"name": name, "k": k, "alpha": alpha, "base": numbers(base), "expert": numbers(expert), "anti": numbers(anti),
            "top": top, "counterparts": counterparts, "pBase": [float(np.exp(lb[t])) for t in top],
            "pExpert": [float(np.exp(e)) for e in pe], "pAnti": [float(np.exp(a)) for a in pa],
            "scores": numbers(score), "pCombined": numbers(p)}


def unite(rng, name: str, v: int, w: int, size: int) -> dict:
    a, b = log_softmax(draw(rng, v, 200)), log_softmax(draw(rng, w, 200))
    p = np.exp(np.stack([rng.choice(a, size, replace=False), rng.choice(b, size, replace=False)]))
    return {"name": name, "probabilities": p.tolist(), "united": (p / p.sum(axis=1, keepdims=True)).mean(axis=0).tolist()}


def pair(rng, name: str, v: int, levels: int = 256, unshared: tuple = (), **options) -> dict:
    base, other = draw(rng, v, levels), draw(rng, v, levels)
    shared = np.ones(v, dtype=bool)
    shared[list(unshared)] = False
    lb, lo = log_softmax(base), log_softmax(other)
    weight, alpha, threshold = options.get("weight", 0.5), options.get("alpha", 1.0), options.get("threshold", 0.1)
    mixed = weight * np.exp(lb) + (1 - weight) * np.where(shared, np.exp(lo), 0.0)
    ratio = lb - alpha * np.where(shared, lo, lb)
    contrast = np.where(np.exp(lb) >= threshold * np.exp(lb.max()) * (1 - 1e-12), ratio, -np.inf)
    pb, po = np.exp(lb), np.exp(lo)
    tau = options.get("tau", 0.4)
    sure = pb.max() >= tau
    heard = 0.0 if sure else min(1.0, po.max() / (pb.max() + po.max()) + 0.1 * pb[po.argmax()])
    blend = np.where(shared, heard * po + (1 - heard) * pb, pb)
    return {"name": name, "tau": tau, "heard": float(heard), "blend": blend.tolist(), "weight": weight, "alpha": alpha, "threshold": threshold, "base": numbers(base), "other": numbers(other),
            "sharedIds": shared.astype(int).tolist() if unshared else None, "mixture": mixed.tolist(),
            "contrastive": numbers(contrast)}


def main() -> None:
    rng = np.random.default_rng(20261122)
    print(json.dumps({
        "capt": [
            capt(rng, "plain", 60, 40, 20, 1.0),
            capt(rng, "alpha 0", 60, 40, 20, 0.0),
            capt(rng, "alpha 0.4, several stop tokens", 60, 40, 20, 0.4, several=(2, 7)),
            capt(rng, "ties in the base", 60, 40, 20, 1.5, levels=3),
            capt(rng, "no counterpart, ruled out", 60, 40, 8, 1.0, holes=(5, 6)),
            capt(rng, "fewer than k", 12, 40, 20, -1.0),
        ],
        "unite": [unite(rng, "two models", 40, 60, 13), unite(rng, "one token", 40, 60, 1)],
        "pairs": [
            pair(rng, "plain", 40), pair(rng, "weight 0.8, alpha 0.5", 40, weight=0.8, alpha=0.5),
            pair(rng, "unshared ids", 40, unshared=(0, 9, 39), levels=64), pair(rng, "ties", 30, levels=2, threshold=0.95),
            pair(rng, "one model only", 30, weight=1.0, alpha=0.0),
            pair(rng, "a sure base", 6, levels=400, tau=0.2), pair(rng, "an agreeing expert", 3, levels=90, tau=0.9),
        ],
    }, separators=(",", ":")))


main()

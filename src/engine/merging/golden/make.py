"""Golden vectors of merging, computed independently of the TypeScript (numpy, float64, whole tensors at once).

    python3 make.py > vectors.json
    python3 make.py --mergekit     compares with an installed mergekit, where nothing is drawn by chance

The arithmetic is mergekit's (Goddard et al. 2024): linear; SLERP over a whole tensor, linear beyond |cosine| 0.9995; task vectors
kept by magnitude (TIES), by magnitude without outliers (BreadCrumbs), by chance (DARE) or by chance and rank (DELLA), rescaled in
L1 norm, with TIES' consensus of signs, divided by the weights that went in. Of equal magnitudes the earlier element is the larger;
chance is this project's counter-based PCG noise. Models are made of that noise, too, so the file holds results only: every 37th
element of each tensor.
"""

import json
import sys

import numpy as np

EVERY = 37
LAYERS, HIDDEN, KEYS, FFN, VOCABULARY = 2, 32, 16, 32, 24


def pcg(value: np.ndarray) -> np.ndarray:
    value = value.astype(np.uint32)
    with np.errstate(over="ignore"):
        state = value * np.uint32(747796405) + np.uint32(2891336453)
        word = ((state >> ((state >> np.uint32(28)) + np.uint32(4))) ^ state) * np.uint32(277803737)
    return (word >> np.uint32(22)) ^ word


def uniform(seed: int, stream: int, count: int) -> np.ndarray:
    one = np.array([seed & 0xFFFFFFFF], dtype=np.uint32)
    with np.errstate(over="ignore"):
        key = pcg(pcg(one) + np.uint32(stream))
        bits = pcg(key + np.arange(count, dtype=np.uint32)) >> np.uint32(8)
    return (bits.astype(np.float64) + 0.5) / 2**24


def tensors() -> list[tuple[str, tuple[int, ...]]]:
    found: list[tuple[str, tuple[int, ...]]] = [("model.embed_tokens.weight", (VOCABULARY, HIDDEN))]
    for layer in range(LAYERS):
        for name, shape in [
            ("input_layernorm", (HIDDEN,)),
            ("self_attn.q_proj", (HIDDEN, HIDDEN)),
            ("self_attn.k_proj", (KEYS, HIDDEN)),
            ("self_attn.v_proj", (KEYS, HIDDEN)),
            ("self_attn.o_proj", (HIDDEN, HIDDEN)),
            ("post_attention_layernorm", (HIDDEN,)),
            ("mlp.gate_proj", (FFN, HIDDEN)),
            ("mlp.up_proj", (FFN, HIDDEN)),
            ("mlp.down_proj", (HIDDEN, FFN)),
        ]:
            found.append((f"model.layers.{layer}.{name}.weight", shape))
    return [*found, ("model.norm.weight", (HIDDEN,))]


def model(number: int, index: int, shape: tuple[int, ...]) -> np.ndarray:
    """Number 0 is the base; the others differ from it by steps of 1/512, so that many magnitudes are equal.

    mergekit tells equal ones apart by an order that is not stable: compared with it, none are."""
    count = int(np.prod(shape))
    base = np.round((uniform(100, index, count) - 0.5) * 256) / 512
    if number == 0:
        return base.reshape(shape)
    change = (uniform(100 + number, index, count) - 0.5) * 64
    if "--mergekit" not in sys.argv:
        change = np.round(change)
    return (base + change / 512).reshape(shape)


def slerp(a: np.ndarray, b: np.ndarray, t: float) -> np.ndarray:
    cosine = np.vdot(a / max(np.linalg.norm(a), 1e-30), b / max(np.linalg.norm(b), 1e-30))
    if abs(cosine) > 0.9995:
        return (1 - t) * a + t * b
    angle = np.arccos(cosine)
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def keep_places(delta: np.ndarray, first: int, last: int) -> np.ndarray:
    order = np.argsort(-np.abs(delta).astype(np.float32).ravel(), kind="stable")
    mask = np.zeros(delta.size)
    mask[order[first:last]] = 1
    return delta * mask.reshape(delta.shape)


def sparsify(delta: np.ndarray, how: str | None, own: dict, seed: int, stream: int) -> np.ndarray:
    density = own.get("density", 1)
    if how is None or density >= 1:
        return delta
    size = delta.size
    if how == "magnitude":
        return keep_places(delta, 0, max(1, int(density * size)))
    if how == "outliers":
        kept = int(density * size)
        below = max(0, size - kept - int(own.get("gamma", 0.01) * size))
        return keep_places(delta, size - below - kept, size - below)
    drawn = uniform(seed, stream, size).reshape(delta.shape)
    if how == "random":
        return np.where(drawn < density, delta, 0)
    epsilon = own.get("epsilon", 0.15)
    rows = np.abs(np.atleast_2d(delta)).astype(np.float32)
    ranks = np.argsort(np.argsort(rows, axis=1, kind="stable"), axis=1, kind="stable")
    chance = density - epsilon + 2 * epsilon * ranks / (rows.shape[1] - 1)
    return np.where(drawn < chance.reshape(delta.shape), delta, 0)


#        sparsification, consensus, normalize, rescale
METHODS = {
    "task-arithmetic": (None, False, False, False),
    "ties": ("magnitude", True, True, False),
    "dare-linear": ("random", False, False, True),
    "dare-ties": ("random", True, False, True),
    "breadcrumbs": ("outliers", False, False, False),
    "breadcrumbs-ties": ("outliers", True, False, False),
    "della-linear": ("rank", False, False, True),
    "della": ("rank", True, True, True),
}


def task_vectors(recipe: dict, inputs: list[np.ndarray], index: int, count: int) -> np.ndarray:
    how, consensus, normalize, rescale = METHODS[recipe["method"]]
    normalize = recipe.get("normalize", normalize)
    rescale = recipe.get("rescale", rescale)
    base, others = inputs[0], inputs[1:]
    weights = [own.get("weight", 1) for own in recipe["models"]]
    deltas = []
    for number, (own, other) in enumerate(zip(recipe["models"], others)):
        delta = other - base
        kept = sparsify(delta, how, own, recipe.get("seed", 1), number * count + index)
        before, after = np.abs(delta).sum(), np.abs(kept).sum()
        if rescale and how is not None and own.get("density", 1) < 1 and before > 1e-7 and after > 1e-7:
            kept = kept * (before / after)
        deltas.append(weights[number] * kept)
    stacked = np.stack(deltas)
    shaped = np.array(weights).reshape(-1, *[1] * base.ndim)
    divisor = np.full(base.shape, float(sum(weights)))
    if consensus:
        majority = np.where(stacked.sum(axis=0) >= 0, 1, -1)
        agrees = np.sign(stacked) == majority
        divisor = (shaped * agrees).sum(axis=0)
        stacked = stacked * agrees
    divisor = np.where(np.abs(divisor) < 1e-8, 1, divisor)
    mixed = stacked.sum(axis=0) / (divisor if normalize else 1)
    return base + recipe.get("lambda", 1) * mixed


def setting(value, name: str) -> float:
    """A gradient over the layers, or conditions on names and layers."""
    if isinstance(value, (int, float)):
        return value
    layer = int(name.split(".")[2]) if ".layers." in name else None
    depth = layer / (LAYERS - 1) if layer is not None else 0 if "embed" in name else 1
    if isinstance(value[0], (int, float)):
        return float(np.interp(depth * (len(value) - 1), range(len(value)), value))
    for case in value:
        low, high = case.get("layers", (-1, 99))
        if case.get("filter", "") in name and ("layers" not in case or (layer is not None and low <= layer <= high)):
            return setting(case["value"], name)
    raise KeyError(name)


def merge(recipe: dict, inputs: list[np.ndarray], name: str, index: int, count: int) -> np.ndarray:
    own = {key: setting(value, name) if key in ("t", "lambda") else value for key, value in recipe.items()}
    own["models"] = [
        {key: setting(value, name) for key, value in each.items() if key != "model"} for each in recipe["models"]
    ]
    if recipe["method"] == "slerp":
        return slerp(inputs[0], inputs[1], own.get("t", 0.5))
    if recipe["method"] == "linear":
        weights = [each.get("weight", 1) for each in own["models"]]
        total = sum(weights) if recipe.get("normalize", True) else 1
        return sum(w * x for w, x in zip(weights, inputs)) / total
    return task_vectors(own, inputs, index, count)


def three(**settings) -> list[dict]:
    """Three models with settings a third apart."""
    return [{"model": str(n + 1), **{k: v if not isinstance(v, tuple) else v[n] for k, v in settings.items()}} for n in range(3)]


RECIPES = [
    {"method": "linear", "models": three(weight=(1, 2, 0.5))},
    {"method": "linear", "models": three(weight=(0.5, 0.25, 0.5)), "normalize": False},
    {"method": "slerp", "base": "0", "models": [{"model": "1"}], "t": 0.25},
    {"method": "slerp", "base": "0", "models": [{"model": "1"}], "t": [0, 0.5, 1]},
    {
        "method": "slerp",
        "base": "0",
        "models": [{"model": "1"}],
        "t": [{"filter": "self_attn", "value": 0.1}, {"layers": [1, 1], "value": [0.2, 0.8]}, {"value": 0.5}],
    },
    {"method": "task-arithmetic", "base": "0", "models": three(weight=(0.4, 0.3, -0.2)), "lambda": 1.5},
    {"method": "ties", "base": "0", "models": three(weight=(1, 0.5, 0.7), density=(0.5, 0.2, 0.8))},
    {"method": "ties", "base": "0", "models": three(density=0.3), "normalize": False, "rescale": True},
    {"method": "dare-linear", "base": "0", "models": three(weight=(0.5, 0.3, 0.2), density=(0.5, 0.2, 0.8)), "seed": 7},
    {"method": "dare-linear", "base": "0", "models": three(weight=0.3, density=0.1), "seed": 7, "rescale": False},
    {"method": "dare-ties", "base": "0", "models": three(weight=(0.5, 0.3, 0.2), density=0.4), "seed": 11},
    {"method": "breadcrumbs", "base": "0", "models": three(weight=0.4, density=0.6, gamma=0.05)},
    {"method": "breadcrumbs", "base": "0", "models": three(weight=0.4, density=0.95, gamma=0.2)},
    {"method": "breadcrumbs-ties", "base": "0", "models": three(weight=(0.4, 0.9, 0.2), density=(0.6, 0.3, 0.9), gamma=0.1)},
    {"method": "della-linear", "base": "0", "models": three(weight=0.4, density=0.5, epsilon=0.2), "seed": 3},
    {"method": "della", "base": "0", "models": three(weight=(0.4, 0.9, 0.2), density=(0.5, 0.3, 0.7)), "seed": 5},
]


def merged(recipe: dict) -> list[np.ndarray]:
    numbers = ([0] if "base" in recipe else []) + [int(own["model"]) for own in recipe["models"]]
    all_tensors = tensors()
    return [
        merge(recipe, [model(number, index, shape) for number in numbers], name, index, len(all_tensors))
        for index, (name, shape) in enumerate(all_tensors)
    ]


def compare_with_mergekit() -> None:
    """By tensor, where settings are plain numbers and nothing is drawn."""
    import torch
    from mergekit.merge_methods.generalized_task_arithmetic import get_mask
    from mergekit.merge_methods.slerp import slerp as their_slerp
    from mergekit.sparsify import RescaleNorm, magnitude, magnitude_outliers

    worst: dict[str, float] = {}
    for recipe in RECIPES:
        for index, (name, shape) in enumerate(tensors()):
            models = [model(int(own["model"]), index, shape) for own in recipe["models"]]
            base = model(0, index, shape)
            ours = merge(recipe, [base, *models] if "base" in recipe else models, name, index, len(tensors()))
            if recipe["method"] == "slerp":
                t = torch.tensor([setting(recipe["t"], name)], dtype=torch.float64)
                theirs = their_slerp(t, torch.tensor(base)[None], torch.tensor(models[0])[None])[0].numpy()
            elif recipe["method"] in ("ties", "breadcrumbs", "breadcrumbs-ties", "task-arithmetic"):
                how, consensus, normalize, rescale = METHODS[recipe["method"]]
                norm = RescaleNorm.l1 if recipe.get("rescale", rescale) else None
                deltas = []
                for own, other in zip(recipe["models"], models):
                    delta = torch.tensor(other - base)
                    if how == "magnitude":
                        delta = magnitude(delta, own["density"], norm)
                    elif how == "outliers":
                        delta = magnitude_outliers(delta, own["density"], norm, own["gamma"])
                    deltas.append(own.get("weight", 1) * delta)
                stacked = torch.stack(deltas)
                weights = torch.tensor([float(own.get("weight", 1)) for own in recipe["models"]], dtype=torch.float64)
                weights = weights.reshape(-1, *[1] * len(shape))
                divisor = weights.sum(dim=0).expand(shape).clone()
                if consensus:
                    mask = get_mask(stacked, "sum")
                    divisor = (weights * mask).sum(dim=0)
                    stacked = stacked * mask
                divisor[divisor.abs() < 1e-8] = 1
                mixed = stacked.sum(dim=0) / (divisor if recipe.get("normalize", normalize) else 1)
                theirs = base + recipe.get("lambda", 1) * mixed.numpy()
            else:
                continue
            key = f"{RECIPES.index(recipe)} {recipe['method']}"
            worst[key] = max(worst.get(key, 0), float(np.abs(ours - theirs).max()))
    for key, difference in worst.items():
        print(f"{key}: largest difference {difference:.3g}")


if "--mergekit" in sys.argv:
    compare_with_mergekit()
else:
    cases = [
        {"recipe": recipe, "values": [float(f"{v:.9g}") for t in merged(recipe) for v in t.ravel()[::EVERY]]}
        for recipe in RECIPES
    ]
    print(json.dumps({"every": EVERY, "cases": cases}, separators=(",", ":")))

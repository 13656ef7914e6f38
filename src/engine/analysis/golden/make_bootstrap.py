"""Writes bootstrap.json: the same resamples and intervals by numpy. Run: python make_bootstrap.py"""

import json
import pathlib

import numpy as np


def pcg(value):
    state = (value * np.uint32(747796405) + np.uint32(2891336453)).astype(np.uint32)
    word = (((state >> ((state >> np.uint32(28)) + np.uint32(4))) ^ state) * np.uint32(277803737)).astype(np.uint32)
    return (word >> np.uint32(22)) ^ word


def resamples(seed, samples, count):
    """[samples, count] indices."""
    with np.errstate(over="ignore"):
        key = pcg(pcg(np.array(seed, np.uint32)) + np.arange(samples, dtype=np.uint32))
        bits = pcg(key[:, None] + np.arange(count, dtype=np.uint32)[None, :]) >> np.uint32(8)
    return np.floor((bits.astype(np.float64) + 0.5) / 2**24 * count).astype(np.int64)


def case(seed, samples, level, values):
    means = values[resamples(seed, samples, len(values))].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return {
        "seed": seed,
        "samples": samples,
        "level": level,
        "values": values.tolist(),
        "firstIndices": resamples(seed, 2, len(values)).tolist(),
        "mean": values.mean(),
        "low": low,
        "high": high,
        "standardError": means.std(ddof=1),
    }


draw = np.random.default_rng(7)
cases = [
    case(1, 1000, 0.95, np.round(draw.normal(0.02, 0.2, 40), 6)),
    case(20261122, 500, 0.9, np.round(draw.random(7), 6)),
    case(4294967295, 200, 0.99, np.round(draw.exponential(1.0, 121), 6)),
]
pathlib.Path(__file__).with_name("bootstrap.json").write_text(json.dumps({"cases": cases}, indent=1) + "\n")

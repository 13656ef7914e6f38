"""`python -m lora` in `training/`: trains the adapters of the embedded family. `--help` says what can be chosen."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import DEFAULT_DATA, ROOT
from lora.train import Plan, train

#: Tokens each adapter reads.
BUDGETS = {"it": 550_000, "labels": 300_000, "both": 200_000, "cpt": 400_000}
#: What an adapter goes on from, unless another is named.
STARTS = {"labels": "it", "both": "labels"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("adapters", nargs="*", choices=[*BUDGETS, []], help="default: all")
    parser.add_argument("--gguf", type=Path, required=True, help="the base model")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "lora", help="adapters and checkpoints; a stopped run goes on")
    parser.add_argument("--tokens", type=int, help="budget of each adapter, instead of its own")
    parser.add_argument("--start", type=Path, help="an adapter to go on from")
    parser.add_argument("--rate", type=float, default=Plan.rate, help="the highest learning rate; to go on from an adapter, half of it is enough")
    parser.add_argument("--seed", type=int, default=0, help="of the order of what is read: another one to go on from an adapter")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that are not trained (any further): fewer, faster steps")
    options = parser.parse_args()
    for adapter in options.adapters or BUDGETS:
        budget = options.tokens or BUDGETS[adapter]
        start = options.start or (options.work / STARTS[adapter] if adapter in STARTS else None)
        train(Plan(adapter, options.gguf, options.data, options.work, budget, start, options.frozen, options.rate, options.seed))


if __name__ == "__main__":
    main()

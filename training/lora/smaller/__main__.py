"""`python -m lora.smaller` in `training/`: cuts, heals, tunes and measures a smaller pair, and writes `lora/SMALLER.md`."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import DEFAULT_DATA, ROOT
from lora.ship import MODELS
from lora.smaller.attempt import Attempt, Settings
from lora.smaller.report import report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True, help="the base model")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "smaller", help="models and figures; a stopped run goes on")
    parser.add_argument("--shipped", type=Path, default=MODELS / "smollm2-it", help="the adapter to compare with")
    parser.add_argument("--depths", type=int, nargs="+", default=[26, 22, 20, 15], help="layers left, measured without healing")
    parser.add_argument("--depth", type=int, default=20, help="layers of the pair, one of the depths")
    parser.add_argument("--trial", type=int, default=9_000, help="tokens by which the way of healing is chosen")
    parser.add_argument("--healing", type=int, default=150_000, help="tokens of healing")
    parser.add_argument("--tasks", type=int, default=150_000, help="tokens of clinical tasks")
    parser.add_argument("--sections", type=int, default=60, help="items of mts_dialog")
    parser.add_argument("--control", action="store_true", help="tune the whole model on as many tokens of tasks too")
    parser.add_argument("--results", type=Path, default=ROOT / "lora" / "SMALLER.md")
    options = parser.parse_args()
    settings = Settings(
        options.gguf,
        options.data,
        options.work,
        options.shipped,
        tuple(options.depths),
        options.depth,
        options.trial,
        options.healing,
        options.tasks,
        options.sections,
        options.control,
    )
    attempt = Attempt(settings)
    attempt.run()
    options.results.write_text(report(attempt), encoding="utf-8")
    print(f"wrote {options.results}")


if __name__ == "__main__":
    main()

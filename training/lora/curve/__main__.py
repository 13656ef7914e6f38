"""`python -m lora.curve` in `training/`: tunes a base on growing subsets and writes `lora/CURVE.md`."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import DEFAULT_DATA, ROOT
from lora.curve.report import report
from lora.curve.rungs import Curve, Settings


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True, help="the base, which CAPT steered for --beside too")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "curve", help="adapters and texts; a stopped run goes on")
    parser.add_argument("--sections", type=int, nargs="+", default=[8, 32, 128], help="of each rung")
    parser.add_argument("--dialogues", type=int, default=40, help="items of mts_dialog")
    parser.add_argument("--beside", type=Path, required=True, help="texts by CAPT, from bench/capt-floor.ts --run")
    parser.add_argument("--results", type=Path, default=ROOT / "lora" / "CURVE.md")
    options = parser.parse_args()
    settings = Settings(options.gguf, options.data, options.work, options.beside, tuple(options.sections), options.dialogues)
    curve = Curve(settings)
    curve.run()
    options.results.write_text(report(curve), encoding="utf-8")
    print(f"wrote {options.results}")


if __name__ == "__main__":
    main()

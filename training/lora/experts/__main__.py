"""`python -m lora.experts` in `training/`: experts, merge, alignment and their ablations, written to `lora/EXPERTS.md`."""

from __future__ import annotations

import argparse
from pathlib import Path

from data import DEFAULT_DATA, ROOT
from lora.experts.chain import Chain, Settings
from lora.experts.report import report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True, help="the base model")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "experts", help="adapters and figures; a stopped run goes on")
    parser.add_argument("--tokens", type=int, default=8_000, help="that one expert reads")
    parser.add_argument("--measured", type=int, default=12, help="held-out documents of each domain")
    parser.add_argument("--sections", type=int, default=24, help="items of mts_dialog")
    parser.add_argument("--results", type=Path, default=ROOT / "lora" / "EXPERTS.md")
    options = parser.parse_args()
    settings = Settings(options.gguf, options.data, options.work, options.tokens, options.measured, options.sections)
    chain = Chain(settings)
    chain.run()
    options.results.write_text(report(settings, chain.figures.known), encoding="utf-8")
    print(f"wrote {options.results}")


if __name__ == "__main__":
    main()

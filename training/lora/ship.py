"""`python -m lora.ship`: writes base and adapters to `public/models`, where the application finds them."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from data import ROOT
from lora.export import split_gguf, write_adapter

MODELS = ROOT.parent / "public" / "models"
BASE = "smollm2-135m"
#: Under which name the application has them.
ADAPTERS = {"cpt": "smollm2-cpt", "both": "smollm2-it"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gguf", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=ROOT / "work" / "lora")
    parser.add_argument("--models", type=Path, default=MODELS)
    options = parser.parse_args()
    parts = split_gguf(options.gguf, options.models / BASE, options.gguf.stem)
    sums = [f"{hashlib.sha256(part.read_bytes()).hexdigest()}  {part.name}\n" for part in parts]
    (options.models / BASE / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    print(f"{sum(part.stat().st_size for part in parts):,} bytes of the base")
    for source, name in ADAPTERS.items():
        print(f"{write_adapter(options.work / source, options.models / name, BASE):,} bytes of {name}")


if __name__ == "__main__":
    main()

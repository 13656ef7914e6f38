"""`python -m lora.average A B … --out C`: the mean of checkpoints of one run, which lies flatter than any of them (Izmailov et al. 2018)."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from safetensors.torch import load_file, save_file

WEIGHTS = "adapter_model.safetensors"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("adapters", type=Path, nargs="+", help="folders in the layout of PEFT, of one run")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, *others = [load_file(folder / WEIGHTS) for folder in options.adapters]
    mean = {}
    for name, tensor in first.items():
        total = sum((other[name].float() for other in others), tensor.float())
        mean[name] = (total / len(options.adapters)).to(tensor.dtype)
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.adapters[-1] / "adapter_config.json", options.out)
    save_file(mean, options.out / WEIGHTS, metadata={"format": "pt"})


if __name__ == "__main__":
    main()

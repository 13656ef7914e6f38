"""`python -m lora.combine A B … --shares 1 0.5 --out C`: the sum of adapters (task arithmetic, Ilharco et al. 2023) as one adapter of the first one's
rank: of the summed change of each matrix the largest singular directions are kept, which is the nearest of that rank (Eckart and Young 1936)."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from lora.average import WEIGHTS

A, B = ".lora_A.weight", ".lora_B.weight"


def combined(adapters: list[dict[str, torch.Tensor]], shares: list[float]) -> tuple[dict[str, torch.Tensor], float]:
    """Factors of the sum, and the share of its squared length that they keep. The sum has the rank of all together: its factors are
    brought to triangles first, so that the decomposition is of a small matrix."""
    out: dict[str, torch.Tensor] = {}
    kept = whole = 0.0
    for name in (key.removesuffix(A) for key in adapters[0] if key.endswith(A)):
        rows = torch.cat([adapter[name + A].float() for adapter in adapters])
        columns = torch.cat([share * adapter[name + B].float() for share, adapter in zip(shares, adapters)], dim=1)
        left, small_left = torch.linalg.qr(columns)
        right, small_right = torch.linalg.qr(rows.T)
        u, sizes, v = torch.linalg.svd(small_left @ small_right.T)
        rank = adapters[0][name + A].shape[0]
        root = sizes[:rank].sqrt()
        kept += float(sizes[:rank].square().sum())
        whole += float(sizes.square().sum())
        kind = adapters[0][name + A].dtype
        out[name + B] = (left @ u[:, :rank] * root).to(kind).contiguous()
        out[name + A] = (root[:, None] * (v[:rank] @ right.T)).to(kind).contiguous()
    return out, kept / whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("adapters", type=Path, nargs="+", help="folders in the layout of PEFT, over one base and of one scale")
    parser.add_argument("--shares", type=float, nargs="+", required=True, help="what each counts")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if len(options.shares) != len(options.adapters):
        parser.error("--shares takes a number for each adapter")
    weights, kept = combined([load_file(folder / WEIGHTS) for folder in options.adapters], options.shares)
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.adapters[0] / "adapter_config.json", options.out)
    save_file(weights, options.out / WEIGHTS, metadata={"format": "pt"})
    print(f"{kept:.1%} of the sum is kept")


if __name__ == "__main__":
    main()

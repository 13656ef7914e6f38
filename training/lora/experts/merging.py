"""Merging experts with the base, as METHODS §8 has it, of LoRA's full products in float32. What comes out stands as a shift beside
the base's weights: in bf16, a tenth of a small shift would be lost in the weight it is added to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor
from transformers import PreTrainedModel

from lora.base import NUMBERS
from lora.train import SCALE
from merge import slerp

#: BreadCrumbs: share of each shift that is kept, and of its very largest elements that are not (mergekit's defaults).
DENSITY, GAMMA = 0.9, 0.01
#: Each expert's share on its arc before the five are added, and its weight: five halves of 0.4 are one whole.
ARC, WEIGHT = 0.5, 0.4

Shifts = dict[str, Tensor]


class Products:
    """B · A of one adapter, a matrix at a time."""

    def __init__(self, folder: Path) -> None:
        self.factors = load_file(folder / "adapter_model.safetensors")
        ends = "base_model.model.", ".lora_A.weight"
        self.names = [name.removeprefix(ends[0]).removesuffix(ends[1]) for name in self.factors if name.endswith(ends[1])]

    def of(self, name: str) -> Tensor:
        a, b = (self.factors[f"base_model.model.{name}.lora_{each}.weight"].float() for each in "AB")
        return SCALE * (b @ a)


def towards(weight: Tensor, product: Tensor, t: float) -> Tensor:
    """The shift from `weight` to the point at `t` of the arc that leads to `weight` + `product`."""
    start = weight.double()
    return (slerp(start, start + product.double(), t) - start).float()


def crumbs(shift: Tensor) -> Tensor:
    """`shift` without its smallest elements and without its very largest."""
    size = shift.abs().flatten()
    largest = int(GAMMA * size.numel())
    smallest = max(0, size.numel() - int(DENSITY * size.numel()) - largest)
    low = size.kthvalue(smallest + 1).values
    high = size.kthvalue(size.numel() - largest).values
    return torch.where((shift.abs() >= low) & (shift.abs() <= high), shift, 0.0)


def on_arc(base: PreTrainedModel, expert: Path, t: float) -> Shifts:
    """`base` moved the share `t` towards the expert (SLERP), matrix by matrix."""
    products = Products(expert)
    return {name: towards(base.get_submodule(name).weight, products.of(name), t).to(NUMBERS) for name in products.names}


def breadcrumbs(base: PreTrainedModel, experts: list[Path]) -> Shifts:
    """Each expert first moved back to `ARC`, then the crumbs of all added up (Davari & Belilovsky 2024)."""
    products = [Products(each) for each in experts]
    shifts = {}
    for name in products[0].names:
        weight = base.get_submodule(name).weight
        shifts[name] = sum(WEIGHT * crumbs(towards(weight, each.of(name), ARC)) for each in products).to(NUMBERS)
    return shifts


@contextmanager
def shifted(base: PreTrainedModel, shifts: Shifts) -> Iterator[None]:
    """Every matrix W of `shifts` acts as W + shift, also below adapters that are put over it meanwhile."""

    def hook(shift: Tensor):
        return lambda _module, inputs, output: output + torch.nn.functional.linear(inputs[0], shift)

    handles = [base.get_submodule(name).register_forward_hook(hook(shift)) for name, shift in shifts.items()]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()

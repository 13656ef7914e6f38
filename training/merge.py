"""Merging an expert back into its base by spherical interpolation (SLERP), tensor by tensor."""

from __future__ import annotations

import copy

import torch
from torch import Tensor

from model import CausalLM


def slerp(a: Tensor, b: Tensor, t: float) -> Tensor:
    """From `a` (t = 0) to `b` (t = 1) along the arc between their directions; linear where they are parallel."""
    x, y = a.flatten().double(), b.flatten().double()
    cosine = torch.dot(x, y) / (x.norm() * y.norm()).clamp(min=1e-12)
    angle = torch.acos(cosine.clamp(-1.0, 1.0))
    if angle < 1e-4:
        return torch.lerp(a, b, t)
    mixed = (torch.sin((1 - t) * angle) * x + torch.sin(t * angle) * y) / torch.sin(angle)
    return mixed.view_as(a).to(a.dtype)


def merge(base: CausalLM, expert: CausalLM, t: float) -> CausalLM:
    """`base` moved the share `t` towards `expert`."""
    merged = copy.deepcopy(base)
    other = dict(expert.named_parameters())
    with torch.no_grad():
        for name, parameter in merged.named_parameters():
            parameter.copy_(slerp(parameter, other[name], t))
    return merged.eval()

"""Which layers a model can do without, and the model without them."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import PreTrainedModel

from lora.batches import collate
from lora.prompts import Item

BATCH = 4
#: Ways of choosing.
WAYS = ("single", "block")


@dataclass(frozen=True)
class Similarity:
    """Mean cosine (L + 1, L + 1) of the residual stream between the inputs of layers i and j; index L is the last one's output."""

    cosines: list[list[float]]

    @property
    def layers(self) -> int:
        return len(self.cosines) - 1

    def influence(self, layer: int) -> float:
        """1 − cosine of a layer's input and output (Men et al. 2024)."""
        return 1 - self.cosines[layer][layer + 1]

    def distance(self, start: int, count: int) -> float:
        """Angle, as a share of π, between the input of a block of layers and its output (Gromov et al. 2024)."""
        return math.acos(min(1.0, self.cosines[start][start + count])) / math.pi

    def kept(self, depth: int, way: str) -> list[int]:
        """`depth` layers, in their order: without the least influential ones, or without the block that turns the stream least."""
        out = self.layers - depth
        if way == "single":
            return sorted(sorted(range(self.layers), key=self.influence)[out:])
        start = min(range(depth + 1), key=lambda at: self.distance(at, out))
        return [*range(start), *range(start + out, self.layers)]


def similarity(model: PreTrainedModel, windows: list[Item]) -> Similarity:
    """Over the tokens of `windows`, which are of one length; the first of each is left out, where the stream is unlike all others."""
    stream: list[Tensor] = []
    hooks = [layer.register_forward_hook(lambda _module, inputs, _output: stream.append(inputs[0])) for layer in model.model.layers]
    hooks.append(model.model.norm.register_forward_hook(lambda _module, inputs, _output: stream.append(inputs[0])))
    sums = 0
    try:
        with torch.inference_mode():
            for at in range(0, len(windows), BATCH):
                batch = collate(windows[at : at + BATCH])
                stream.clear()
                model.model(input_ids=batch.ids, use_cache=False)
                directions = torch.nn.functional.normalize(torch.stack(stream)[:, :, 1:].float(), dim=-1)
                sums += torch.einsum("ibtd,jbtd->ij", directions, directions) / (len(windows) * directions.shape[2])
    finally:
        for hook in hooks:
            hook.remove()
    return Similarity(sums.tolist())


def pruned(model: PreTrainedModel, kept: list[int]) -> PreTrainedModel:
    """A copy with these layers alone."""
    small = copy.deepcopy(model)
    small.model.layers = torch.nn.ModuleList(small.model.layers[at] for at in kept)
    for at, layer in enumerate(small.model.layers):
        # By this number the layer finds its part of the KV cache.
        layer.self_attn.layer_idx = at
    small.config.num_hidden_layers = len(kept)
    return small

"""AdamW on float32 copies of bf16 parameters: small steps would be lost in the eight bits of bf16."""

from __future__ import annotations

import torch


class MasterAdamW:
    def __init__(self, parameters: list[torch.nn.Parameter], learning_rate: float) -> None:
        self.parameters = parameters
        self.masters = [torch.nn.Parameter(each.detach().float().clone()) for each in parameters]
        self.inner = torch.optim.AdamW(self.masters, lr=learning_rate, betas=(0.9, 0.98), weight_decay=0.01)

    def step(self, learning_rate: float) -> float:
        """One step with clipped gradients; returns their norm before clipping."""
        for master, each in zip(self.masters, self.parameters):
            master.grad = None if each.grad is None else each.grad.float()
            each.grad = None
        norm = torch.nn.utils.clip_grad_norm_(self.masters, 1.0)
        for group in self.inner.param_groups:
            group["lr"] = learning_rate
        self.inner.step()
        with torch.no_grad():
            for master, each in zip(self.masters, self.parameters):
                each.copy_(master)
        return float(norm)

    def state(self) -> dict:
        return {"masters": [each.detach() for each in self.masters], "inner": self.inner.state_dict()}

    def load(self, state: dict) -> None:
        with torch.no_grad():
            for master, each, saved in zip(self.masters, self.parameters, state["masters"]):
                master.copy_(saved)
                each.copy_(saved)
        self.inner.load_state_dict(state["inner"])

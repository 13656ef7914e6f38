"""Training of one adapter: budgets in tokens, a checkpoint every few minutes, a stopped run goes on where it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import PreTrainedModel

from lora.base import NUMBERS, load_base, load_tokenizer
from lora.batches import Batch, batches
from lora.mixtures import pools
from lora.optimizer import MasterAdamW

RANK = 16
SCALE = 2.0
BATCH_TOKENS = 1536
POOL_TOKENS = 60_000
CHECKPOINT_SECONDS = 150
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


@dataclass(frozen=True)
class Schedule:
    """Tokens to be read, prompts included, and the learning rate at each of them."""

    budget: int
    peak: float = 1e-3
    warm_up: int = 12_000
    #: Part of the budget over which the learning rate falls to a twentieth.
    cool_down: float = 0.5

    def rate(self, read: int) -> float:
        warm = min(1.0, (read + 1) / self.warm_up)
        cool = min(1.0, max(0.05, (self.budget - read) / (self.budget * self.cool_down)))
        return self.peak * min(warm, cool)


@dataclass(frozen=True)
class Plan:
    adapter: str
    gguf: Path
    data: Path
    work: Path
    #: Tokens read in all, prompts included.
    budget: int
    #: An adapter to go on from, else a new one.
    start: Path | None = None
    #: So many of the lowest layers are not trained (any further): the backward pass ends above them.
    frozen: int = 0
    rate: float = Schedule.peak
    #: Of the order of what is read.
    seed: int = 0


class Sized(Protocol):
    @property
    def tokens(self) -> int: ...


Step = TypeVar("Step", bound=Sized)


def with_adapter(base: PreTrainedModel, start: Path | None, rank: int = RANK) -> PeftModel:
    """`base` with the adapter in `start`, or a new one of that rank, to be trained; its own weights stay as they are."""
    base.requires_grad_(False)
    if start is not None:
        model = PeftModel.from_pretrained(base, str(start), is_trainable=True, autocast_adapter_dtype=False)
        return model.to(NUMBERS)
    config = LoraConfig(r=rank, lora_alpha=int(rank * SCALE), target_modules=LINEAR, lora_dropout=0.0, task_type="CAUSAL_LM")
    model = get_peft_model(base, config, autocast_adapter_dtype=False)
    return model.to(NUMBERS)


def end_backward_at(model: PeftModel, layer: int) -> None:
    """Gradients end above `layer` layers, which keep their adapters as they are."""
    if layer > 0:
        below = model.get_base_model().model.layers[layer - 1]
        below.register_forward_hook(lambda _module, _inputs, output: output.detach())


def target_logits(model: PreTrainedModel, batch: Batch) -> torch.Tensor:
    """Logits (A, V) before the targets. The output layer sees their positions alone: it is what costs."""
    hidden = model.model(input_ids=batch.ids, use_cache=False).last_hidden_state[batch.rows, batch.columns]
    return model.lm_head(hidden).float()


def token_losses(model: PreTrainedModel, batch: Batch) -> torch.Tensor:
    """Cross-entropy (A,) of the targets."""
    return torch.nn.functional.cross_entropy(target_logits(model, batch), batch.targets, reduction="none")


def loss_of(model: PeftModel, batch: Batch) -> torch.Tensor:
    """Weighted mean cross-entropy of the answers."""
    losses = token_losses(model.get_base_model(), batch)
    return (losses * batch.weights).sum() / batch.weights.sum().clamp(min=32)


def fit(
    model: PeftModel | PreTrainedModel,
    stream: Iterator[Step],
    schedule: Schedule,
    folder: Path,
    loss_of: Callable[[PeftModel, Step], torch.Tensor] = loss_of,
) -> float:
    """Reads the schedule's budget from `stream` and leaves the adapter in `folder`, in the layout of PEFT, or a model without one
    whole. A stopped run goes on from there. Returns the running mean of the loss."""
    state_file = folder / "state.pt"
    folder.mkdir(parents=True, exist_ok=True)
    optimizer = MasterAdamW([each for each in model.parameters() if each.requires_grad], schedule.peak)
    step, read, mean = 0, 0, 0.0
    if state_file.exists():
        state = torch.load(state_file, weights_only=True)
        optimizer.load(state["optimizer"])
        step, read, mean = state["step"], state["read"], state.get("mean", 0.0)
        print(f"{folder.name}: goes on at step {step}, {read:,} tokens", flush=True)

    def save() -> None:
        state = {"optimizer": optimizer.state(), "step": step, "read": read, "mean": mean}
        torch.save(state, state_file.with_suffix(".new"))
        state_file.with_suffix(".new").replace(state_file)
        model.save_pretrained(str(folder))

    begun = saved = reported = time.monotonic()
    read_before = read
    for batch in islice(stream, step, None):
        if read >= schedule.budget:
            break
        loss = loss_of(model, batch)
        loss.backward()
        optimizer.step(schedule.rate(read))
        step += 1
        read += batch.tokens
        mean = loss.item() if mean == 0 else 0.95 * mean + 0.05 * loss.item()
        now = time.monotonic()
        if now - reported > 20:
            reported = now
            rate = (read - read_before) / (now - begun)
            print(f"{folder.name}: step {step}, {read:,} tokens, loss {mean:.3f}, {rate:.0f} tokens/s", flush=True)
        if now - saved > CHECKPOINT_SECONDS:
            saved = now
            save()
    save()
    print(f"{folder.name}: done, {read:,} tokens, loss {mean:.3f}", flush=True)
    return mean


def train(plan: Plan) -> None:
    """Reads `plan.budget` tokens and leaves the adapter in `<work>/<adapter>`."""
    torch.manual_seed(17)
    tokenizer = load_tokenizer(plan.gguf)
    model = with_adapter(load_base(plan.gguf), plan.start)
    end_backward_at(model, plan.frozen)
    stream = batches(pools(plan.adapter, plan.data, tokenizer, POOL_TOKENS, plan.seed), BATCH_TOKENS, seed=23 + plan.seed)
    fit(model, stream, Schedule(plan.budget, plan.rate), plan.work / plan.adapter)

"""Training of one adapter: budgets in tokens, a checkpoint every few minutes, a stopped run goes on where it was."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model

from lora.base import load_base, load_tokenizer
from lora.batches import Batch, batches
from lora.mixtures import pools
from lora.optimizer import MasterAdamW

RANK = 16
SCALE = 2.0
LEARNING_RATE = 1e-3
WARM_UP_TOKENS = 12_000
#: Part of the budget over which the learning rate falls to a twentieth.
COOL_DOWN = 0.5
BATCH_TOKENS = 1536
POOL_TOKENS = 60_000
CHECKPOINT_SECONDS = 150
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


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


def fresh_adapter(gguf: Path, start: Path | None) -> PeftModel:
    base = load_base(gguf)
    base.requires_grad_(False)
    if start is not None:
        return PeftModel.from_pretrained(base, str(start), is_trainable=True, autocast_adapter_dtype=False)
    config = LoraConfig(r=RANK, lora_alpha=int(RANK * SCALE), target_modules=LINEAR, lora_dropout=0.0, task_type="CAUSAL_LM")
    model = get_peft_model(base, config, autocast_adapter_dtype=False)
    return model.to(torch.bfloat16)


def end_backward_at(model: PeftModel, layer: int) -> None:
    """Gradients end above `layer` layers, which keep their adapters as they are."""
    if layer > 0:
        below = model.get_base_model().model.layers[layer - 1]
        below.register_forward_hook(lambda _module, _inputs, output: output.detach())


def loss_of(model: PeftModel, batch: Batch) -> torch.Tensor:
    """Weighted mean cross-entropy of the answers. The output layer sees their positions alone: it is what costs."""
    inner = model.get_base_model()
    hidden = inner.model(input_ids=batch.ids, use_cache=False).last_hidden_state[batch.rows, batch.columns]
    losses = torch.nn.functional.cross_entropy(inner.lm_head(hidden).float(), batch.targets, reduction="none")
    return (losses * batch.weights).sum() / batch.weights.sum().clamp(min=32)


def learning_rate(read: int, budget: int) -> float:
    warm = min(1.0, (read + 1) / WARM_UP_TOKENS)
    cool = min(1.0, max(0.05, (budget - read) / (budget * COOL_DOWN)))
    return LEARNING_RATE * min(warm, cool)


def train(plan: Plan) -> None:
    """Reads `plan.budget` tokens and leaves the adapter in `<work>/<adapter>`, in the layout of PEFT."""
    folder = plan.work / plan.adapter
    state_file = folder / "state.pt"
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(17)
    tokenizer = load_tokenizer(plan.gguf)
    model = fresh_adapter(plan.gguf, plan.start)
    end_backward_at(model, plan.frozen)
    optimizer = MasterAdamW([each for each in model.parameters() if each.requires_grad], LEARNING_RATE)
    step, read = 0, 0
    if state_file.exists():
        state = torch.load(state_file, weights_only=True)
        optimizer.load(state["optimizer"])
        step, read = state["step"], state["read"]
        print(f"{plan.adapter}: goes on at step {step}, {read:,} tokens", flush=True)

    def save() -> None:
        torch.save({"optimizer": optimizer.state(), "step": step, "read": read}, state_file.with_suffix(".new"))
        state_file.with_suffix(".new").replace(state_file)
        model.save_pretrained(str(folder))

    stream = batches(pools(plan.adapter, plan.data, tokenizer, POOL_TOKENS), BATCH_TOKENS, seed=23)
    begun = saved = reported = time.monotonic()
    read_before = read
    mean = 0.0
    for batch in islice(stream, step, None):
        if read >= plan.budget:
            break
        loss = loss_of(model, batch)
        loss.backward()
        optimizer.step(learning_rate(read, plan.budget))
        step += 1
        read += batch.tokens
        mean = loss.item() if mean == 0 else 0.95 * mean + 0.05 * loss.item()
        now = time.monotonic()
        if now - reported > 20:
            reported = now
            rate = (read - read_before) / (now - begun)
            print(f"{plan.adapter}: step {step}, {read:,} tokens, loss {mean:.3f}, {rate:.0f} tokens/s", flush=True)
        if now - saved > CHECKPOINT_SECONDS:
            saved = now
            save()
    save()
    print(f"{plan.adapter}: done, {read:,} tokens, loss {mean:.3f}", flush=True)

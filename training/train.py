"""Training of one stage: a model, where it starts from, and the phases of text it sees.

Budgets are in tokens, never in wall-clock time, so a paused process simply continues. A stage writes
`<work>/<stage>/state.pt` every few minutes and `<work>/<stage>/final.pt` at its end; run again, it resumes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from data import DEFAULT_DATA, DEFAULT_WORK, Batches
from model import CausalLM, Config, parameters_of
from stages import PRESETS, STAGES, Phase, Stage
from streams import get_stream


@dataclass
class Progress:
    """What survives a restart besides weights and optimiser state."""

    step: int = 0
    seconds: float = 0.0
    losses: list[tuple[int, float]] = None  # type: ignore[assignment]


def choose_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def optimizers_for(model: CausalLM, stage: Stage) -> list[torch.optim.Optimizer]:
    """Muon for the matrices of the blocks, AdamW for embeddings and norms."""
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    others = [p for p in model.parameters() if all(p is not m for m in matrices)]
    muon = torch.optim.Muon(matrices, lr=stage.matrix_lr, momentum=0.95, weight_decay=stage.weight_decay)
    adam = torch.optim.AdamW(others, lr=stage.other_lr, betas=(0.9, 0.95), weight_decay=0.0)
    for optimizer in (muon, adam):
        for group in optimizer.param_groups:
            group["peak"] = group["lr"]
    return [muon, adam]


def learning_rate_factor(step: int, total: int, warmup: int, decay: float) -> float:
    """Trapezoid: linear warm-up, flat, linear to zero over the last `decay` share of the steps."""
    if step < warmup:
        return (step + 1) / warmup
    return min(1.0, max(0.0, (total - step) / max(1.0, decay * total)))


def phase_plan(stage: Stage, scale: float, batch_tokens: int) -> list[tuple[Phase, int]]:
    """Every phase with its number of steps."""
    return [(phase, max(1, round(phase.tokens * scale / batch_tokens))) for phase in stage.phases]


def save_atomically(value: object, path: Path) -> None:
    temporary = path.with_suffix(".tmp")
    torch.save(value, temporary)
    os.replace(temporary, path)


def run_stage(name: str, data: Path, work: Path, preset: str, log_every: int = 10) -> Path:
    """Trains stage `name` to its end and returns the path of its final checkpoint."""
    stage, options = STAGES[name], PRESETS[preset]
    folder = work / name
    final = folder / "final.pt"
    if final.exists():
        return final
    folder.mkdir(parents=True, exist_ok=True)
    device = choose_device()
    torch.manual_seed(stage.seed)
    model = CausalLM(stage.config)
    if stage.start is not None:
        model.load_state_dict(torch.load(work / stage.start / "final.pt", map_location="cpu")["model"])
    model.to(device)
    optimizers = optimizers_for(model, stage)
    plan = phase_plan(stage, options.token_scale, options.batch_tokens)
    total = sum(steps for _, steps in plan)
    progress = Progress(losses=[])
    state = folder / "state.pt"
    if state.exists():
        saved = torch.load(state, map_location=device, weights_only=False)
        model.load_state_dict(saved["model"])
        for optimizer, content in zip(optimizers, saved["optimizers"]):
            optimizer.load_state_dict(content)
        progress = Progress(**saved["progress"])

    def checkpoint() -> None:
        save_atomically(
            {
                "model": model.state_dict(),
                "config": stage.config.as_dict(),
                "optimizers": [o.state_dict() for o in optimizers],
                "progress": vars(progress),
            },
            state,
        )

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    compiled = torch.compile(model) if options.compile else model
    bar = tqdm(total=total, initial=progress.step, desc=name, unit="step", mininterval=2.0)
    last_saved = time.monotonic()
    first = 0
    for phase, steps in plan:
        if progress.step >= first + steps:
            first += steps
            continue
        stream = get_stream(phase.stream, stage.tokenizer, phase.length, data, work)
        batches = Batches(stream.ids, stream.weights, phase.length, stage.seed, stream.aligned)
        count = max(1, options.batch_tokens // phase.length)
        for index in range(progress.step - first, steps):
            began = time.monotonic()
            factor = learning_rate_factor(progress.step, total, stage.warmup, stage.decay)
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = group["peak"] * factor
            x, y, w = (torch.from_numpy(a).to(device) for a in batches.get(index, count))
            with torch.autocast(device.type, dtype=torch.bfloat16):
                loss = compiled(x, y, w)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for optimizer in optimizers:
                optimizer.step()
                optimizer.zero_grad(set_to_none=True)
            progress.step += 1
            progress.seconds += min(time.monotonic() - began, 30.0)
            bar.update(1)
            if progress.step % log_every == 0:
                progress.losses.append((progress.step, float(loss)))
                bar.set_postfix(loss=f"{float(np.mean([v for _, v in progress.losses[-5:]])):.3f}")
            if time.monotonic() - last_saved > options.save_seconds:
                checkpoint()
                last_saved = time.monotonic()
        first += steps
    bar.close()
    save_atomically(
        {
            "model": model.state_dict(),
            "config": stage.config.as_dict(),
            "tokens": total * options.batch_tokens,
            "seconds": progress.seconds,
            "losses": progress.losses,
            "preset": preset,
        },
        final,
    )
    state.unlink(missing_ok=True)
    return final


def load_checkpoint(path: Path) -> tuple[CausalLM, dict]:
    """A model in float32 on the CPU with the remaining content of its checkpoint."""
    saved = torch.load(path, map_location="cpu", weights_only=False)
    model = CausalLM(Config(**saved["config"]))
    model.load_state_dict(saved["model"])
    return model.eval(), saved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="+", choices=list(STAGES))
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    parser.add_argument("--preset", choices=list(PRESETS), default="gpu" if torch.cuda.is_available() else "cpu")
    arguments = parser.parse_args()
    for name in arguments.stages:
        path = run_stage(name, arguments.data, arguments.work, arguments.preset)
        model, saved = load_checkpoint(path)
        print(json.dumps({"stage": name, "parameters": parameters_of(model), "tokens": saved["tokens"], "seconds": round(saved["seconds"])}))


if __name__ == "__main__":
    main()

"""The family: which models there are, how they descend from one another, and what each one reads."""

from __future__ import annotations

from dataclasses import dataclass

from model import Config
from tokenizer import CAPT_VOCABULARY, MAIN_VOCABULARY


@dataclass(frozen=True)
class Phase:
    """`tokens` of stream `stream` (see streams.py) in windows of `length` tokens."""

    stream: str
    length: int
    tokens: int


@dataclass(frozen=True)
class Stage:
    """One training run. `start` names the stage whose final weights it continues."""

    config: Config
    phases: tuple[Phase, ...]
    start: str | None = None
    tokenizer: str = "main"
    matrix_lr: float = 0.015
    other_lr: float = 0.004
    weight_decay: float = 0.05
    warmup: int = 40
    decay: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Preset:
    """How large and on what: `token_scale` multiplies every phase; `items` limits the evaluation sets."""

    token_scale: float
    batch_tokens: int
    compile: bool
    save_seconds: float = 180.0
    items: int | None = None


PRESETS = {
    "smoke": Preset(token_scale=0.003, batch_tokens=2048, compile=False, items=2),
    "cpu": Preset(token_scale=1.0, batch_tokens=4096, compile=True),
    "gpu": Preset(token_scale=4.0, batch_tokens=32768, compile=True),
}

LARGE = Config(MAIN_VOCABULARY, hidden=384, layers=6, heads=6, kv_heads=2, head_dim=64, ffn=1024)
SMALL = Config(MAIN_VOCABULARY, hidden=192, layers=6, heads=3, kv_heads=1, head_dim=64, ffn=512)
CAPT = Config(CAPT_VOCABULARY, hidden=320, layers=6, heads=5, kv_heads=1, head_dim=64, ffn=832, qk_norm=True)

MILLION = 1_000_000

STAGES: dict[str, Stage] = {
    "base": Stage(
        LARGE,
        (Phase("general", 512, int(5.4 * MILLION)), Phase("general-instruct", 2048, int(1.15 * MILLION))),
    ),
    "anti": Stage(
        SMALL,
        (Phase("general", 512, int(4.5 * MILLION)), Phase("general", 2048, int(0.5 * MILLION))),
    ),
    "cpt": Stage(
        SMALL,
        (Phase("medical", 512, int(7.5 * MILLION)), Phase("medical", 2048, 1 * MILLION)),
        start="anti",
    ),
    "it-tasks": Stage(
        SMALL,
        (Phase("clinical-instruct", 2048, int(2.4 * MILLION)), Phase("clinical-tasks", 2048, 1 * MILLION)),
        start="cpt",
        matrix_lr=0.01,
        other_lr=0.002,
        decay=0.7,
    ),
    "it": Stage(
        SMALL,
        (Phase("clinical-notes", 2048, int(1.3 * MILLION)),),
        start="it-tasks",
        matrix_lr=0.007,
        other_lr=0.0015,
        warmup=15,
        decay=0.8,
    ),
    "direct": Stage(
        LARGE,
        (
            Phase("medical", 512, 1 * MILLION),
            Phase("clinical-instruct", 2048, int(0.3 * MILLION)),
            Phase("clinical-tasks", 2048, int(0.3 * MILLION)),
        ),
        start="base",
    ),
    "capt-base": Stage(
        CAPT,
        (Phase("general", 512, 1 * MILLION), Phase("general-instruct", 2048, int(0.25 * MILLION))),
        tokenizer="capt",
    ),
}

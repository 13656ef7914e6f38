"""Prompts as the application writes them: the wording of the tasks, the model's own system prompt, its chat template."""

from __future__ import annotations

import json
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from data import ROOT
from tasks import Record

PROFILES = json.loads((ROOT.parent / "src" / "engine" / "tokenizer" / "prompt-profiles.json").read_text(encoding="utf-8"))
PROFILE = next(profile for profile in PROFILES["profiles"] if profile["id"] == "smollm2")

#: A label is a handful of tokens, and each decides a whole item.
LABEL_WEIGHT = 3.0
LABEL_TASKS = {"section_header_classification", "nli", "yes_no", "error_detection"}


@dataclass(frozen=True)
class Item:
    """Token ids of prompt and answer; the loss is taken from `start` on, each of its tokens counting `weight`."""

    ids: list[int]
    start: int
    weight: float


def messages(task: str, user: str) -> list[dict[str, str]]:
    """The conversation the model is shown: system prompt of its profile, where the task has one, and the request."""
    system = PROFILE["system"].get(task)
    head = [] if system is None else [{"role": "system", "content": system}]
    return [*head, {"role": "user", "content": user}]


def prompt_ids(tokenizer: PreTrainedTokenizerBase, task: str, user: str) -> list[int]:
    text = tokenizer.apply_chat_template(messages(task, user), tokenize=False, add_generation_prompt=True)
    return tokenizer(text, add_special_tokens=False)["input_ids"]


def encode(tokenizer: PreTrainedTokenizerBase, record: Record) -> Item:
    """A record as ids; the answer ends with the mark that ends a message."""
    prompt = prompt_ids(tokenizer, record["task"], record["user"])
    answer = tokenizer(record["answer"], add_special_tokens=False)["input_ids"]
    weight = LABEL_WEIGHT if record["task"] in LABEL_TASKS else 1.0
    return Item([*prompt, *answer, tokenizer.eos_token_id], len(prompt), weight)


def running(tokenizer: PreTrainedTokenizerBase, text: str, length: int) -> list[Item]:
    """Running text in windows of `length` tokens, the loss on all of them."""
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    windows = [ids[at : at + length] for at in range(0, len(ids), length)]
    return [Item(window, 1, 1.0) for window in windows if len(window) >= 32]

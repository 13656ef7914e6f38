"""Prompts as the application writes them: the wording of the tasks, the model's own system prompt, its chat template."""

from __future__ import annotations

import json
from dataclasses import dataclass

from transformers import PreTrainedTokenizerBase

from data import ROOT
from tasks import Record

PROFILES = json.loads((ROOT.parent / "src" / "engine" / "tokenizer" / "prompt-profiles.json").read_text(encoding="utf-8"))
#: Of the base that adapters are shipped for.
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


def profile_of(tokenizer: PreTrainedTokenizerBase) -> dict | None:
    """The profile of the model with this chat template, as the application finds it; None: the model is asked as it stands."""
    return next((each for each in PROFILES["profiles"] if each["template"] in (tokenizer.chat_template or "")), None)


def messages(profile: dict | None, task: str, user: str) -> list[dict[str, str]]:
    """The conversation the model is shown: system prompt of its profile, where it has one for the task, and the request."""
    system = None if profile is None else profile["system"].get(task)
    head = [] if system is None else [{"role": "system", "content": system}]
    return [*head, {"role": "user", "content": user}]


def prompt_ids(tokenizer: PreTrainedTokenizerBase, task: str, user: str) -> list[int]:
    text = tokenizer.apply_chat_template(messages(profile_of(tokenizer), task, user), tokenize=False, add_generation_prompt=True)
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

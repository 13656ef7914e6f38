"""What each adapter reads, as named sources with their shares of the tokens."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from transformers import PreTrainedTokenizerBase

from data import MEDICAL_REPEATS, load_train
from lora.inference import further_inference
from lora.prompts import Item, encode, running
from tasks import clinical_records, composed_notes, record, spoken_style

#: Items longer than this cost a step of minutes and are left out.
LONGEST = 3072
WINDOW = 512
#: Sections of fewer words ("None.", "Noncontributory.") are the likeliest answer to far more conversations than they fit:
#: a model that has seen them answers a third of all sections so.
FEWEST_WORDS = 3
FURTHER_INFERENCE = 1500

#: Share of the tokens of each source. Sections of notes are what the demonstration shows and what small models need most.
SHARES = {
    "it": {
        "section_summarization": 0.68,
        "note_generation": 0.04,
        "section_header_classification": 0.14,
        "nli": 0.08,
        "question_summarization": 0.04,
        "yes_no": 0.01,
        "error_detection": 0.01,
    },
    # For an adapter that writes sections well to go on with: what it chooses from labels with.
    "labels": {
        "section_header_classification": 0.42,
        "nli": 0.28,
        "section_summarization": 0.24,
        "yes_no": 0.03,
        "error_detection": 0.03,
    },
    # For that one to go on with, so that it writes as well as it chooses.
    "both": {
        "section_summarization": 0.50,
        "section_header_classification": 0.24,
        "nli": 0.16,
        "note_generation": 0.02,
        "question_summarization": 0.04,
        "yes_no": 0.02,
        "error_detection": 0.02,
    },
    "cpt": {"clinical": 0.55, "medical": 0.30, "general": 0.15},
}


def instructions(data: Path) -> dict[str, list]:
    """Records by task: sections, labels, questions, and whole notes of real and of composed visits in two styles of transcript."""
    rng = random.Random(11)
    found: dict[str, list] = {}
    for item in clinical_records(data):
        is_terse = item["task"] == "section_summarization" and len(item["answer"].split()) < FEWEST_WORDS
        if item["task"] not in ("note_generation", "note_section") and not is_terse:
            found.setdefault(item["task"], []).append(item)
    for item in further_inference(FURTHER_INFERENCE):
        found["nli"].append(record("nli", item["relation"], premise=item["premise"], hypothesis=item["hypothesis"]))
    notes = composed_notes(data, 150, rng)
    for row in load_train(data, "tasks"):
        if row["task"] == "note_generation":
            dialogue, note = row["input"].strip(), row["reference"].strip()
            notes.append(record("note_generation", note, input=rng.choice([dialogue, spoken_style(dialogue)])))
    found["note_generation"] = notes
    return found


def texts(data: Path) -> dict[str, list[str]]:
    """Running text: dialogues, notes and vignettes; textbooks and answers of medicine; textbooks of other subjects."""
    medical = load_train(data, "medical")
    clinical = [row["text"] for row in medical if row["id"].split("-")[0] in MEDICAL_REPEATS]
    other = [row["text"] for row in medical if row["id"].split("-")[0] not in MEDICAL_REPEATS]
    return {"clinical": clinical, "medical": other, "general": [row["text"] for row in load_train(data, "general")]}


class Source:
    """The items of one kind, again and again in a new order, encoded when they are asked for."""

    def __init__(self, name: str, entries: list, tokenizer: PreTrainedTokenizerBase, window: int = WINDOW, seed: int = 0) -> None:
        self.entries = entries
        self.tokenizer = tokenizer
        self.window = window
        self.stream = self._items(random.Random(f"{name} {seed}" if seed else name))

    def _items(self, rng: random.Random) -> Iterator[Item]:
        while True:
            for entry in rng.sample(self.entries, len(self.entries)):
                if isinstance(entry, str):
                    # One window of each document a pass, so that no long document fills a batch.
                    windows = running(self.tokenizer, entry, self.window)
                    if windows:
                        yield rng.choice(windows)
                else:
                    item = encode(self.tokenizer, entry)
                    if len(item.ids) <= LONGEST:
                        yield item


def sources(adapter: str, data: Path, tokenizer: PreTrainedTokenizerBase, seed: int) -> dict[str, Source]:
    found = texts(data) if adapter == "cpt" else instructions(data)
    return {name: Source(name, found[name], tokenizer, seed=seed) for name in SHARES[adapter]}


def mixed(own: dict[str, Source], shares: dict[str, float], tokens: int) -> Iterator[list[Item]]:
    """Endless pools of about `tokens` tokens in which every source has its share of them."""
    read = dict.fromkeys(own, 0)
    while True:
        pool: list[Item] = []
        size = 0
        while size < tokens:
            name = min(own, key=lambda each: read[each] / shares[each])
            item = next(own[name].stream)
            read[name] += len(item.ids)
            size += len(item.ids)
            pool.append(item)
        yield pool


def pools(adapter: str, data: Path, tokenizer: PreTrainedTokenizerBase, tokens: int, seed: int = 0) -> Iterator[list[Item]]:
    """What `adapter` reads, in an order of the seed."""
    return mixed(sources(adapter, data, tokenizer, seed), SHARES[adapter], tokens)

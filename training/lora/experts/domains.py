"""Five domains of the training text, told apart by their ids, and the passages of their documents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from data import in_holdout, load_train

DOMAINS = {
    "anatomy": ("osbooks-anatomy-physiology/",),
    "microbiology": ("osbooks-microbiology/",),
    "nursing": ("osbooks-nursing-external-bundle/",),
    "answers": ("medquad/",),
    "encounters": ("aci-", "mts-", "fareez-", "medec-"),
}
#: Text of no domain: what an expert may forget.
GENERAL = "general"
#: Percent of the documents that no expert reads, by hash of their ids.
HELD_OUT = 12
SHORTEST, LONGEST = 160, 900
DIALOGUE = "DOCTOR-PATIENT CONVERSATION"


@dataclass(frozen=True)
class Document:
    id: str
    text: str


@dataclass(frozen=True)
class Passage:
    heading: str
    text: str


@dataclass(frozen=True)
class Domain:
    read: list[Document]
    held_out: list[Document]


def is_held_out(identity: str) -> bool:
    return in_holdout(identity, HELD_OUT)


def split(documents: list[Document]) -> Domain:
    return Domain([each for each in documents if not is_held_out(each.id)], [each for each in documents if is_held_out(each.id)])


def load_domains(data: Path) -> dict[str, Domain]:
    """The five domains, and general text for measuring."""
    medical = [Document(row["id"], row["text"]) for row in load_train(data, "medical")]
    found = {name: split([each for each in medical if each.id.startswith(prefixes)]) for name, prefixes in DOMAINS.items()}
    found[GENERAL] = split([Document(row["id"], row["text"]) for row in load_train(data, "general")])
    return found


def shortened(text: str) -> str:
    """Whole lines and sentences of the beginning of `text`, at most `LONGEST` characters."""
    if len(text) <= LONGEST:
        return text
    cut = text[:LONGEST]
    ends = [match.end() for match in re.finditer(r"[.?!](?=\s)|\n", cut)]
    return cut[: ends[-1]].strip() if ends else ""


def passages(document: Document) -> list[Passage]:
    """Paragraphs of a useful length under their headings: `## …` of books and answers, lines in capitals of notes."""
    found = []
    heading = ""
    for block in document.text.split("\n\n"):
        line = block.strip()
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif re.fullmatch(r"[A-Z][A-Z /&,-]{3,60}", line):
            heading = line
        else:
            text = shortened(line)
            # What a note says of a conversation is often shorter than a paragraph of a book.
            if len(text) >= SHORTEST or (heading.isupper() and len(text.split()) > 3):
                found.append(Passage(heading, text))
    return found

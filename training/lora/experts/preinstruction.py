"""Pre-instruction tuning: tasks made from a domain's own text by rules (questions, summaries, entities, relations), read before the
text and then along with it. MediPhi has a large model write them; rules write what the text says word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lora.experts.domains import DIALOGUE, Document, Passage, passages
from tasks import CONDITIONS, DRUGS, SYMPTOMS, Record

#: Shares of the tokens in the two phases.
PHASE_1 = {"question": 0.25, "summary": 0.25, "entities": 0.25, "relations": 0.25}
PHASE_2 = {"text": 0.5, "question": 0.125, "summary": 0.125, "entities": 0.125, "relations": 0.125}

#: Ends of words that nearly always are of medicine or biology.
ENDS = tuple(
    (
        "itis|osis|emia|uria|pathy|ectomy|otomy|plasty|scopy|gram|cillin|mycin|statin|olol|pril|azole|cyte|cytes|ase|kinin|globulin|"
        "bacteria|bacterium|virus|viruses|oma|syndrome|disease|infection|cancer|hormone|artery|vein|nerve|muscle|tissue"
    ).split("|")
)
LEXICON = re.compile(rf"\b(?:{'|'.join(re.escape(each.removeprefix('a ')) for each in (*SYMPTOMS, *CONDITIONS, *DRUGS))})\b".lower())
#: Words with such an end that are none.
COMMON = {"base", "case", "phase", "increase", "decrease", "release", "purchase", "please", "phrase", "program", "gram", "chase", "ease", "lease"}
RELATION = re.compile(
    r"(?:^|(?<=[.?!] ))(?:The |An? )?([A-Z]?[\w-]+(?: [\w-]+){0,3}?) "
    r"(is|are|causes?|contains?|produces?|includes?|treats?|prevents?|affects?|has|have|denies|reports|takes) "
    r"([^.,;:?!\n]{3,80})[.,;]"
)
PRONOUNS = {"it", "this", "that", "these", "those", "they", "there", "he", "she", "we", "you", "i", "which", "what", "one", "some", "many"}


def sentences(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"(?<=[.?!])\s+|\n+", text) if each.strip()]


def made(task: str, instruction: str, text: str, answer: str) -> Record:
    return {"task": task, "user": f"{instruction}\n\n{text}", "plain": "", "answer": answer}


def question(passage: Passage) -> Record | None:
    """A heading that asks, or what a doctor asks, with what the text answers."""
    if passage.heading == DIALOGUE:
        lines = passage.text.split("\n")
        for ask, reply in zip(lines, lines[1:]):
            if ask.endswith("?") and len(reply.split()) > 4:
                asked, told = (re.sub(r"^(?:\w+:|\[\w+\])\s*", "", line) for line in (ask, reply))
                return made("question", f"What is the reply to “{sentences(asked)[-1]}”?", passage.text, told)
        return None
    if len(passage.heading) < 4:
        return None
    asked = passage.heading if passage.heading.endswith("?") else f"What does the text say under “{passage.heading}”?"
    return made("question", asked, passage.text, " ".join(sentences(passage.text)[:2]))


def summary(passage: Passage, note: Passage | None) -> Record | None:
    """A conversation's note, or the sentence a paragraph begins with."""
    if passage.heading == DIALOGUE:
        return None if note is None else made("summary", f"Write the note’s section “{note.heading}”.", passage.text, note.text)
    own = sentences(passage.text)
    return made("summary", "Say in one sentence what the text is about.", passage.text, own[0]) if len(own) > 2 else None


def entities(passage: Passage) -> Record | None:
    text = passage.text.lower()
    terms = [word for word in re.findall(r"[\w-]+", text) if word.endswith(ENDS) and word not in COMMON]
    names = list(dict.fromkeys([*terms, *LEXICON.findall(text)]))
    return made("entities", "List the medical terms of the text.", passage.text, ", ".join(names[:12])) if len(names) > 1 else None


def relations(passage: Passage) -> Record | None:
    triples = [match.groups() for match in RELATION.finditer(passage.text) if match.group(1).lower() not in PRONOUNS]
    lines = [" | ".join(part.strip() for part in triple) for triple in triples[:5]]
    instruction = "List the relations of the text, each as subject | relation | object."
    return made("relations", instruction, passage.text, "\n".join(lines)) if lines else None


def made_from(documents: Iterable[Document]) -> dict[str, list[Record]]:
    """Records by task."""
    found: dict[str, list[Record]] = {name: [] for name in PHASE_1}
    for document in documents:
        own = passages(document)
        note = next((each for each in own if each.heading.isupper() and each.heading != DIALOGUE), None)
        for passage in own:
            for each in (question(passage), summary(passage, note), entities(passage), relations(passage)):
                if each is not None:
                    found[each["task"]].append(each)
    return found

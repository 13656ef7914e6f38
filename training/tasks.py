"""Instruction records: clinical ones for the expert, general ones for the base, and their chat encoding.

The wording of the clinical prompts is read from `src/engine/tasks/prompts.json`, which the application reads too.
A record is `{task, user, plain, answer}`: the user's message of the chat format, the completion-style prompt of models
without a chat format, and the expected answer.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from tokenizers import Tokenizer

from data import BOS, END, ROOT, in_holdout, load_train

PROMPTS = json.loads((ROOT.parent / "src" / "engine" / "tasks" / "prompts.json").read_text(encoding="utf-8"))
#: Share of the written NLI and yes/no items kept for measurement, in percent; decided by the premise.
HOLDOUT_PERCENT = 12
NLI_ITEMS = 4500
YES_NO_ITEMS = 1500
#: Loss weight of the tokens of a label: there are few of them, and each decides a whole item.
LABEL_WEIGHT = 4.0

Record = dict[str, str]


def labels(task: str) -> dict[str, str]:
    """Label code → text of the answer."""
    return PROMPTS["tasks"][task]["labels"]


def render(task: str, fields: dict[str, str]) -> tuple[str, str]:
    """User message of the chat format and plain prompt, with the placeholders filled from `fields`."""
    template = PROMPTS["tasks"][task]
    values = dict(fields)
    if "labels" in template:
        values["options"] = ", ".join(template["labels"].values())

    def fill(text: str) -> str:
        return re.sub(r"\{(input|premise|hypothesis|section|options)\}", lambda m: values[m.group(1)], text)

    return fill(template["instruction"]) + "\n\n" + fill(template["input"]), fill(template["plain"])


def record(task: str, answer: str, **fields: str) -> Record:
    user, plain = render(task, fields)
    return {"task": task, "user": user, "plain": plain, "answer": answer}


def chat_text(user: str) -> str:
    """A conversation of one message, ready for the answer (without the leading `<|endoftext|>`)."""
    return f"<|user|>\n{user}{END}\n<|assistant|>\n"


def shorten_middle(text: str, count: int, tokenizer: Tokenizer) -> str:
    """`text` with whole lines taken from its middle until at most `count` tokens remain."""
    lines = text.split("\n")
    sizes = [len(tokenizer.encode(line, add_special_tokens=False).ids) + 1 for line in lines]
    total = sum(sizes)
    low = high = len(lines) // 2
    while total > count and high - low < len(lines) - 2:
        if low > len(lines) - high:
            low -= 1
            total -= sizes[low]
        else:
            total -= sizes[high]
            high += 1
    return "\n".join(lines[:low] + lines[high:])


# --- clinical records -------------------------------------------------------------------------------------------


def note_sections(note: str) -> list[tuple[str, str]]:
    """(header, text) of a note whose headers stand alone on a line in capitals."""
    parts = re.split(r"(?:^|\n\n)([A-Z][A-Z /&,-]{3,40}):?\n+", note)
    return [(head, body.strip()) for head, body in zip(parts[1::2], parts[2::2]) if body.strip()]


def supervised_records(data: Path, rng: random.Random) -> list[Record]:
    """The records of `train/tasks`, rare section headers and whole notes repeated."""
    rows = load_train(data, "tasks")
    headers = labels("section_header_classification")
    counts: dict[str, int] = {}
    for row in rows:
        if row["task"] == "section_header_classification":
            counts[row["reference"]] = counts.get(row["reference"], 0) + 1
    out: list[Record] = []
    for row in rows:
        task, text, answer = row["task"], row["input"].strip(), row["reference"].strip()
        if task == "section_header_classification":
            repeats = max(1, min(4, round((70 / counts[answer]) ** 0.5)))
            out += [record(task, headers[answer], input=text)] * repeats
        elif task == "section_summarization":
            out.append(record(task, answer, input=text, section=headers[row["meta"]["section_header"]]))
        elif task == "note_generation":
            out += [record(task, answer, input=text)] * 3
            sections = note_sections(answer)
            for head, body in rng.sample(sections, min(3, len(sections))):
                out.append(record("note_section", body, input=text, section=head))
        else:
            out.append(record(task, answer, input=text))
    return out


SYMPTOMS = (
    "chest pain|shortness of breath|fever|chills|nausea|vomiting|diarrhea|constipation|abdominal pain|headache|dizziness|"
    "blurred vision|a sore throat|a cough|wheezing|palpitations|leg swelling|back pain|joint pain|numbness|weakness|fatigue|"
    "weight loss|night sweats|a rash|itching|trouble sleeping|a runny nose|ear pain|blood in the urine|heartburn"
).split("|")
CONDITIONS = (
    "hypertension|type 2 diabetes|asthma|COPD|coronary artery disease|heart failure|atrial fibrillation|hypothyroidism|"
    "depression|anxiety|osteoarthritis|gout|migraine|GERD|chronic kidney disease|anemia|hyperlipidemia|epilepsy|psoriasis"
).split("|")
SURGERIES = "an appendectomy|a cholecystectomy|a tonsillectomy|a hysterectomy|a knee replacement|a hernia repair|a C-section".split("|")
DRUGS = "lisinopril|metformin|atorvastatin|albuterol|omeprazole|levothyroxine|amlodipine|sertraline|warfarin|insulin|ibuprofen".split("|")
ALLERGENS = "penicillin|sulfa drugs|latex|peanuts|aspirin|codeine|shellfish".split("|")
RELATIVES = "mother|father|brother|sister|grandmother|grandfather".split("|")
PARTS = "left knee|right knee|left shoulder|right shoulder|lower back|neck|right hip|left ankle|right wrist".split("|")


def written_facts(rng: random.Random) -> tuple[str, dict[str, list[str]]]:
    """A written premise with hypotheses for each of the three relations."""
    a, b, c, d = rng.sample(SYMPTOMS, 4)
    x, y, z = rng.sample(CONDITIONS, 3)
    drug, other_drug = rng.sample(DRUGS, 2)
    allergen, other_allergen = rng.sample(ALLERGENS, 2)
    surgery, other_surgery = rng.sample(SURGERIES, 2)
    relative, other_relative = rng.sample(RELATIVES, 2)
    part, other_part = rng.sample(PARTS, 2)
    who, he = rng.choice([("man", "He"), ("woman", "She"), ("patient", "The patient")])
    age, days, dose = rng.randint(18, 89), rng.randint(2, 14), rng.choice([5, 10, 20, 25, 50, 100])
    year = rng.randint(1985, 2019)
    choices = [
        (
            rng.choice(["{he} denies {a}, {b}, or {c}.", "No {a}, {b} or {c}.", "{he} has had no {a}, {b} or {c}."]),
            ["The patient does not have {b}.", "There is no {a}.", "The patient denies {c}."],
            ["The patient has {b}.", "The patient reports {a}.", "The patient came in because of {c}."],
            ["The patient has {d}.", "The patient has a history of {x}.", "The patient denies {d}."],
        ),
        (
            "A {age}-year-old {who} with {x} and {y} presents with {a} for {days} days.",
            ["The patient has {a}.", "The patient has a history of {x}.", "The symptoms have lasted {days} days.", "The patient is {age} years old."],
            ["The patient has no history of {x}.", "The patient denies {a}.", "The patient has no medical problems.", "The patient has no symptoms."],
            ["The patient has {z}.", "The patient takes {drug}.", "The patient also has {b}.", "The patient has had {surgery}."],
        ),
        (
            rng.choice(["{he} takes {drug} {dose} mg daily for {x}.", "{he} has been on {drug} {dose} mg for {x}.", "Continue {drug} {dose} mg for {x}."]),
            ["The patient takes {drug}.", "The patient is treated for {x}.", "The patient takes a daily medication."],
            ["The patient takes no medications.", "The patient does not have {x}.", "The patient has never taken {drug}."],
            ["The patient also takes {other_drug}.", "The patient has {y}.", "The patient has side effects from {drug}."],
        ),
        (
            rng.choice(["{he} is allergic to {allergen}, which causes hives.", "Allergies: {allergen} (rash).", "{he} had a reaction to {allergen} as a child."]),
            ["The patient has an allergy to {allergen}.", "The patient has a known allergy."],
            ["The patient has no known allergies.", "The patient tolerates {allergen} well."],
            ["The patient is allergic to {other_allergen}.", "The patient has {x}."],
        ),
        (
            rng.choice(["{he} had {surgery} in {year}.", "Past surgical history: {surgery} in {year}.", "{he} underwent {surgery} in {year} without complications."]),
            ["The patient has had {surgery}.", "The patient has had surgery before."],
            ["The patient has never had surgery.", "The patient has no surgical history."],
            ["The patient has had {other_surgery}.", "The patient has {x}.", "The patient takes {drug}."],
        ),
        (
            rng.choice(["{he} quit smoking in {year} and drinks wine on weekends.", "{he} smokes one pack a day and drinks wine on weekends."]),
            ["The patient drinks alcohol.", "The patient has smoked.", "The patient has a history of tobacco use."],
            ["The patient has never smoked.", "The patient does not drink alcohol.", "The patient denies any use of tobacco."],
            ["The patient uses illicit drugs.", "The patient is married.", "The patient has {x}."],
        ),
        (
            "{his} {relative} has {x}; {his_lower} {other_relative} is healthy.",
            ["There is {x} in the family.", "The patient's {relative} has {x}."],
            ["There is no family history of {x}.", "The patient's {relative} is healthy."],
            ["The patient has {x}.", "The patient's {relative} has {y}."],
        ),
        (
            rng.choice(["Pain in the {part} for {days} days after a fall.", "{he} fell {days} days ago and has pain in the {part} since."]),
            ["The patient has pain in the {part}.", "The patient had a fall."],
            ["The patient has no pain.", "The {part} does not hurt.", "The pain started years ago."],
            ["The patient has pain in the {other_part}.", "There is a fracture.", "The patient takes {drug} for the pain."],
        ),
        (
            rng.choice(["Blood pressure is {high}/{diastolic}, temperature {fever} F.", "BP {high}/{diastolic}, temp {fever}."]),
            ["The blood pressure is high.", "The patient has a fever.", "The patient is febrile."],
            ["The blood pressure is normal.", "The patient has no fever.", "The vital signs are normal."],
            ["The patient has {x}.", "The patient has {a}.", "The patient takes {drug}."],
        ),
        (
            rng.choice(["Lungs are clear. Heart regular, no murmur.", "Clear to auscultation bilaterally; regular rate and rhythm without murmurs."]),
            ["The lungs sound normal.", "There is no heart murmur.", "The chest examination is normal."],
            ["There is a heart murmur.", "There are crackles in the lungs.", "The heart rhythm is irregular."],
            ["The patient has {a}.", "The abdomen is soft.", "The patient has {x}."],
        ),
    ]
    premise, *groups = rng.choice(choices)
    values = {
        "a": a, "b": b, "c": c, "d": d, "x": x, "y": y, "z": z, "drug": drug, "other_drug": other_drug, "who": who, "he": he,
        "allergen": allergen, "other_allergen": other_allergen, "surgery": surgery, "other_surgery": other_surgery,
        "relative": relative, "other_relative": other_relative, "part": part, "other_part": other_part, "age": str(age),
        "days": str(days), "dose": str(dose), "year": str(year), "high": str(rng.randint(150, 190)),
        "diastolic": str(rng.randint(95, 115)), "fever": f"{rng.uniform(100.9, 103.5):.1f}",
        "his": {"He": "His", "She": "Her"}.get(he, "The patient's"),
    }  # fmt: skip
    values["his_lower"] = values["his"].lower()
    relations = {
        name: [text.format(**values) for text in group] for name, group in zip(("entailment", "contradiction", "neutral"), groups)
    }
    return premise.format(**values), relations


FLIPS = [
    (r"\bdenies (any )?", "reports "),
    (r"\breports ", "denies "),
    (r"\bThere is no ", "There is "),
    (r"\bThere is ", "There is no "),
    (r"\bis not ", "is "),
    (r"\bdoes not have ", "has "),
    (r"\bhas no ", "has "),
    (r"\bhas had ", "has never had "),
    (r"\bhas a history of ", "has no history of "),
    (r"\bhas ", "does not have "),
    (r"\bis unremarkable\b", "is abnormal"),
    (r"\bis normal\b", "is abnormal"),
    (r"\bare normal\b", "are abnormal"),
    (r"\bis stable\b", "is unstable"),
    (r"\bwas ", "was not "),
    (r"\bis ", "is not "),
]


def note_sentences(data: Path) -> list[str]:
    """Sentences of the notes and vignettes of the training records, 25 to 160 characters long."""
    found: dict[str, None] = {}
    for row in load_train(data, "tasks"):
        if row["task"] in ("section_summarization", "note_generation"):
            text = row["reference"]
        elif row["task"] == "error_detection" and row["reference"] == "correct":
            text = row["input"]
        else:
            continue
        for sentence in re.split(r"(?<=[.?!])\s+|\n+", text):
            sentence = sentence.strip(" -")
            if 25 <= len(sentence) <= 160 and sentence[0].isupper() and sentence.endswith("."):
                found[sentence] = None
    return list(found)


def sentence_pair(sentence: str, sentences: list[str], rng: random.Random) -> tuple[str, str] | None:
    """(hypothesis, relation) for a sentence of a note, or None where no rule applies."""
    relation = rng.choice(["entailment", "contradiction", "neutral"])
    if relation == "neutral":
        return rng.choice(sentences), relation
    if relation == "contradiction":
        for pattern, new in FLIPS:
            if re.search(pattern, sentence):
                return re.sub(pattern, new, sentence, count=1), relation
        return None
    clauses = re.split(r", (?:and|but|which|with|who|as|so)\b|; | and (?=(?:he|she|the|has|is|was|reports|denies)\b)", sentence)
    first = clauses[0].rstrip(" .,")
    if len(clauses) > 1 and 20 <= len(first):
        return first + ".", relation
    match = re.match(r"(?:He|She|The patient|Patient) denies (?:any )?(\w+(?: \w+)?)[.,]", sentence)
    if match:
        return f"The patient has no {match.group(1)}.", relation
    match = re.match(r"(?:He|She|The patient|Patient) (?:reports|has|notes|complains of) (\w+ \w+)[.,]", sentence)
    if match:
        return f"There is {match.group(1)}.", relation
    return None


def inference_items(data: Path) -> list[dict[str, str]]:
    """All NLI items `{premise, hypothesis, relation}`, written ones and sentence pairs, without repeats."""
    rng = random.Random(5)
    sentences = note_sentences(data)
    items: dict[tuple[str, str], str] = {}
    while len(items) < NLI_ITEMS:
        if rng.random() < 0.6:
            premise, relations = written_facts(rng)
            relation = rng.choice(list(relations))
            items[(premise, rng.choice(relations[relation]))] = relation
        else:
            sentence = rng.choice(sentences)
            pair = sentence_pair(sentence, sentences, rng)
            if pair and pair[0] != sentence:
                items[(sentence, pair[0])] = pair[1]
    return [{"premise": p, "hypothesis": h, "relation": r} for (p, h), r in items.items()]


def question_items() -> list[dict[str, str]]:
    """Yes/no items `{input, answer}` about two written findings, one of which answers the question."""
    rng = random.Random(6)
    items: dict[str, str] = {}
    while len(items) < YES_NO_ITEMS:
        premise, relations = written_facts(rng)
        other, _ = written_facts(rng)
        answer = rng.choice(["yes", "no"])
        statement = rng.choice(relations["entailment" if answer == "yes" else "contradiction"]).rstrip(".")
        text = " ".join(rng.sample([premise, other], 2))
        question = f"Is this right: {statement[0].lower()}{statement[1:]}?"
        items[f"{text}\nQuestion: {question}"] = answer
    return [{"input": text, "answer": answer} for text, answer in items.items()]


def heldout_inference(data: Path) -> list[dict[str, str]]:
    """The NLI items that are never trained on."""
    return [item for item in inference_items(data) if in_holdout(item["premise"], HOLDOUT_PERCENT)]


def spoken_style(dialogue: str) -> str:
    """A transcript with `[doctor]` tags rewritten with `Doctor:` tags and sentence capitals."""
    lines = []
    for line in dialogue.split("\n"):
        match = re.match(r"\[(\w+)\] ?(.*)", line)
        if match:
            text = re.sub(r" ([,.?!'’])", r"\1", match.group(2))
            line = f"{match.group(1).capitalize()}: {text[:1].upper()}{text[1:]}"
        lines.append(line)
    return "\n".join(lines)


NOTE_ORDER = (
    "cc genhx pastmedicalhx pastsurgical other_history gynhx fam/sochx medications allergy immunizations ros exam labs imaging "
    "procedures edcourse assessment diagnosis plan disposition"
).split()


def composed_notes(data: Path, count: int, rng: random.Random) -> list[Record]:
    """Visits put together from one to four short dialogues of different sections, with the note of all of them."""
    headers = labels("section_header_classification")
    by_section: dict[str, list[dict]] = {}
    for row in load_train(data, "tasks"):
        if row["task"] == "section_summarization" and len(row["input"]) < 2400:
            by_section.setdefault(row["meta"]["section_header"], []).append(row)
    frequent = [name for name in NOTE_ORDER if name in by_section]
    sizes = [len(by_section[name]) ** 0.5 for name in frequent]
    out = []
    for _ in range(count):
        chosen = {"genhx"} if rng.random() < 0.8 else set()
        for _ in range(rng.randint(1, 3)):
            chosen.add(rng.choices(frequent, sizes)[0])
        parts = [(name, rng.choice(by_section[name])) for name in NOTE_ORDER if name in chosen]
        dialogue = "\n".join(part["input"].strip() for _, part in parts)
        note = "\n\n".join(f"{headers[name]}\n\n{part['reference'].strip()}" for name, part in parts)
        out.append(record("note_generation", note, input=dialogue))
    return out


def note_records(data: Path) -> list[Record]:
    """The last thing the expert reads: whole notes in two styles of transcript, and a share of everything else."""
    rng = random.Random(8)
    out = composed_notes(data, 1100, rng)
    for row in load_train(data, "tasks"):
        if row["task"] == "note_generation":
            text, note = row["input"].strip(), row["reference"].strip()
            out += [record("note_generation", note, input=text)] * 2
            out += [record("note_generation", note, input=spoken_style(text))] * 2
    others = [item for item in clinical_records(data) if item["task"] != "note_generation"]
    return out + rng.sample(others, len(others) // 3)


def clinical_records(data: Path) -> list[Record]:
    """Everything the expert is instructed on."""
    rng = random.Random(4)
    out = supervised_records(data, rng)
    for item in inference_items(data):
        if not in_holdout(item["premise"], HOLDOUT_PERCENT):
            out.append(record("nli", item["relation"], premise=item["premise"], hypothesis=item["hypothesis"]))
    out += [record("yes_no", item["answer"], input=item["input"]) for item in question_items()]
    return out


# --- general records --------------------------------------------------------------------------------------------


def book_title(source: str) -> str:
    """`U.S. History` of `OpenStax, U.S. History — … (github.com/…)`."""
    return re.split(r" — | \(github", source.removeprefix("OpenStax, "))[0]


def general_records(data: Path) -> list[Record]:
    """Light general instructions written from the structure of the general textbooks."""
    rng = random.Random(3)
    rows = load_train(data, "general")
    subjects = sorted({book_title(row["source"]) for row in rows})
    out: list[Record] = []

    def add(task: str, instruction: str, text: str, answer: str) -> None:
        user = f"{instruction}\n\n{text}" if text else instruction
        out.append({"task": task, "user": user, "plain": "", "answer": answer})

    for row in rows:
        title = row["text"].split("\n", 1)[0].lstrip("# ").strip()
        sections = re.findall(r"\n## ([^\n]+)\n\n((?:(?!\n## )[\s\S])+)", row["text"])
        for heading, body in sections:
            paragraphs = [p.strip() for p in body.split("\n\n") if 200 <= len(p.strip()) <= 1100 and p[0].isupper()]
            if not paragraphs:
                continue
            paragraph = rng.choice(paragraphs)
            sentences = re.split(r"(?<=[.?!]) ", paragraph)
            kind = rng.random()
            if kind < 0.25 and not heading.startswith("Part "):
                add("heading", "Give this passage a heading.", paragraph, heading)
            elif kind < 0.45:
                topic = title if heading.startswith("Part ") else f"{title}: {heading}"
                add("passage", f"Write a short passage on the topic “{topic}”.", "", paragraph)
            elif kind < 0.65 and len(sentences) >= 3:
                add("summary", "Summarize this passage in one sentence.", " ".join(sentences[1:]), sentences[0])
            elif kind < 0.8 and len(sentences) >= 4:
                half = len(sentences) // 2
                add("continue", "Continue this text.", " ".join(sentences[:half]), " ".join(sentences[half:]))
            else:
                options = rng.sample(subjects, 4)
                subject = book_title(row["source"])
                if subject not in options:
                    options[rng.randrange(4)] = subject
                add("subject", f"Name the subject of this passage. Answer with one of: {', '.join(options)}.", paragraph, subject)
        for term, definition in re.findall(r"\n- ([^:\n]{3,40}): ([^\n]{30,300})", row["text"])[:6]:
            add("definition", f"What is meant by “{term}”?", "", definition[0].upper() + definition[1:])
    return out


# --- encoding ---------------------------------------------------------------------------------------------------


def encode_chats(
    tokenizer: Tokenizer, records: list[Record], length: int, prompt_weight: float
) -> list[tuple[list[int], list[float]]]:
    """(ids, loss weights) of every record as a chat of at most `length` tokens; long inputs lose their middle."""
    bos = tokenizer.token_to_id(BOS)
    out = []
    for item in records:
        answer = tokenizer.encode(item["answer"] + END + "\n", add_special_tokens=False).ids
        if len(answer) > length // 2:
            continue
        user = item["user"]
        prompt = tokenizer.encode(chat_text(user), add_special_tokens=False).ids
        excess = len(prompt) + len(answer) + 1 - length
        if excess > 0:
            user = shorten_middle(user, len(prompt) - excess - 16, tokenizer)
            prompt = tokenizer.encode(chat_text(user), add_special_tokens=False).ids
            if len(prompt) + len(answer) + 1 > length:
                continue
        answer_weight = LABEL_WEIGHT if PROMPTS["tasks"].get(item["task"], {}).get("kind") == "classify" else 1.0
        weights = [0.0] + [prompt_weight] * len(prompt) + [answer_weight] * (len(answer) - 1) + [prompt_weight]
        out.append(([bos, *prompt, *answer], weights))
    return out

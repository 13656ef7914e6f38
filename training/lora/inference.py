"""Written premises with hypotheses of each relation, of kinds that sections of notes do not teach: what a number means, what class a medicine
is of, which side, and words that doctors use for the absence of something."""

from __future__ import annotations

import random

from tasks import CONDITIONS, DRUGS, HOLDOUT_PERCENT, in_holdout

RELATIONS = ("entailment", "contradiction", "neutral")

CLASSES = {
    "a beta blocker": ["metoprolol", "atenolol", "bisoprolol", "propranolol", "carvedilol"],
    "a statin": ["atorvastatin", "simvastatin", "rosuvastatin", "pravastatin"],
    "an ACE inhibitor": ["lisinopril", "ramipril", "enalapril", "perindopril"],
    "an antibiotic": ["amoxicillin", "doxycycline", "azithromycin", "cephalexin", "ciprofloxacin"],
    "an anticoagulant": ["warfarin", "apixaban", "rivaroxaban"],
    "an antidepressant": ["sertraline", "citalopram", "fluoxetine", "venlafaxine"],
    "a diuretic": ["furosemide", "hydrochlorothiazide", "chlorthalidone"],
    "a painkiller": ["ibuprofen", "acetaminophen", "naproxen", "tramadol"],
    "a proton pump inhibitor": ["omeprazole", "pantoprazole", "lansoprazole"],
}
SIDED = ["wrist", "ankle", "shoulder", "knee", "hip", "elbow", "foot", "hand", "forearm", "collarbone"]
INJURIES = [("broke", "is broken"), ("sprained", "is sprained"), ("injured", "is injured"), ("bruised", "is bruised")]
FALLS = [
    "slipped on the ice and", "fell down the stairs and", "tripped over a rug and", "fell off a ladder and", "slipped in the shower and",
]  # fmt: skip
CAUSES = ["pneumonia", "an infection of the urinary tract", "the flu", "an abscess", "sepsis"]
NOT_SAID = [
    "{subject} is married.", "{subject} has {x}.", "{subject} has had surgery on the {side} {part}.", "{subject} works as a teacher.",
    "{subject} is allergic to penicillin.", "{subject} has osteoporosis.", "{subject} smokes.",
]  # fmt: skip

#: Premises that the application shows as examples: an adapter that has read them would prove nothing by getting them right.
SHOWN = {
    "Fever of 39.2 °C since yesterday evening.",
    "No history of diabetes or hypertension.",
    "He takes metoprolol 50 mg twice daily.",
    "She slipped on the wet bathroom floor and broke her left wrist.",
}

#: Premises, and what follows from them, goes against them, and neither.
KINDS: list[tuple[list[str], list[str], list[str], list[str]]] = [
    (
        ["Temperature {fever} °C.", "Fever of {fever} °C for {days} days.", "Fever up to {fever} °C since {since}.", "Febrile to {fahrenheit} °F on arrival."],
        ["{subject} has a fever.", "{subject} is febrile.", "{subject} has a raised temperature.", "The temperature is elevated."],
        ["{subject} is afebrile.", "{subject} has no fever.", "The temperature is normal.", "{subject} has a normal temperature."],
        ["{subject} has {cause}.", "{subject} has a cough.", "{subject} was given acetaminophen.", "{subject} has {x}."],
    ),
    (
        ["Afebrile, vital signs stable.", "Temperature {normal} °C.", "{subject} is afebrile.", "No fever since {since}."],
        ["{subject} has no fever.", "{subject} does not have a fever.", "{subject} is not febrile."],
        ["{subject} has a fever.", "{subject} is febrile.", "{subject} has a raised temperature."],
        ["{subject} has {cause}.", "{subject} was given acetaminophen.", "{subject} has {x}."],
    ),
    (
        ["No history of {x} or {y}.", "{he} denies any history of {x} or {y}.", "Past history is negative for {x} and {y}.", "No known {x} or {y}."],
        ["{subject} does not have {x}.", "{subject} is not known to have {y}.", "There is no history of {x}."],
        ["{subject} has {x}.", "{subject} has a history of {y}.", "{subject} is treated for {x}."],
        ["{subject} has {z}.", "{subject} smokes.", "{subject} takes {drug}.", "There is {z} in the family."],
    ),
    (
        ["{he} takes {member} {dose} mg {often}.", "{he} was started on {member} {dose} mg {often}.", "Medications: {member} {dose} mg {often}."],
        ["{subject} takes {klass}.", "{he} takes {klass}.", "{he} is on {member}.", "{he} takes a medicine {often}."],
        ["{he} takes no medicines.", "{he} has never taken {member}.", "{subject} is on no medication."],
        ["{he} has had a heart attack.", "{he} also takes {other}.", "{he} has {x}.", "{he} takes {other_klass}."],
    ),
    (
        ["{he} {fell} {broke} {his} {side} {part}.", "{he} {broke} {his} {side} {part} when {he_lower} fell."],
        ["{he} had a fall.", "The {side} {part} {broken}.", "{he} has hurt {his} {part}."],
        ["The {other_side} {part} {broken}.", "{he} has had no injury.", "{he} did not fall.", "The {side} {part} is not hurt."],
        NOT_SAID,
    ),
    (
        ["Heart rate {fast}.", "Pulse {fast} per minute, blood pressure {systolic}/70.", "HR {fast}, regular."],
        ["{subject} is tachycardic.", "The heart rate is fast.", "The pulse is raised."],
        ["The heart rate is normal.", "{subject} is bradycardic.", "The pulse is slow."],
        ["{subject} has {x}.", "{subject} takes {drug}.", "{subject} has a heart murmur."],
    ),
    (
        ["Oxygen saturation {low} % on room air.", "Sats {low} % on air.", "SpO2 {low} % without oxygen."],
        ["{subject} is hypoxic.", "The oxygen saturation is low."],
        ["The oxygen saturation is normal.", "{subject} is not hypoxic."],
        ["{subject} has {cause}.", "{subject} smokes.", "{subject} has {x}."],
    ),
    (
        ["Hemoglobin is {hemoglobin}.", "Labs show a hemoglobin of {hemoglobin} g/dL."],
        ["{subject} is anemic.", "The hemoglobin is low."],
        ["The hemoglobin is normal.", "{subject} is not anemic.", "The hemoglobin is high."],
        ["{subject} is bleeding.", "{subject} has asthma.", "{subject} takes iron."],
    ),
    (
        ["{he} has never smoked.", "{he} is a lifelong non-smoker.", "{he} denies any use of tobacco."],
        ["{subject} does not smoke.", "{subject} is a non-smoker."],
        ["{subject} smokes a pack a day.", "{subject} is a smoker.", "{subject} used to smoke."],
        ["{subject} drinks alcohol.", "{subject} has {x}.", "{subject} is married."],
    ),
    (
        ["{he} no longer takes {drug}.", "{drug_first} was stopped {days} days ago.", "{drug_first} was discontinued because of a rash."],
        ["{subject} does not take {drug} any more.", "{subject} used to take {drug}.", "{drug_first} has been stopped."],
        ["{subject} is still on {drug}.", "{drug_first} was continued.", "{subject} has never taken {drug}."],
        ["{subject} has {x}.", "{subject} smokes.", "{subject} is allergic to shellfish."],
    ),
]


def values(rng: random.Random) -> dict[str, str]:
    """A way to fill the gaps of all kinds; nothing in it is of a patient."""
    x, y, z = rng.sample(CONDITIONS, 3)
    klass, other_klass = rng.sample(list(CLASSES), 2)
    side, other_side = rng.sample(["left", "right"], 2)
    he, his = rng.choice([("He", "his"), ("She", "her")])
    broke, broken = rng.choice(INJURIES)
    celsius = rng.uniform(38.3, 40.2)
    drug = rng.choice(DRUGS)
    return {
        "x": x, "y": y, "z": z, "klass": klass, "other_klass": other_klass, "member": rng.choice(CLASSES[klass]),
        "other": rng.choice(CLASSES[other_klass]), "drug": drug, "drug_first": drug.capitalize(), "dose": str(rng.choice([5, 10, 20, 25, 50, 100])),
        "often": rng.choice(["daily", "once a day", "twice a day", "twice daily", "every evening"]), "side": side, "other_side": other_side,
        "part": rng.choice(SIDED), "he": he, "he_lower": he.lower(), "his": his, "subject": rng.choice(["The patient", he]), "broke": broke,
        "broken": broken, "fell": rng.choice(FALLS), "cause": rng.choice(CAUSES), "fever": f"{celsius:.1f}", "fahrenheit": f"{celsius * 1.8 + 32:.1f}",
        "normal": f"{rng.uniform(36.3, 37.2):.1f}", "days": str(rng.randint(2, 9)), "since": rng.choice(["yesterday", "Monday", "last night", "this morning"]),
        "fast": str(rng.randint(108, 150)), "systolic": str(rng.randint(105, 135)), "low": str(rng.randint(80, 89)),
        "hemoglobin": f"{rng.uniform(6.5, 9.8):.1f}",
    }  # fmt: skip


def further_inference(count: int, seed: int = 9) -> list[dict[str, str]]:
    """`count` items {premise, hypothesis, relation}, a third of each relation, without repeats; none has a premise that is held out or shown."""
    rng = random.Random(seed)
    items: dict[tuple[str, str], str] = {}
    while len(items) < count:
        premises, *groups = rng.choice(KINDS)
        relation = len(items) % len(RELATIONS)
        filled = values(rng)
        premise, hypothesis = (rng.choice(texts).format(**filled) for texts in (premises, groups[relation]))
        if premise not in SHOWN and not in_holdout(premise, HOLDOUT_PERCENT):
            items.setdefault((premise, hypothesis), RELATIONS[relation])
    return [{"premise": premise, "hypothesis": hypothesis, "relation": relation} for (premise, hypothesis), relation in items.items()]

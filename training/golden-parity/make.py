"""Label scores and ROUGE of ten items as the training code computes them, for `src/engine/evaluation/python-parity.test.ts`.

    python training/golden-parity/make.py [--check]

`--check` writes nothing and fails where the file that is kept says something else.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from tokenizers import Tokenizer  # noqa: E402

import tasks  # noqa: E402
from ensemble import Member, Method, label_scores  # noqa: E402
from export import MODELS, load_exported  # noqa: E402
from metrics import rouge  # noqa: E402

TASK = "section_header_classification"
METHODS = [Method("base", "base"), Method("expert", "it"), Method("proxy", "base", "it", "anti", 1.0)]
#: Of the twenty: so many tell as much, and are quickly scored.
LABELS = 6
#: PyTorch's sums differ in their last digits from one machine to the next.
TOLERANCE = 1e-3


def member(name: str) -> Member:
    folder = MODELS / f"demo-{name}"
    chat = "chat_template" in json.loads((folder / "tokenizer_config.json").read_text())
    return Member(load_exported(folder), Tokenizer.from_file(str(folder / "tokenizer.json")), chat)


def measure() -> list[dict]:
    members = {name: member(name) for name in ("base", "it", "anti")}
    labels = list(tasks.labels(TASK).values())[:LABELS]
    found = []
    for item in json.loads((HERE / "items.json").read_text()):
        user, plain = tasks.render(TASK, {"input": item["input"]})
        scores = label_scores(members, METHODS, user, plain, labels)
        found.append(
            {
                "scores": {name: [round(float(value), 5) for value in values] for name, values in scores.items()},
                "rouge": {name: round(value, 6) for name, value in rouge(item["input"], item["reference"]).items()},
            }
        )
    return found


def differences(kept: object, found: object) -> int:
    """How many figures lie further apart than `TOLERANCE`."""
    if isinstance(found, dict) and isinstance(kept, dict):
        return sum(differences(kept[key], value) for key, value in found.items())
    if isinstance(found, list) and isinstance(kept, list):
        return abs(len(kept) - len(found)) + sum(map(differences, kept, found))
    return int(abs(float(str(kept)) - float(str(found))) > TOLERANCE)


def main() -> None:
    path = HERE / "scores.json"
    found = measure()
    if "--check" not in sys.argv:
        path.write_text("[\n" + ",\n".join(map(json.dumps, found)) + "\n]\n")
    elif count := differences(json.loads(path.read_text()), found):
        sys.exit(f"{count} figures are not those of {path.name}: run training/golden-parity/make.py.")


if __name__ == "__main__":
    main()

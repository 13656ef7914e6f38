"""What the application wrote by CAPT, in the lines that `bench/capt-floor.ts --run FILE` leaves."""

from __future__ import annotations

from pathlib import Path

from data import read_jsonl

#: The application's plausibility floor; the file holds texts without one, too.
FLOOR = 0.05


def texts_beside(file: Path, rows: list[dict]) -> list[dict]:
    """`{id, reference, text}` of each of `rows`."""
    texts = {line["id"]: line["text"] for line in read_jsonl(file) if line["plausibility"] == FLOOR}
    if lacking := [row["id"] for row in rows if row["id"] not in texts]:
        raise SystemExit(f"{file.name} has no text of {', '.join(lacking)} with a floor of {FLOOR}.")
    return [{"id": row["id"], "reference": row["reference"], "text": texts[row["id"]]} for row in rows]

"""Token streams of the training phases, built once and kept in the work directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from data import BOS, encode_stream, load_train, medical_documents
from tokenizer import get_tokenizer


@dataclass
class Stream:
    """`ids` (N,) uint16; `weights` (N,) float16 loss weights or None; `aligned` when rows must not be shifted."""

    ids: np.ndarray
    weights: np.ndarray | None = None
    aligned: bool = False


def text_stream(name: str, tokenizer: Tokenizer, data: Path) -> np.ndarray:
    """Running text, documents joined by `<|endoftext|>`."""
    rows = load_train(data, name)
    documents = list(medical_documents(rows)) if name == "medical" else [row["text"] for row in rows]
    return encode_stream(tokenizer, documents, seed=7)


def packed_rows(
    chats: list[tuple[list[int], list[float]]], text: np.ndarray, length: int, text_share: float, bos: int, seed: int
) -> Stream:
    """Rows of `length` tokens that begin with whole chats and are filled up with running text.

    `chats` are (ids, weights) pairs of at most `length` tokens; each goes whole into the first of the open rows
    with room. Further rows of text alone are added until text makes up `text_share` of all tokens.
    """
    rng = np.random.default_rng(seed)
    open_rows: list[list[int]] = []
    rows: list[list[int]] = []
    for index in rng.permutation(len(chats)):
        size = len(chats[index][0])
        for row in open_rows:
            if sum(len(chats[i][0]) for i in row) + size <= length:
                row.append(int(index))
                break
        else:
            open_rows.append([int(index)])
        if len(open_rows) > 24:
            rows.append(open_rows.pop(0))
    rows.extend(open_rows)
    cursor = 0

    def take(count: int) -> np.ndarray:
        nonlocal cursor
        if cursor + count > len(text):
            cursor = 0
        piece = text[cursor : cursor + count]
        cursor += count
        return piece

    ids_rows, weight_rows, chat_tokens = [], [], 0
    for row in rows:
        ids = [t for i in row for t in chats[i][0]]
        weights = [w for i in row for w in chats[i][1]]
        chat_tokens += len(ids)
        room = length - len(ids)
        if room > 0:
            ids += [bos, *take(room - 1).tolist()]
            weights += [0.0, *([1.0] * (room - 1))]
        ids_rows.append(np.array(ids, dtype=np.uint16))
        weight_rows.append(np.array(weights, dtype=np.float16))
    text_tokens = len(ids_rows) * length - chat_tokens
    while text_tokens < text_share * (text_tokens + chat_tokens):
        ids_rows.append(np.concatenate([[bos], take(length - 1)]).astype(np.uint16))
        weight_rows.append(np.array([0.0, *([1.0] * (length - 1))], dtype=np.float16))
        text_tokens += length
    order = rng.permutation(len(ids_rows))
    ids = np.concatenate([ids_rows[i] for i in order] + [np.array([bos], dtype=np.uint16)])
    weights = np.concatenate([weight_rows[i] for i in order] + [np.zeros(1, dtype=np.float16)])
    return Stream(ids, weights, aligned=True)


def build(name: str, tokenizer: Tokenizer, length: int, data: Path) -> Stream:
    """Streams by name: `general`, `medical`, `general-instruct`, `clinical-instruct` (30 % running text), `clinical-tasks` (none), `clinical-notes` (none)."""
    bos = tokenizer.token_to_id(BOS)
    if name in ("general", "medical"):
        return Stream(text_stream(name, tokenizer, data))
    from tasks import clinical_records, encode_chats, general_records, note_records

    if name == "general-instruct":
        chats = encode_chats(tokenizer, general_records(data), length, prompt_weight=0.3)
        return packed_rows(chats, text_stream("general", tokenizer, data), length, 0.7, bos, seed=11)
    if name in ("clinical-instruct", "clinical-tasks"):
        chats = encode_chats(tokenizer, clinical_records(data), length, prompt_weight=0.15)
        share = 0.3 if name == "clinical-instruct" else 0.0
        return packed_rows(chats, text_stream("medical", tokenizer, data), length, share, bos, seed=13 if share else 17)
    if name == "clinical-notes":
        chats = encode_chats(tokenizer, note_records(data), length, prompt_weight=0.1)
        return packed_rows(chats, text_stream("medical", tokenizer, data), length, 0.0, bos, seed=19)
    raise KeyError(name)


def get_stream(name: str, tokenizer_kind: str, length: int, data: Path, work: Path) -> Stream:
    """The stream, from `<work>/streams` when it was built before."""
    suffix = f"-{length}" if "-" in name else ""
    path = work / "streams" / f"{name}-{tokenizer_kind}{suffix}.npz"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = build(name, get_tokenizer(tokenizer_kind, data, work), length, data)
        arrays = {"ids": stream.ids, "aligned": np.array(stream.aligned)}
        if stream.weights is not None:
            arrays["weights"] = stream.weights
        temporary = path.with_name(f"tmp-{path.name}")
        np.savez(temporary, **arrays)
        temporary.replace(path)
    with np.load(path) as saved:
        return Stream(saved["ids"], saved["weights"] if "weights" in saved else None, bool(saved["aligned"]))

"""Reading the training text and packing it into token streams."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from collections.abc import Iterable, Iterator

import numpy as np
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent
DEFAULT_DATA = ROOT.parent.parent / "shared" / "data"
DEFAULT_WORK = ROOT / "work"

BOS = "<|endoftext|>"
END = "<|end|>"
SPECIALS = [BOS, "<|system|>", "<|user|>", "<|assistant|>", END]

#: How often a document of each source (the prefix of its id) is repeated in one pass over the medical text.
#: Notes and dialogues are 15 % of it but are what the application reads and writes.
MEDICAL_REPEATS = {"aci": 5, "mts": 5, "fareez": 2, "medec": 3}


def read_jsonl(path: Path) -> list[dict]:
    """All records of a `.jsonl` or `.jsonl.gz` file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle if line.strip()]


def load_train(data: Path, name: str) -> list[dict]:
    """Records of `train/<name>.jsonl.gz`; never reads `eval/`."""
    return read_jsonl(data / "train" / f"{name}.jsonl.gz")


def load_eval(data: Path, name: str) -> list[dict]:
    """Records of `eval/<name>.jsonl`; used by the evaluation only."""
    return read_jsonl(data / "eval" / f"{name}.jsonl")


def in_holdout(key: str, percent: int) -> bool:
    """A split that depends on the key alone, so that every module and every run agrees on it."""
    return int(hashlib.sha256(key.encode("utf-8")).hexdigest(), 16) % 100 < percent


def medical_documents(rows: Iterable[dict]) -> Iterator[str]:
    """Medical texts with notes and dialogues repeated (`MEDICAL_REPEATS`)."""
    for row in rows:
        for _ in range(MEDICAL_REPEATS.get(row["id"].split("-")[0], 1)):
            yield row["text"]


def encode_stream(tokenizer: Tokenizer, documents: list[str], seed: int) -> np.ndarray:
    """One uint16 stream: every document preceded by `<|endoftext|>`, in a shuffled order."""
    bos = tokenizer.token_to_id(BOS)
    order = np.random.default_rng(seed).permutation(len(documents))
    parts: list[np.ndarray] = []
    for encoded in tokenizer.encode_batch([documents[i] for i in order]):
        parts.append(np.array([bos, *encoded.ids], dtype=np.uint16))
    return np.concatenate(parts)


class Batches:
    """Endless shuffled batches of next-token pairs.

    `ids` is a flat stream (N,), `weights` (N,) the loss weight of each token as a target. Windows of `length`
    tokens are shifted by an offset that changes every pass, unless `aligned`: then they are the stream's rows.
    """

    def __init__(self, ids: np.ndarray, weights: np.ndarray | None, length: int, seed: int, aligned: bool) -> None:
        self.ids, self.weights, self.length, self.seed, self.aligned = ids, weights, length, seed, aligned
        self.windows = max(1, (len(ids) - 1) // length - (0 if aligned else 1))
        self._epoch = -1
        self._offset = 0
        self._order = np.zeros(0, dtype=np.int64)

    def _start(self, n: int) -> int:
        """First token of window number `n` of the endless sequence of windows."""
        epoch, slot = divmod(n, self.windows)
        if epoch != self._epoch:
            rng = np.random.default_rng((self.seed, epoch))
            self._epoch = epoch
            self._offset = 0 if self.aligned else int(rng.integers(0, self.length))
            self._order = rng.permutation(self.windows)
        return self._offset + int(self._order[slot]) * self.length

    def get(self, index: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Batch number `index` of `count` windows: inputs and targets (count, length) int64, weights float32."""
        x = np.empty((count, self.length), dtype=np.int64)
        y = np.empty_like(x)
        w = np.ones((count, self.length), dtype=np.float32)
        for row in range(count):
            start = self._start(index * count + row)
            end = start + self.length
            x[row], y[row] = self.ids[start:end], self.ids[start + 1 : end + 1]
            if self.weights is not None:
                w[row] = self.weights[start + 1 : end + 1]
        return x, y, w

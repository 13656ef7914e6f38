"""The two tokenizers of the demo family."""

from __future__ import annotations

import json
from pathlib import Path
from collections.abc import Iterator

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from data import SPECIALS, load_train

MAIN_VOCABULARY = 4096
CAPT_VOCABULARY = 6144
#: Words, single digits, punctuation runs, line breaks and blanks; plain ECMAScript-compatible syntax.
SPLIT = r"'(?:s|t|re|ve|m|ll|d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s*[\r\n]+|\s+(?!\S)|\s+"


def balanced_text(data: Path, sources: list[str]) -> Iterator[str]:
    """Equal numbers of characters of every source, so that no source owns the vocabulary."""
    texts = {name: [row["text"] for row in load_train(data, name)] for name in sources}
    limit = min(sum(map(len, docs)) for docs in texts.values())
    for docs in texts.values():
        used = 0
        for text in docs:
            if used >= limit:
                break
            used += len(text)
            yield text


def train_main(data: Path) -> Tokenizer:
    """Byte-level BPE of 4,096 entries over general and medical text in equal parts."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=MAIN_VOCABULARY,
        special_tokens=SPECIALS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(balanced_text(data, ["general", "medical"]), trainer)
    return tokenizer


def train_capt(data: Path) -> Tokenizer:
    """SentencePiece-style BPE of 6,144 entries: `▁` for blanks, byte fallback, general text only."""
    alphabet = [f"<0x{byte:02X}>" for byte in range(256)]
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token=None, fuse_unk=False))
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\p{N}|▁*[\p{L}']+|▁*[^\p{L}\p{N}▁\n]+|\n+|▁+"), behavior="isolated")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=CAPT_VOCABULARY,
        special_tokens=[*SPECIALS, *alphabet],
        limit_alphabet=200,
        show_progress=False,
    )
    tokenizer.train_from_iterator(balanced_text(data, ["general"]), trainer)
    return tokenizer


def get_tokenizer(kind: str, data: Path, work: Path) -> Tokenizer:
    """The trained tokenizer `main` or `capt`, from the work directory when it is there already."""
    path = work / f"tokenizer-{kind}.json"
    if not path.exists():
        work.mkdir(parents=True, exist_ok=True)
        tokenizer = train_main(data) if kind == "main" else train_capt(data)
        tokenizer.save(str(path))
    return bytes_as_text(json.loads(path.read_text(encoding="utf-8")))


def bytes_as_text(description: dict) -> Tokenizer:
    """Byte tokens (`<0x0A>`) as ordinary entries: the trainer adds them as special, and decoders leave special tokens out."""
    kept = [token for token in description["added_tokens"] if not token["content"].startswith("<0x")]
    return Tokenizer.from_str(json.dumps({**description, "added_tokens": kept}))

"""Explainer-style rewriting: the base itself explains passages of a domain, and the expert reads passage and explanation.

MediPhi has a model of another size explain codes and tables; here the 135 million parameters that are trained write their own
explanations, greedily. Those that repeat themselves are left out.
"""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from lora.evaluate import answers
from lora.experts.domains import DIALOGUE, Document, passages
from lora.prompts import prompt_ids
from metrics import is_degenerate

INSTRUCTION = "Explain to a student of medicine, in plain words, what the following text says and why it matters."


def chosen(documents: list[Document], count: int, seed: str) -> list[str]:
    """One passage each of `count` documents."""
    rng = random.Random(seed)
    texts = []
    for document in rng.sample(documents, len(documents)):
        own = passages(document)
        if own:
            passage = rng.choice(own)
            head = "" if passage.heading in ("", DIALOGUE) else f"{passage.heading}\n\n"
            texts.append(head + passage.text)
        if len(texts) == count:
            break
    return texts


def explained(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, documents: list[Document], count: int, file: Path
) -> list[str]:
    """Passages with their explanations; what `file` holds is not written again."""
    if not file.exists():
        begun = time.monotonic()
        texts = chosen(documents, count, file.stem)
        prompts = [prompt_ids(tokenizer, "explanation", f"{INSTRUCTION}\n\n{text}") for text in texts]
        with torch.inference_mode():
            written = answers(model, prompts, 1, tokenizer.eos_token_id)
        rows = [{"text": text, "explanation": tokenizer.decode(ids).strip()} for text, ids in zip(texts, written)]
        cost = {"seconds": time.monotonic() - begun, "tokens": sum(map(len, written))}
        file.write_text(json.dumps({"cost": cost, "rows": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    return [f"{row['text']}\n\n{row['explanation']}" for row in rows if not is_degenerate(row["explanation"])]

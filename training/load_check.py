"""Whether a folder that Locum wrote (`locum merge`, --out DIR) is a checkpoint to Hugging Face transformers, too.

    python load_check.py DIR [--prompt TEXT]

Every weight must be where transformers looks for it, none missing and none beyond; then it writes some words. Needs transformers and
torch; without the folder it says that it is skipped.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prompt", default="The patient has had a cough for three days and")
    parser.add_argument("--tokens", type=int, default=12)
    arguments = parser.parse_args()
    if not (arguments.folder / "config.json").exists():
        print(f"skipped: there is no checkpoint in {arguments.folder}")
        return 0
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    model, info = AutoModelForCausalLM.from_pretrained(
        arguments.folder, dtype=torch.float32, output_loading_info=True
    )
    wrong = {kind: sorted(info[kind]) for kind in ("missing_keys", "unexpected_keys", "mismatched_keys") if info[kind]}
    parameters = sum(p.numel() for p in model.parameters())
    print(f"{type(model).__name__}, {parameters:,} parameters; {wrong or 'every weight in its place'}")
    tokenizer = AutoTokenizer.from_pretrained(arguments.folder)
    ids = tokenizer(arguments.prompt, return_tensors="pt").input_ids
    with torch.no_grad():
        loss = model(ids, labels=ids).loss.item()
        written = model.generate(ids, max_new_tokens=arguments.tokens, do_sample=False)
    print(f"perplexity of the prompt {torch.exp(torch.tensor(loss)):.2f}; {tokenizer.decode(written[0])!r}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""The base model and its tokenizer, read from the GGUF file that the application loads too."""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig, PreTrainedModel, PreTrainedTokenizerBase

#: What is computed in. Processors without AVX-512 multiply bf16 number by number, a hundred times slower than float32.
NUMBERS = torch.bfloat16 if torch.backends.cpu.get_cpu_capability().startswith("AVX512") else torch.float32
NAME_OF_NUMBERS = str(NUMBERS).removeprefix("torch.")


def load_tokenizer(gguf: Path) -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(str(gguf.parent), gguf_file=gguf.name)


def load_base(gguf: Path) -> PreTrainedModel:
    """The model in `NUMBERS`, its weights unpacked: kept packed, transformers unpacks them at every step."""
    return AutoModelForCausalLM.from_pretrained(
        str(gguf.parent),
        gguf_file=gguf.name,
        quantization_config=GgufConfig(gguf_file=gguf.name, dequantize=True),
        dtype=NUMBERS,
        attn_implementation="sdpa",
    )

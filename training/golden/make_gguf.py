"""GGUF files that llama.cpp's own Python package wrote: blocks of every type, and tiny models.

`gguf/blocks.bin` holds random blocks of every quantised type that the engine reads, `gguf/values.bin` the float32 values that
`gguf.quants` gives for them, `gguf/blocks.json` where each type lies. `gguf/<weights>.gguf` are the checkpoints of `transformers/`
as llama.cpp's converters would write them (rows of heads interleaved, tensors fused, norms raised by one), so that the logits
of transformers can be held against them; `gguf/llama3-0000N-of-00003.gguf` is one of them in parts.

    pip install gguf==0.19.0 && python training/golden/make_gguf.py
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import gguf
import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Type, GGUFWriter, quants

GOLDEN = Path(__file__).resolve().parent
FOLDER = GOLDEN / "gguf"
# Where a block's half floats lie: random bits would make them infinite.
HALVES = {
    Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0],
    Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208], Type.IQ4_NL: [0], Type.IQ4_XS: [0],
}
VALUES_A_TYPE = 1024


def blocks() -> None:
    rng = np.random.default_rng(7)
    index, data, values = [], [], []
    for kind, places in HALVES.items():
        elements, size = GGML_QUANT_SIZES[kind]
        count = VALUES_A_TYPE // elements
        raw = rng.integers(0, 256, size=(count, size), dtype=np.uint8)
        for place in places:
            half = (rng.standard_normal(count) * 0.05).astype(np.float16)
            raw[:, place : place + 2] = half.view(np.uint8).reshape(count, 2)
        index.append({"type": kind.name, "bytes": int(raw.size), "values": VALUES_A_TYPE})
        data.append(raw.tobytes())
        values.append(quants.dequantize(raw, kind).astype(np.float32).tobytes())
    for kind in (Type.F16, Type.BF16):
        numbers = rng.standard_normal((1, VALUES_A_TYPE)).astype(np.float32)
        raw = quants.quantize(numbers, kind)
        index.append({"type": kind.name, "bytes": 2 * VALUES_A_TYPE, "values": VALUES_A_TYPE})
        data.append(raw.tobytes())
        values.append(quants.dequantize(raw, kind).astype(np.float32).tobytes())
    (FOLDER / "blocks.bin").write_bytes(b"".join(data))
    (FOLDER / "values.bin").write_bytes(b"".join(values))
    (FOLDER / "blocks.json").write_text(json.dumps(index) + "\n")


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    tensors = {}
    for name, entry in json.loads(raw[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        part = raw[8 + length + begin : 8 + length + end]
        if entry["dtype"] == "BF16":
            flat = (np.frombuffer(part, np.uint16).astype(np.uint32) << 16).view(np.float32)
        else:
            flat = np.frombuffer(part, {"F16": np.float16, "F32": np.float32}[entry["dtype"]])
        tensors[name] = flat.astype(np.float32).reshape(entry["shape"])
    return tensors


ARCHITECTURES = {
    "LlamaForCausalLM": gguf.MODEL_ARCH.LLAMA,
    "Qwen2ForCausalLM": gguf.MODEL_ARCH.QWEN2,
    "Qwen3ForCausalLM": gguf.MODEL_ARCH.QWEN3,
    "Phi3ForCausalLM": gguf.MODEL_ARCH.PHI3,
    "Gemma3ForCausalLM": gguf.MODEL_ARCH.GEMMA3,
}


def interleave(rows: np.ndarray, heads: int) -> np.ndarray:
    """As `LlamaModel.permute` of llama.cpp's converter."""
    half = rows.shape[0] // heads // 2
    return rows.reshape(heads, 2, half, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def llama3_divisors(scaling: dict, theta: float, dims: int) -> np.ndarray:
    """As `generate_extra_tensors` of llama.cpp's converter for Llama."""
    factor, low, high = scaling["factor"], scaling["low_freq_factor"], scaling["high_freq_factor"]
    context = scaling["original_max_position_embeddings"]
    divisors = []
    for frequency in (1.0 / theta ** (2 * i / dims) for i in range(dims // 2)):
        length = 2 * math.pi / frequency
        if length < context / high:
            divisors.append(1.0)
        elif length > context / low:
            divisors.append(factor)
        else:
            smooth = (context / length - low) / (high - low)
            divisors.append(1 / ((1 - smooth) / factor + smooth))
    return np.array(divisors, np.float32)


def model(case: str, stored: Type, parts: int = 1) -> None:
    given = json.loads((GOLDEN / "transformers" / f"{case}.json").read_text())
    config = given["config"]
    arch = ARCHITECTURES[config["architectures"][0]]
    heads, kv_heads = config["num_attention_heads"], config["num_key_value_heads"]
    head_dim = config.get("head_dim") or config["hidden_size"] // heads
    dims = int(head_dim * config.get("partial_rotary_factor", 1))
    writer = GGUFWriter(
        FOLDER / f"{case}.gguf",
        gguf.MODEL_ARCH_NAMES[arch],
        split_max_tensors=0 if parts == 1 else 8,
    )
    writer.add_name(case)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.add_rope_freq_base(config.get("rope_theta", 10000.0))
    writer.add_rope_dimension_count(dims)
    if "head_dim" in config:
        writer.add_key_length(head_dim)
        writer.add_value_length(head_dim)
    if arch == gguf.MODEL_ARCH.GEMMA3:
        writer.add_sliding_window(config["sliding_window"])
    scaling = config.get("rope_scaling") or {}
    kind = scaling.get("rope_type") or scaling.get("type")
    theta = config.get("rope_theta", 10000.0)
    if kind == "linear":
        writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(scaling["factor"])
    elif kind == "yarn":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(scaling["factor"])
        writer.add_rope_scaling_orig_ctx_len(scaling["original_max_position_embeddings"])
        writer.add_rope_scaling_yarn_beta_fast(scaling["beta_fast"])
        writer.add_rope_scaling_yarn_beta_slow(scaling["beta_slow"])
    elif kind == "llama3":
        writer.add_tensor("rope_freqs.weight", llama3_divisors(scaling, theta, dims))
    elif kind == "longrope":
        original = config["original_max_position_embeddings"]
        scale = config["max_position_embeddings"] / original
        writer.add_rope_scaling_orig_ctx_len(original)
        writer.add_rope_scaling_attn_factors(math.sqrt(1 + math.log(scale) / math.log(original)))
        writer.add_tensor("rope_factors_long.weight", np.array(scaling["long_factor"], np.float32))
        writer.add_tensor("rope_factors_short.weight", np.array(scaling["short_factor"], np.float32))
    tokenizer(writer, config["vocab_size"], arch)
    names = gguf.get_tensor_name_map(arch, config["num_hidden_layers"])
    for name, values in read_safetensors(GOLDEN / "transformers" / f"{given['weights']}.safetensors").items():
        own = names.get_name(name, try_suffixes=(".weight", ".bias"))
        assert own is not None, name
        if arch == gguf.MODEL_ARCH.LLAMA and re.search(r"attn_[qk]\.", own):
            values = interleave(values, heads if "attn_q" in own else kv_heads)
        if arch == gguf.MODEL_ARCH.GEMMA3 and own.endswith("norm.weight"):
            values = values + 1
        if values.ndim == 1 or stored == Type.F32:
            writer.add_tensor(own, np.ascontiguousarray(values, np.float32))
        else:
            writer.add_tensor(own, quants.quantize(np.ascontiguousarray(values), stored), raw_dtype=stored)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tokenizer(writer: GGUFWriter, size: int, arch: gguf.MODEL_ARCH) -> None:
    """A vocabulary that spells a few words; what is tested with these files are the weights."""
    scored = arch in (gguf.MODEL_ARCH.PHI3, gguf.MODEL_ARCH.GEMMA3)
    letters = list("abcdefghijklmnopqrst")
    tokens = ["<unk>", "<s>", "</s>"] + (["▁"] if scored else ["Ġ"]) + letters
    tokens += ["th", "he", "the", "in"]
    types = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.NORMAL] * (len(tokens) - 3)
    while len(tokens) < size:
        types.append(gguf.TokenType.UNUSED)
        tokens.append(f"[PAD{len(tokens)}]")
    writer.add_tokenizer_model("llama" if scored else "gpt2")
    if not scored:
        writer.add_tokenizer_pre("gpt-2")
        writer.add_token_merges(["t h", "h e", "th e", "i n"])
    else:
        writer.add_token_scores([-float(i) for i in range(len(tokens))])
    writer.add_token_list(tokens)
    writer.add_token_types(types)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    blocks()
    model("llama-linear", Type.F16)
    model("llama-yarn", Type.F16)
    model("llama3", Type.F16, parts=3)
    model("phi3-long", Type.BF16)
    model("phi4-long", Type.F32)
    model("qwen2", Type.BF16)
    model("qwen3", Type.BF16)
    model("gemma3", Type.BF16)

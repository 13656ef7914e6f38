"""Tiny random checkpoints with reference logits, for the tests of the engine.

The forward pass here is written with NumPy in float64 and shares no code with model.py or the engine. Weights are
drawn with a fixed seed, rounded to the stored type first, and the reference is computed from the rounded values.

    python training/golden/make.py
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

HERE = Path(__file__).resolve().parent
TOKENS = 24
THETA = 10000.0
EPS = 1e-6
Weights = dict[str, np.ndarray]

BASE = {
    "vocab_size": 256,
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 4,
    "head_dim": 16,
    "intermediate_size": 64,
    "hidden_act": "silu",
    "max_position_embeddings": 128,
    "rms_norm_eps": EPS,
    "rope_theta": THETA,
    "attention_bias": False,
    "mlp_bias": False,
    "bos_token_id": 0,
    "eos_token_id": 0,
}
LLAMA = {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
QWEN3 = {"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3"}
SMALL = {"vocab_size": 128, "intermediate_size": 32}

CASES = {
    "llama-mha-tied": ({**LLAMA, **BASE, **SMALL, "head_dim": 8, "tie_word_embeddings": True}, "float32"),
    "llama-gqa-untied": (
        {**LLAMA, **BASE, **SMALL, "vocab_size": 80, "head_dim": 8, "num_key_value_heads": 2, "tie_word_embeddings": False},
        "float32",
    ),
    "qwen3-gqa-qknorm": (
        {**QWEN3, **BASE, **SMALL, "num_attention_heads": 2, "num_key_value_heads": 1, "tie_word_embeddings": True},
        "float32",
    ),
    "llama-bf16": ({**LLAMA, **BASE, "num_key_value_heads": 1, "tie_word_embeddings": True}, "bfloat16"),
    "llama-f16": ({**LLAMA, **BASE, "num_key_value_heads": 2, "tie_word_embeddings": True}, "float16"),
}


def make_weights(config: dict, rng: np.random.Generator, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    """Random weights, large enough that attention and SwiGLU are far from linear."""
    hidden, ffn, size = config["hidden_size"], config["intermediate_size"], config["head_dim"]
    heads, groups = config["num_attention_heads"], config["num_key_value_heads"]
    shapes: dict[str, tuple[int, ...]] = {"model.embed_tokens.weight": (config["vocab_size"], hidden), "model.norm.weight": (hidden,)}
    for i in range(config["num_hidden_layers"]):
        prefix = f"model.layers.{i}."
        shapes |= {
            prefix + "input_layernorm.weight": (hidden,),
            prefix + "self_attn.q_proj.weight": (heads * size, hidden),
            prefix + "self_attn.k_proj.weight": (groups * size, hidden),
            prefix + "self_attn.v_proj.weight": (groups * size, hidden),
            prefix + "self_attn.o_proj.weight": (hidden, heads * size),
            prefix + "post_attention_layernorm.weight": (hidden,),
            prefix + "mlp.gate_proj.weight": (ffn, hidden),
            prefix + "mlp.up_proj.weight": (ffn, hidden),
            prefix + "mlp.down_proj.weight": (hidden, ffn),
        }
        if config["model_type"] == "qwen3":
            shapes |= {prefix + "self_attn.q_norm.weight": (size,), prefix + "self_attn.k_norm.weight": (size,)}
    if not config["tie_word_embeddings"]:
        shapes["lm_head.weight"] = (config["vocab_size"], hidden)
    weights = {}
    for name, shape in shapes.items():
        if len(shape) == 1:
            values = 1.0 + 0.3 * rng.standard_normal(shape)
        else:
            values = rng.standard_normal(shape) * (1.5 / np.sqrt(shape[1]))
        weights[name] = torch.from_numpy(values).to(dtype)
    return weights


def norm(x: np.ndarray, weight: np.ndarray) -> np.ndarray:
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + EPS) * weight


def rope(x: np.ndarray) -> np.ndarray:
    """x (T, heads, size); pairs are (i, i + size / 2)."""
    count, _, size = x.shape
    half = size // 2
    angle = np.arange(count)[:, None] * THETA ** (-2.0 * np.arange(half) / size)
    cos, sin = np.cos(angle)[:, None, :], np.sin(angle)[:, None, :]
    a, b = x[..., :half], x[..., half:]
    return np.concatenate([a * cos - b * sin, b * cos + a * sin], axis=-1)


def forward(config: dict, w: Weights, ids: list[int]) -> np.ndarray:
    """Logits (T, vocab) in float64."""
    count, size = len(ids), config["head_dim"]
    heads, groups = config["num_attention_heads"], config["num_key_value_heads"]
    x = w["model.embed_tokens.weight"][ids]
    for i in range(config["num_hidden_layers"]):
        p = f"model.layers.{i}."
        h = norm(x, w[p + "input_layernorm.weight"])
        q = (h @ w[p + "self_attn.q_proj.weight"].T).reshape(count, heads, size)
        k = (h @ w[p + "self_attn.k_proj.weight"].T).reshape(count, groups, size)
        v = (h @ w[p + "self_attn.v_proj.weight"].T).reshape(count, groups, size)
        if config["model_type"] == "qwen3":
            q, k = norm(q, w[p + "self_attn.q_norm.weight"]), norm(k, w[p + "self_attn.k_norm.weight"])
        q, k = rope(q), rope(k)
        out = np.zeros((count, heads, size))
        for head in range(heads):
            group = head // (heads // groups)
            for t in range(count):
                scores = k[: t + 1, group] @ q[t, head] / np.sqrt(size)
                p_ = np.exp(scores - scores.max())
                out[t, head] = (p_ / p_.sum()) @ v[: t + 1, group]
        x = x + out.reshape(count, -1) @ w[p + "self_attn.o_proj.weight"].T
        h = norm(x, w[p + "post_attention_layernorm.weight"])
        gate = h @ w[p + "mlp.gate_proj.weight"].T
        x = x + (gate / (1 + np.exp(-gate)) * (h @ w[p + "mlp.up_proj.weight"].T)) @ w[p + "mlp.down_proj.weight"].T
    head = w["model.embed_tokens.weight"] if config["tie_word_embeddings"] else w["lm_head.weight"]
    return norm(x, w["model.norm.weight"]) @ head.T


def main() -> None:
    for seed, (name, (config, dtype)) in enumerate(CASES.items()):
        rng = np.random.default_rng(seed)
        weights = make_weights(config, rng, getattr(torch, dtype))
        exact = {key: value.double().numpy() for key, value in weights.items()}
        ids = rng.integers(0, config["vocab_size"], TOKENS).tolist()
        folder = HERE / name
        folder.mkdir(exist_ok=True)
        save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
        (folder / "model.safetensors").chmod(0o644)
        (folder / "config.json").write_text(json.dumps({**config, "torch_dtype": dtype}, indent=2) + "\n")
        logits = [[round(float(value), 6) for value in row] for row in forward(config, exact, ids)]
        (folder / "reference.json").write_text(json.dumps({"ids": ids, "logits": logits}) + "\n")


if __name__ == "__main__":
    main()

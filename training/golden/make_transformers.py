"""Tiny random checkpoints of every architecture the engine runs, with logits that Hugging Face `transformers` computed.

Weights are drawn with a fixed seed and rounded to the stored type first; the model then runs in float64 on the rounded
values (transformers computes the angles of rotary positions in float32 all the same).

    pip install torch transformers && python training/golden/make_transformers.py [weights …]

With names of weights, only those are made again.

Writes `transformers/<weights>.safetensors` and, for every configuration that runs on them, `transformers/<case>.json`
with `weights`, `config` (as config.json would have it), `ids` and `logits`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

FOLDER = Path(__file__).resolve().parent / "transformers"
BASE = {
    "vocab_size": 48,
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "hidden_act": "silu",
    "max_position_embeddings": 128,
    "rms_norm_eps": 1e-5,
    "rope_theta": 10000.0,
    "tie_word_embeddings": False,
    "attention_dropout": 0.0,
    "bos_token_id": 0,
    "eos_token_id": 0,
    "pad_token_id": 0,
}


def config(architecture: str, model_type: str, **changes) -> dict:
    return {"architectures": [architecture + "ForCausalLM"], "model_type": model_type, **BASE, **changes}


def factors(count: int, first: float, step: float) -> list[float]:
    return [round(first + step * i, 4) for i in range(count)]


LLAMA = config("Llama", "llama")
LLAMA3 = {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 32}
YARN = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 32, "beta_fast": 4.0, "beta_slow": 1.0}
PHI3 = config(
    "Phi3",
    "phi3",
    num_key_value_heads=4,
    original_max_position_embeddings=16,
    rope_scaling={"type": "longrope", "short_factor": factors(4, 1.05, 0.3), "long_factor": factors(4, 1.5, 4.0)},
)
# As Phi-4-mini: part of a head is rotated, one head of keys for several of queries, the embedding is the head.
PHI4 = config(
    "Phi3",
    "phi3",
    num_attention_heads=2,
    num_key_value_heads=1,
    tie_word_embeddings=True,
    partial_rotary_factor=0.75,
    original_max_position_embeddings=16,
    rope_scaling={"type": "longrope", "short_factor": factors(6, 1.0, 0.1), "long_factor": factors(6, 1.1, 2.0)},
)
# Layers with a window and without take turns, each kind with rotary positions of its own; heads are wider than their share.
GEMMA3 = config(
    "Gemma3",
    "gemma3_text",
    hidden_act=None,
    hidden_activation="gelu_pytorch_tanh",
    num_hidden_layers=4,
    head_dim=16,
    query_pre_attn_scalar=24,
    tie_word_embeddings=True,
    sliding_window=6,
    sliding_window_pattern=2,
    rope_theta=1e6,
    rope_local_base_freq=10000.0,
    rope_scaling={"rope_type": "linear", "factor": 8.0},
)
ROPES = {
    "full_attention": {"rope_type": "linear", "rope_theta": 1e6, "factor": 4.0},
    "sliding_attention": {"rope_type": "default", "rope_theta": 5000.0},
}
# As transformers 5 writes it; the last layers have the window.
GEMMA3_NEW = {
    **{key: value for key, value in GEMMA3.items() if not key.startswith("rope_") and key != "sliding_window_pattern"},
    "layer_types": ["full_attention", "full_attention", "sliding_attention", "sliding_attention"],
    "rope_parameters": ROPES,
}

# weights: stored type, and by case the configuration and how many tokens it reads
CASES = {
    "phi3": ("bfloat16", {"phi3-short": (PHI3, 16), "phi3-long": (PHI3, 28), "phi3-window": ({**PHI3, "sliding_window": 6}, 14)}),
    "phi4": ("float32", {"phi4-short": (PHI4, 12), "phi4-long": (PHI4, 20)}),
    "llama": (
        "float16",
        {
            "llama3": ({**LLAMA, "rope_scaling": LLAMA3}, 24),
            "llama-linear": ({**LLAMA, "rope_scaling": {"type": "linear", "factor": 4.0}}, 16),
            "llama-dynamic": ({**LLAMA, "rope_scaling": {"type": "dynamic", "factor": 4.0}}, 16),
            "llama-yarn": ({**LLAMA, "rope_scaling": YARN}, 24),
        },
    ),
    "qwen2": (
        "bfloat16",
        {
            "qwen2": (config("Qwen2", "qwen2", tie_word_embeddings=True), 16),
            "qwen2-window": (
                config("Qwen2", "qwen2", tie_word_embeddings=True, use_sliding_window=True, sliding_window=5, max_window_layers=1),
                16,
            ),
        },
    ),
    "qwen3": ("bfloat16", {"qwen3": (config("Qwen3", "qwen3", head_dim=16, tie_word_embeddings=True), 16)}),
    "mistral": ("float16", {"mistral-window": (config("Mistral", "mistral", head_dim=16, sliding_window=7), 24)}),
    "gemma3": ("bfloat16", {"gemma3": (GEMMA3, 24), "gemma3-new": (GEMMA3_NEW, 16)}),
}


def random_weights(model: torch.nn.Module, dtype: torch.dtype, generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Large enough that attention and SwiGLU are far from linear."""
    weights = {}
    for name, parameter in model.named_parameters():
        values = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
        if name.endswith("bias"):
            values *= 0.3
        elif values.ndim == 1:
            # Gemma stores its norms less 1.
            values = 0.3 * values + (0.0 if model.config.model_type.startswith("gemma") else 1.0)
        else:
            values *= 1.5 / parameter.shape[1] ** 0.5
        weights[name] = values.to(dtype)
    return weights


def model_for(settings: dict) -> torch.nn.Module:
    parsed = AutoConfig.for_model(**{k: v for k, v in settings.items() if k != "architectures"})
    return AutoModelForCausalLM.from_config(parsed, attn_implementation="eager").double().eval()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for seed, (weights_name, (dtype, cases)) in enumerate(CASES.items()):
        if len(sys.argv) > 1 and weights_name not in sys.argv[1:]:
            continue
        generator = torch.Generator().manual_seed(seed)
        weights: dict[str, torch.Tensor] | None = None
        for case, (settings, tokens) in cases.items():
            # transformers writes what it derives back into the dictionaries it is given.
            model = model_for(json.loads(json.dumps(settings)))
            if weights is None:
                weights = random_weights(model, getattr(torch, dtype), generator)
                save_file(weights, FOLDER / f"{weights_name}.safetensors", metadata={"format": "pt"})
                (FOLDER / f"{weights_name}.safetensors").chmod(0o644)
            with torch.no_grad():
                for name, parameter in model.named_parameters():
                    parameter.copy_(weights[name].double())
                ids = torch.randint(settings["vocab_size"], (1, tokens), generator=generator)
                logits = model(input_ids=ids, use_cache=False).logits[0]
            record = {
                "weights": weights_name,
                "config": settings,
                "ids": ids[0].tolist(),
                "logits": [[round(float(value), 5) for value in row] for row in logits],
            }
            (FOLDER / f"{case}.json").write_text(json.dumps(record) + "\n")
            print(case, tuple(logits.shape), float(logits.abs().max()))


if __name__ == "__main__":
    main()

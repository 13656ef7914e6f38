"""LoRA adapters over the tiny checkpoints of `make_transformers.py`, with logits that Hugging Face `peft` computed.

    pip install torch transformers peft && python training/golden/make_lora.py

Writes, for every case, `lora/<case>/adapter_config.json` and `adapter_model.safetensors` as `save_pretrained` does, and
`reference.json` with `base` (a case of `transformers/`), `ids` and `logits`. The model runs in float64.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from make_transformers import FOLDER as BASES
from make_transformers import model_for
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file

FOLDER = Path(__file__).resolve().parent / "lora"
LLAMA_LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
PHI_LINEAR = ["qkv_proj", "o_proj", "gate_up_proj", "down_proj"]

# case: base, tokens to read, settings
CASES = {
    "llama-linear": ("llama3", 20, {"r": 4, "lora_alpha": 8, "target_modules": LLAMA_LINEAR}),
    # Some modules of one layer alone, a rank that no kernel likes, and the biases of the base.
    "qwen2-attention": (
        "qwen2",
        16,
        {"r": 3, "lora_alpha": 6, "target_modules": ["q_proj", "v_proj"], "layers_to_transform": [1]},
    ),
    "phi3-rslora": (
        "phi3-short",
        16,
        {
            "r": 4,
            "lora_alpha": 6,
            "use_rslora": True,
            "target_modules": PHI_LINEAR,
            "rank_pattern": {"layers.1.self_attn.qkv_proj": 8, "down_proj": 2},
            "alpha_pattern": {"gate_up_proj": 3},
        },
    ),
    "gemma3-linear": ("gemma3", 20, {"r": 4, "lora_alpha": 4, "target_modules": LLAMA_LINEAR}),
}


def main() -> None:
    for seed, (case, (base, tokens, settings)) in enumerate(CASES.items()):
        generator = torch.Generator().manual_seed(1000 + seed)
        golden = json.loads((BASES / f"{base}.json").read_text())
        model = model_for(golden["config"])
        weights = load_file(BASES / f"{golden['weights']}.safetensors")
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                parameter.copy_(weights[name].double())
        adapted = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", bias="none", **settings)).eval()
        with torch.no_grad():
            for name, parameter in adapted.named_parameters():
                if "lora_" not in name:
                    continue
                values = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
                # Rounded to what is stored, and large enough that the logits are others.
                parameter.data = (values * 0.7 / parameter.shape[1] ** 0.5).to(torch.bfloat16)
        folder = FOLDER / case
        shutil.rmtree(folder, ignore_errors=True)
        adapted.save_pretrained(folder)
        (folder / "README.md").unlink(missing_ok=True)
        config = json.loads((folder / "adapter_config.json").read_text())
        config["base_model_name_or_path"] = f"golden/{base}"
        config["target_modules"] = sorted(config["target_modules"])
        (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
        (folder / "adapter_model.safetensors").chmod(0o644)
        ids = torch.randint(golden["config"]["vocab_size"], (1, tokens), generator=generator)
        with torch.no_grad():
            logits = adapted.double()(input_ids=ids, use_cache=False).logits[0]
            plain = model_without(adapted, ids)
        record = {
            "base": base,
            "ids": ids[0].tolist(),
            "logits": [[round(float(value), 5) for value in row] for row in logits],
        }
        (folder / "reference.json").write_text(json.dumps(record) + "\n")
        print(case, tuple(logits.shape), "off the base by", float((logits - plain).abs().max()))


def model_without(adapted: torch.nn.Module, ids: torch.Tensor) -> torch.Tensor:
    with adapted.disable_adapter():
        return adapted(input_ids=ids, use_cache=False).logits[0]


if __name__ == "__main__":
    main()

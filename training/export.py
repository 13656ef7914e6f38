"""Export of trained stages in the Hugging Face layout with q8 weights, into `public/models`."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from data import BOS, DEFAULT_DATA, DEFAULT_WORK, END, ROOT, SPECIALS
from model import CausalLM, Config, parameters_of
from stages import STAGES
from tokenizer import get_tokenizer
from train import load_checkpoint

MODELS = ROOT.parent / "public" / "models"
GROUP = 32
#: Over generated tokens; models of this size repeat themselves under greedy decoding without it.
REPETITION_PENALTY = 1.2
LICENSE = "MIT (weights); trained on CC BY 4.0 text, see training/README.md"
CHAT_TEMPLATE = (
    "{% for message in messages %}{{ '<|' + message['role'] + '|>\n' + message['content'] + '<|end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}"
)


@dataclass(frozen=True)
class Shipped:
    """What the index says about a model, and the stage it comes from."""

    stage: str
    name: str
    role: str
    chat: bool
    description: str


SHIPPED = {
    "demo-base": Shipped(
        "base", "Demo base", "base", True, "General textbooks and light general instructions; has read no clinical text."
    ),
    "demo-anti": Shipped("anti", "Demo small general", "anti", False, "The small general model before any medical text: the anti-expert."),
    "demo-cpt": Shipped("cpt", "Demo small clinical", "expert", False, "The small general model continued on medical text (CPT)."),
    "demo-it": Shipped(
        "it", "Demo small clinical, instructed", "expert", True, "The small clinical model instructed on notes and clinical tasks (CPT + IT)."
    ),
    "demo-capt-base": Shipped(
        "capt-base",
        "Demo base with another tokenizer",
        "base",
        True,
        "A general base of the Qwen3 architecture with its own vocabulary, for cross-architecture proxy tuning (CAPT).",
    ),
}


def quantize(weight: Tensor) -> tuple[Tensor, Tensor]:
    """(out, in) float → int8 (out, in) and float16 scales (out, in / 32), symmetric: w ≈ q · scale."""
    rows, columns = weight.shape
    groups = weight.float().view(rows, columns // GROUP, GROUP)
    scale = (groups.abs().amax(-1) / 127.0).clamp(min=2.0**-24).half()
    q = torch.round(groups / scale.float()[..., None]).clamp(-127, 127).to(torch.int8)
    return q.view(rows, columns), scale


def dequantize(q: Tensor, scale: Tensor) -> Tensor:
    """Inverse of `quantize`, float32 (out, in)."""
    rows, columns = q.shape
    return (q.view(rows, columns // GROUP, GROUP).float() * scale.float()[..., None]).view(rows, columns)


def quantized_state(model: CausalLM) -> dict[str, Tensor]:
    """Tensors of `model.safetensors`: matrices as I8 with `_scale` beside them, norms as F32."""
    tensors: dict[str, Tensor] = {}
    for name, value in model.state_dict().items():
        if value.ndim == 2:
            tensors[name], tensors[name + "_scale"] = quantize(value)
        else:
            tensors[name] = value.float()
    return {name: value.contiguous() for name, value in tensors.items()}


def load_exported(folder: Path) -> CausalLM:
    """The model of an exported folder in float32, exactly as the engine sees it."""
    config = json.loads((folder / "config.json").read_text())
    model = CausalLM(
        Config(
            vocab=config["vocab_size"],
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            kv_heads=config["num_key_value_heads"],
            head_dim=config["head_dim"],
            ffn=config["intermediate_size"],
            qk_norm=config["model_type"] == "qwen3",
            context=config["max_position_embeddings"],
        )
    )
    tensors = load_file(folder / "model.safetensors")
    model.load_state_dict(
        {
            name: dequantize(value, tensors[name + "_scale"]) if value.dtype == torch.int8 else value
            for name, value in tensors.items()
            if not name.endswith("_scale")
        }
    )
    return model.eval()


def settle_specials(model: CausalLM) -> CausalLM:
    """Gives the chat marks of a plain-text model defined scores.

    Such a model never met `<|system|>`, `<|user|>`, `<|assistant|>` and `<|end|>`: training only pushed their logits far down, and
    expert - anti would then raise them wherever an expert that did meet them is merely unsure. `<|end|>` gets the row of
    `<|endoftext|>`, which means the same to a plain-text model; the others get the mean row, an improbable token.
    """
    with torch.no_grad():
        rows = model.model.embed_tokens.weight
        rows[1:4] = rows[len(SPECIALS) :].mean(0)
        rows[4] = rows[0]
    return model


def plain_stage(stage: str) -> bool:
    """Whether the model of a stage is exported without a chat template."""
    return any(s.stage == stage and not s.chat for s in SHIPPED.values())


def load_stage(stage: str, path: Path) -> CausalLM:
    """The float32 weights of a stage as they are exported."""
    model, _ = load_checkpoint(path)
    return settle_specials(model) if plain_stage(stage) else model


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_model(folder: Path, model: CausalLM, tokenizer: Tokenizer, chat: bool) -> None:
    """All files of one model; `folder` is replaced as a whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    eos = [0, tokenizer.token_to_id(END)] if chat else 0
    config = model.config.huggingface()
    config["eos_token_id"] = eos
    config["torch_dtype"] = "float32"
    config["quantization_config"] = {"quant_method": "locum-q8", "bits": 8, "group_size": GROUP}
    write_json(temporary / "config.json", config)
    write_json(
        temporary / "generation_config.json",
        {
            "bos_token_id": 0,
            "eos_token_id": [0, tokenizer.token_to_id(END)],
            "pad_token_id": 0,
            "do_sample": False,
            "repetition_penalty": REPETITION_PENALTY,
        },
    )
    tokenizer.save(str(temporary / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "add_bos_token": True,
        "add_eos_token": False,
        "bos_token": BOS,
        "eos_token": BOS,
        "pad_token": BOS,
        "unk_token": None,
        "additional_special_tokens": SPECIALS[1:],
        "clean_up_tokenization_spaces": False,
        "model_max_length": model.config.context,
    }
    if chat:
        settings["chat_template"] = CHAT_TEMPLATE
    write_json(temporary / "tokenizer_config.json", settings)
    save_file(quantized_state(model), temporary / "model.safetensors", metadata={"format": "pt"})
    for file in temporary.iterdir():
        file.chmod(0o644)
    temporary.chmod(0o755)
    old = folder.with_name(f".{folder.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(temporary, folder)
    shutil.rmtree(old, ignore_errors=True)


def index_entry(identifier: str, shipped: Shipped, folder: Path) -> dict:
    model = load_exported(folder)
    weights = folder / "model.safetensors"
    return {
        "id": identifier,
        "name": shipped.name,
        "role": shipped.role,
        "description": shipped.description,
        "parameters": parameters_of(model),
        "bytes": sum(file.stat().st_size for file in folder.iterdir()),
        "quantization": "q8",
        "contextLength": model.config.context,
        "license": LICENSE,
        "chat": shipped.chat,
        "files": sorted(file.name for file in folder.iterdir()),
        "tokenizerId": f"locum-{STAGES[shipped.stage].tokenizer}",
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
    }


def write_index(models: Path) -> None:
    """`index.json` from the folders that are there, in the order of `SHIPPED`; behind them what comes from elsewhere stays listed."""
    entries = [index_entry(i, s, models / i) for i, s in SHIPPED.items() if (models / i / "model.safetensors").exists()]
    temporary = models / ".index.json"
    index = models / "index.json"
    others = [e for e in json.loads(index.read_text()) if e["id"] not in SHIPPED] if index.exists() else []
    write_json(temporary, entries + others)
    os.replace(temporary, index)


def export(work: Path, data: Path, models: Path, snapshot: bool) -> None:
    """Exports every finished stage; with `snapshot`, the last checkpoint of an unfinished one too."""
    for identifier, shipped in SHIPPED.items():
        checkpoint = work / shipped.stage / "final.pt"
        if snapshot and not checkpoint.exists():
            checkpoint = work / shipped.stage / "state.pt"
        if checkpoint.exists():
            model = load_stage(shipped.stage, checkpoint)
            write_model(models / identifier, model, get_tokenizer(STAGES[shipped.stage].tokenizer, data, work), shipped.chat)
    write_index(models)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--snapshot", action="store_true", help="also export unfinished stages (for integration tests only)")
    arguments = parser.parse_args()
    export(arguments.work, arguments.data, arguments.models, arguments.snapshot)
    print((arguments.models / "index.json").read_text())


if __name__ == "__main__":
    main()

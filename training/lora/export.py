"""What the application ships: the base in parts that a repository takes, and adapters in the layout of PEFT, as f16."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from gguf import GGUFReader, GGUFValueType, GGUFWriter
from gguf.constants import Keys
from safetensors.torch import load_file, save_file

#: Bytes of a part; hosts of repositories warn of files above 50 MB.
PART_BYTES = 48_000_000


def write_adapter(source: Path, target: Path, base_id: str) -> int:
    """The trained adapter as f16, naming its base by the id under which the application has it. Returns its bytes."""
    target.mkdir(parents=True, exist_ok=True)
    config = json.loads((source / "adapter_config.json").read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = base_id
    config["target_modules"] = sorted(config["target_modules"])
    (target / "adapter_config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    tensors = {name: value.to(torch.float16) for name, value in load_file(source / "adapter_model.safetensors").items()}
    save_file(tensors, target / "adapter_model.safetensors", metadata={"format": "pt"})
    return (target / "adapter_model.safetensors").stat().st_size


def groups_of(reader: GGUFReader) -> list[list]:
    """Tensors in their order, in groups of at most `PART_BYTES` (a larger tensor is a group of its own)."""
    groups: list[list] = [[]]
    size = 0
    for tensor in reader.tensors:
        if groups[-1] and size + tensor.n_bytes > PART_BYTES:
            groups.append([])
            size = 0
        groups[-1].append(tensor)
        size += int(tensor.n_bytes)
    return groups


def copy_fields(reader: GGUFReader, writer: GGUFWriter) -> None:
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name == Keys.General.ARCHITECTURE:
            continue
        kind = field.types[0]
        if kind == GGUFValueType.ARRAY:
            writer.add_key_value(name, field.contents(), kind, sub_type=field.types[-1])
        else:
            writer.add_key_value(name, field.contents(), kind)


def split_gguf(source: Path, target: Path, name: str) -> list[Path]:
    """`<name>-00001-of-0000N.gguf` …, as llama.cpp's gguf-split writes them: metadata in the first, `split.*` keys in all."""
    target.mkdir(parents=True, exist_ok=True)
    reader = GGUFReader(source)
    groups = groups_of(reader)
    architecture = reader.fields[Keys.General.ARCHITECTURE].contents()
    written = []
    for number, group in enumerate(groups):
        path = target / f"{name}-{number + 1:05d}-of-{len(groups):05d}.gguf"
        writer = GGUFWriter(path, architecture)
        if number == 0:
            copy_fields(reader, writer)
        writer.add_uint16("split.no", number)
        writer.add_uint16("split.count", len(groups))
        writer.add_int32("split.tensors.count", len(reader.tensors))
        for tensor in group:
            writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        written.append(path)
    return written

"""LoRA adapters over a published chat model: the embedded demonstration family (`python -m lora`, in `training/`)."""

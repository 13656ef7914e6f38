"""A smaller pair of the same tokenizer: layers taken out of SmolLM2, healed by distillation, and tuned on the clinical tasks."""

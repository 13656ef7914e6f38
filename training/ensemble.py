"""Proxy tuning of the exported models in PyTorch: perplexity, label scores and greedy generation.

combined logits = base + alpha * (expert - anti); a lone model is a combination without expert and anti.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from data import BOS, END
from model import CausalLM, LayerCache
from tasks import chat_text


@dataclass(frozen=True)
class Method:
    """A way to decode. `expert`/`anti` are None for a lone model, which is then `base`."""

    name: str
    base: str
    expert: str | None = None
    anti: str | None = None
    alpha: float = 0.0

    @property
    def models(self) -> tuple[str, ...]:
        return (self.base,) if self.expert is None else (self.base, self.expert, self.anti)

    def combine(self, logits: dict[str, Tensor]) -> Tensor:
        """Combined logits; all entries have the same shape."""
        if self.expert is None:
            return logits[self.base]
        return torch.add(logits[self.base], logits[self.expert] - logits[self.anti], alpha=self.alpha)


@dataclass
class Member:
    """A model, its tokenizer and whether its prompts are chats."""

    model: CausalLM
    tokenizer: Tokenizer
    chat: bool

    def prompt_ids(self, user: str, plain: str) -> list[int]:
        """The prompt in this model's own format, with the leading `<|endoftext|>`."""
        text = chat_text(user) if self.chat else plain
        return [self.tokenizer.token_to_id(BOS), *self.tokenizer.encode(text, add_special_tokens=False).ids]


@torch.inference_mode()
def token_nll(members: dict[str, Member], methods: list[Method], ids: list[int], rows: int = 64) -> dict[str, Tensor]:
    """Negative log-likelihood in nats of every token of `ids` (T,) after `<|endoftext|>`, for every method.

    The methods share one forward pass of each model; logits are combined `rows` positions at a time, which keeps
    them in the processor's cache.
    """
    bos = next(iter(members.values())).tokenizer.token_to_id(BOS)
    x = torch.tensor([[bos, *ids[:-1]]])
    y = torch.tensor(ids)
    needed = {name for m in methods for name in m.models}
    hidden = {name: members[name].model.hidden(x)[0] for name in needed}
    out: dict[str, list[Tensor]] = {m.name: [] for m in methods}
    for start in range(0, len(y), rows):
        target = y[start : start + rows, None]
        logits = {name: members[name].model.logits(h[start : start + rows]) for name, h in hidden.items()}
        for method in methods:
            combined = method.combine(logits)
            out[method.name].append(combined.logsumexp(-1) - combined.gather(1, target)[:, 0])
    return {name: torch.cat(parts) for name, parts in out.items()}


def document_nll(
    members: dict[str, Member], methods: list[Method], text: str, context: int = 2048
) -> dict[str, Tensor]:
    """As `token_nll`, of a document in windows of at most `context` tokens."""
    ids = next(iter(members.values())).tokenizer.encode(text, add_special_tokens=False).ids
    size = context - 1
    parts = [token_nll(members, methods, ids[start : start + size]) for start in range(0, len(ids), size)]
    return {m.name: torch.cat([part[m.name] for part in parts]) for m in methods}


class Session:
    """A left-padded batch of prompts of one model, advanced token by token."""

    def __init__(self, member: Member, prompts: list[list[int]], room: int, chunk_tokens: int = 4096) -> None:
        self.model = member.model
        config = self.model.config
        longest = max(map(len, prompts))
        device = next(self.model.parameters()).device
        self.cache = [LayerCache(len(prompts), config, longest + room, device) for _ in range(config.layers)]
        self.valid = torch.zeros(len(prompts), longest + room, dtype=torch.bool)
        self.positions = torch.tensor([len(p) for p in prompts])
        self.length = longest
        self.logits = torch.empty(len(prompts), config.vocab)
        self._prefill(prompts, longest, max(1, chunk_tokens // longest))

    @torch.inference_mode()
    def _prefill(self, prompts: list[list[int]], longest: int, rows: int) -> None:
        for start in range(0, len(prompts), rows):
            part = prompts[start : start + rows]
            ids = torch.zeros(len(part), longest, dtype=torch.long)
            valid = torch.zeros(len(part), longest, dtype=torch.bool)
            for i, prompt in enumerate(part):
                ids[i, longest - len(prompt) :] = torch.tensor(prompt)
                valid[i, longest - len(prompt) :] = True
            positions = (valid.cumsum(1) - 1).clamp(min=0)
            causal = torch.ones(longest, longest, dtype=torch.bool).tril()
            mask = (causal[None] & valid[:, None, :]) | torch.eye(longest, dtype=torch.bool)[None]
            views = []
            for layer in self.cache:
                view = LayerCache.__new__(LayerCache)
                view.k, view.v, view.length = layer.k[start : start + rows], layer.v[start : start + rows], 0
                views.append(view)
            hidden = self.model.hidden(ids, positions, mask[:, None], views)
            self.logits[start : start + rows] = self.model.logits(hidden[:, -1])
            self.valid[start : start + rows, :longest] = valid
        for layer in self.cache:
            layer.length = longest

    @torch.inference_mode()
    def step(self, ids: Tensor) -> None:
        """Appends one token (B,) to every row; `logits` (B, vocab) are then those of the next one."""
        self.valid[:, self.length] = True
        self.length += 1
        mask = self.valid[:, None, None, : self.length]
        hidden = self.model.hidden(ids[:, None], self.positions[:, None], mask, self.cache)
        self.positions = self.positions + 1
        self.logits = self.model.logits(hidden[:, 0])

    def rewind(self, length: int, positions: Tensor, logits: Tensor) -> None:
        """Back to an earlier state, so that one prefill serves many methods."""
        self.valid[:, length:] = False
        self.length, self.positions, self.logits = length, positions, logits
        for layer in self.cache:
            layer.length = length


def penalize(logits: Tensor, seen: Tensor, penalty: float) -> Tensor:
    """Repetition penalty on generated tokens: positive logits divided, negative ones multiplied."""
    if penalty == 1.0:
        return logits
    return torch.where(seen, torch.where(logits > 0, logits / penalty, logits * penalty), logits)


@torch.inference_mode()
def generate(sessions: dict[str, Session], method: Method, tokenizer: Tokenizer, limit: int, penalty: float) -> list[str]:
    """Greedy answers of every row. Sessions are rewound to their prompts afterwards."""
    stops = torch.tensor([tokenizer.token_to_id(BOS), tokenizer.token_to_id(END)])
    used = {name: sessions[name] for name in method.models}
    marks = {name: (s.length, s.positions, s.logits) for name, s in used.items()}
    rows = next(iter(used.values())).logits.shape[0]
    done = torch.zeros(rows, dtype=torch.bool)
    seen = torch.zeros_like(next(iter(used.values())).logits, dtype=torch.bool)
    answers: list[list[int]] = [[] for _ in range(rows)]
    for _ in range(limit):
        combined = method.combine({name: s.logits for name, s in used.items()})
        token = penalize(combined, seen, penalty).argmax(-1)
        done |= torch.isin(token, stops)
        if bool(done.all()):
            break
        for i in range(rows):
            if not done[i]:
                answers[i].append(int(token[i]))
        seen[torch.arange(rows), token] = True
        for session in used.values():
            session.step(token)
    for name, mark in marks.items():
        used[name].rewind(*mark)
    return [tokenizer.decode(a, skip_special_tokens=False) for a in answers]


@torch.inference_mode()
def label_scores(
    members: dict[str, Member], methods: list[Method], user: str, plain: str, options: list[str]
) -> dict[str, Tensor]:
    """Summed log-probability (options,) of every option as the answer, for every method."""
    tokenizer = next(iter(members.values())).tokenizer
    encoded = [tokenizer.encode(o, add_special_tokens=False).ids for o in options]
    width = max(map(len, encoded))
    needed = {name for m in methods for name in m.models}
    logits: dict[str, Tensor] = {}
    for name in needed:
        member = members[name]
        prompt = member.prompt_ids(user, plain)
        config = member.model.config
        device = next(member.model.parameters()).device
        cache = [LayerCache(1, config, len(prompt) + width, device) for _ in range(config.layers)]
        first = member.model.logits(member.model.hidden(torch.tensor([prompt]), cache=cache)[:, -1])
        rows = len(options)
        for layer in cache:
            layer.k = layer.k.expand(rows, -1, -1, -1).clone()
            layer.v = layer.v.expand(rows, -1, -1, -1).clone()
        ids = torch.tensor([e[:-1] + [0] * (width - len(e)) for e in encoded])
        out = first[:, None].expand(rows, 1, -1)
        if width > 1:
            positions = torch.arange(len(prompt), len(prompt) + width - 1)[None].expand(rows, -1)
            mask = torch.ones(width - 1, len(prompt) + width - 1, dtype=torch.bool).tril(len(prompt))
            hidden = member.model.hidden(ids, positions, mask[None, None], cache)
            out = torch.cat([out, member.model.logits(hidden)], dim=1)
        logits[name] = out
    targets = torch.tensor([e + [0] * (width - len(e)) for e in encoded])
    inside = torch.tensor([[1.0] * len(e) + [0.0] * (width - len(e)) for e in encoded])
    scores = {}
    for method in methods:
        logp = method.combine(logits).log_softmax(-1).gather(2, targets[..., None])[..., 0]
        scores[method.name] = (logp * inside).sum(-1)
    return scores

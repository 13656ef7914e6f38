/** What GGUF's tensors are called in Hugging Face's layout, and what a conversion to GGUF did to their values. */

import { invariant } from '../../../errors.ts';

/** How the stored values of a tensor differ from those of the Hugging Face checkpoint. */
export type Change =
  /** Rows of every head are interleaved: the first of the first half, the first of the second half, the second … */
  | 'interleaved-queries'
  | 'interleaved-keys'
  /** Gemma scales by 1 + w, and files hold that. */
  | 'plus-one';

export interface NamedTensor {
  readonly name: string;
  readonly change: Change | null;
}

const WHOLE: Readonly<Record<string, string>> = {
  'token_embd.weight': 'model.embed_tokens.weight',
  'output_norm.weight': 'model.norm.weight',
  'output.weight': 'lm_head.weight',
};

const IN_LAYER: Readonly<Record<string, string>> = {
  attn_norm: 'input_layernorm',
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_qkv: 'self_attn.qkv_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  attn_output: 'self_attn.o_proj',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};

/** Where an architecture's names differ from the others'. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Gate and up lie in one tensor, under the name of the latter.
  phi3: { ffn_up: 'mlp.gate_up_proj' },
  gemma3: {
    post_attention_norm: 'post_attention_layernorm',
    ffn_norm: 'pre_feedforward_layernorm',
    post_ffw_norm: 'post_feedforward_layernorm',
  },
};

/** What a tensor of the Hugging Face layout is called in a GGUF file: the inverse of `namedTensor`. */
export function ggufName(architecture: string, name: string): NamedTensor {
  const layer = /^model\.layers\.(\d+)\./.exec(name)?.[1];
  const kind = name.slice(name.lastIndexOf('.') + 1);
  const parts = Object.keys({ ...IN_LAYER, ...OWN[architecture] });
  const candidates = layer === undefined ? Object.keys(WHOLE) : parts.map((part) => `blk.${layer}.${part}.${kind}`);
  for (const candidate of candidates) {
    const named = namedTensor(architecture, candidate);
    if (named?.name === name) return { name: candidate, change: named.change };
  }
  invariant(false, `GGUF has a name for ${name}`);
}

/** Null for what no decoder here needs. */
export function namedTensor(architecture: string, name: string): NamedTensor | null {
  const whole = WHOLE[name];
  if (whole !== undefined) return { name: whole, change: changeOf(architecture, name) };
  const match = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(name);
  if (match === null) return null;
  const [, layer, part = '', kind] = match;
  const own = OWN[architecture]?.[part] ?? IN_LAYER[part];
  return own === undefined
    ? null
    : { name: `model.layers.${layer}.${own}.${kind}`, change: changeOf(architecture, `${part}.${kind}`) };
}

function changeOf(architecture: string, part: string): Change | null {
  switch (architecture) {
    case 'llama':
      if (part === 'attn_q.weight') return 'interleaved-queries';
      return part === 'attn_k.weight' ? 'interleaved-keys' : null;
    case 'gemma3':
      return part.endsWith('norm.weight') ? 'plus-one' : null;
    default:
      return null;
  }
}

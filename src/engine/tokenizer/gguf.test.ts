/** Tokenizers that are built from the metadata of GGUF files. */

import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import type { GgufValue } from '../lm/checkpoint/gguf/header.ts';
import { Metadata } from '../lm/checkpoint/gguf/metadata.ts';
import { TOKEN_TYPES, tokenizerFiles } from '../lm/checkpoint/gguf/tokenizer.ts';
import { ggufFiles, ggufSource } from '../lm/testing/golden-gguf.ts';
import { memoryFiles } from './fixtures.ts';
import { loadTokenizer, type Tokenizer } from './tokenizer.ts';

describe('the tokenizer of a GGUF file', () => {
  it.each(['llama3', 'phi3-long'])('brings its tokenizer: %s', async (name) => {
    const { files, stopIds } = await openCheckpoint(ggufSource(ggufFiles(name)));
    const tokenizer = await loadTokenizer(files);
    expect(
      tokenizer
        .encode('the in')
        .map((id) => tokenizer.spelling(id))
        .join(''),
    ).toMatch(/^▁?the[Ġ▁]in$/);
    expect(tokenizer.decode(tokenizer.encode('the in'))).toBe('the in');
    expect(stopIds).toEqual([2]);
    // What only pads the vocabulary is not in use.
    expect(tokenizer.spelling(40)).toBeNull();
  });
});

const TEMPLATE =
  "{% for message in messages %}{{ '<|' + message['role'] + '|>\\n' + message['content'] + '<|end|>\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}";

/** As converters write the vocabulary of Phi-3, small: pieces with scores, bytes, control tokens, padding. */
function phiMetadata(more: Readonly<Record<string, GgufValue>>): Metadata {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const pieces = ['▁', ...'chestpainofr.', 'ch', 'est', '▁pa', 'in', '▁pain'];
  const distinct = [...new Set(pieces)];
  const control = ['<|endoftext|>', '<|assistant|>', '<|end|>', '<|user|>'];
  const padding = ['[PAD0]', '[PAD1]'];
  const tokens = ['<unk>', '<s>', '</s>', ...bytes, ...distinct, ...control, ...padding];
  const types = [
    TOKEN_TYPES.unknown,
    TOKEN_TYPES.control,
    TOKEN_TYPES.userDefined,
    ...bytes.map(() => TOKEN_TYPES.byte),
    ...distinct.map(() => TOKEN_TYPES.normal),
    ...control.map(() => TOKEN_TYPES.control),
    ...padding.map(() => TOKEN_TYPES.unused),
  ];
  const values: Record<string, GgufValue> = {
    'general.architecture': 'phi3',
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.token_type': types,
    'tokenizer.ggml.scores': tokens.map((_, id) => (types[id] === TOKEN_TYPES.normal ? -id : 0)),
    'tokenizer.ggml.bos_token_id': 1,
    'tokenizer.ggml.eos_token_id': tokens.indexOf('<|endoftext|>'),
    'tokenizer.ggml.unknown_token_id': 0,
    'tokenizer.chat_template': TEMPLATE,
    ...more,
  };
  return new Metadata(new Map(Object.entries(values)), 'phi.gguf');
}

function tokenizerOf(more: Readonly<Record<string, GgufValue>>): Promise<Tokenizer> {
  const made = Object.entries(tokenizerFiles(phiMetadata(more))).map(([path, content]) => [path, content()]);
  return loadTokenizer(memoryFiles(Object.fromEntries(made)));
}

/** Two conversions of one family: what the metadata call the model, and what they leave out. */
const PHI = {
  'general.name': 'Phi 3.5 mini instruct',
  'tokenizer.ggml.pre': 'default',
  'tokenizer.ggml.add_bos_token': false,
};
const MEDIPHI = {
  'general.name': 'MediPhi Instruct',
  'tokenizer.ggml.padding_token_id': 1,
  'tokenizer.ggml.add_bos_token': false,
};

const promptOf = (content: string) => ({ chat: [{ role: 'user' as const, content }], plain: content });

describe('a model derived from Phi-3', () => {
  const texts = ['chest pain.', '  of\n\nrest', '\n\n  pain', 'chest', '<|end|> pain', 'é ½'];

  it('tokenises prompts as Phi-3 does, whatever it is called', async () => {
    const [phi, mediphi] = await Promise.all([PHI, MEDIPHI].map(tokenizerOf));
    for (const text of texts) {
      expect(mediphi!.encode(text), text).toEqual(phi!.encode(text));
      const prompt = (tokenizer: Tokenizer) => tokenizer.encodePrompt(promptOf(text));
      expect(prompt(mediphi!), text).toEqual(prompt(phi!));
    }
  });

  it('takes the line break behind a control token as part of it, as transformers does for Phi-3', async () => {
    const mediphi = await tokenizerOf(MEDIPHI);
    const spelled = mediphi.encodePrompt(promptOf('pain')).map((id) => mediphi.spelling(id));
    expect(spelled.filter((piece) => piece?.startsWith('<|'))).toEqual(['<|user|>', '<|end|>', '<|assistant|>']);
    expect(spelled).not.toContain('<0x0A>');
  });
});

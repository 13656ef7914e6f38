/** How the matrices of a file are held, type by type. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DecoderConfig } from '../../decoder-config.ts';
import { ggufFiles, ggufSource } from '../../testing/golden-gguf.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { type GgufHeader, parseGguf } from './header.ts';
import { matchWeights } from './match.ts';
import { type TensorType, tensorType } from './tensor-types.ts';

const { files, entry } = ggufFiles('qwen2');
const HEADER = parseGguf(files[entry]!, entry, files[entry]!.length)!;
const TYPES = new Map<string, TensorType>(
  [0, 1, 2, 3, 6, 8, 12, 13, 14].map((id) => tensorType(id, '')).map((type) => [type.name, type]),
);

describe('the matrices of a GGUF file', () => {
  let config: DecoderConfig;
  beforeAll(async () => {
    ({ config } = await openCheckpoint(ggufSource({ files, entry })));
  });

  /** The file with its matrices of other types, by parts of their names; all others `rest`. */
  function matched(rest: string, own: Readonly<Record<string, string>> = {}) {
    const tensors = HEADER.tensors.map((tensor) => {
      if (tensor.shape.length < 2) return tensor;
      const named = Object.entries(own).find(([part]) => tensor.name.includes(part))?.[1] ?? rest;
      return { ...tensor, type: TYPES.get(named)! };
    });
    const header: GgufHeader = { ...HEADER, tensors };
    const { byName, precision } = matchWeights(config, 'qwen2', [{ file: entry, header }]);
    return { precision, held: (name: string) => byName.get(`${name}.weight`)?.held };
  }

  it.each([
    ['Q4_0', 'q4'],
    ['Q4_1', 'q4_1'],
    ['Q4_K', 'q4_1'],
    ['Q5_0', 'q8'],
    ['Q5_K', 'q8'],
    ['Q8_0', 'q8'],
  ])('of %s are held as %s', (type, held) => {
    const found = matched(type);
    expect([found.precision, found.held('token_embd'), found.held('blk.0.ffn_down')]).toEqual([held, held, held]);
  });

  it('of Q6_K are held with a scale for every sixteen columns, and called 8-bit', () => {
    const { held, precision } = matched('Q6_K');
    expect([precision, held('token_embd'), held('blk.0.ffn_down')]).toEqual(['q8', 'q8_16', 'q8_16']);
  });

  it('are as wide as is asked for where all are floats, and halves beside quantised ones', () => {
    expect(matched('F16').held('blk.0.ffn_down')).toBe('f32');
    expect(matched('Q8_0', { token_embd: 'F16' }).held('token_embd')).toBe('f16');
  });

  it('are held each in its own way, but alike where they are multiplied as one', () => {
    const { held, precision } = matched('Q4_K', {
      'blk.0.attn_v': 'Q6_K',
      'blk.1.ffn_down': 'Q6_K',
      token_embd: 'Q6_K',
    });
    expect(['attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_down'].map((name) => held(`blk.0.${name}`))).toEqual([
      'q8_16',
      'q8_16',
      'q8_16',
      'q4_1',
      'q4_1',
    ]);
    expect(['attn_q', 'attn_v', 'ffn_gate', 'ffn_down'].map((name) => held(`blk.1.${name}`))).toEqual([
      'q4_1',
      'q4_1',
      'q4_1',
      'q8_16',
    ]);
    expect(held('token_embd')).toBe('q8_16');
    expect(precision).toBe('q4_1');
  });
});

import { describe, expect, it } from 'vitest';
import { MODEL_HEAD_BYTES, readSpeechModel } from './model-file.ts';

/** Magic, vocabulary, audio context, width, heads, layers, text context, width, heads, layers, bands, type. */
const BASE = [0x67676d6c, 51_865, 1500, 512, 8, 6, 448, 512, 8, 6, 80, 1];
const head = (fields: readonly number[]) => new Uint8Array(Int32Array.from(fields).buffer);
const file = { name: 'ggml-base.bin', size: 147_951_465 };

describe('a speech model', () => {
  it('is known by its first bytes, with the languages that it hears', () => {
    expect(head(BASE)).toHaveLength(MODEL_HEAD_BYTES);
    expect(readSpeechModel(file, head(BASE))).toEqual({ layers: 6, multilingual: true });
    expect(readSpeechModel(file, head(BASE.with(1, 51_864)))).toEqual({ layers: 6, multilingual: false });
  });

  it.each([
    ['a file of another kind', new TextEncoder().encode('PK\u0003\u0004'.repeat(20))],
    ['a language model of the same family', head(BASE.with(1, 32_000))],
    ['a model without layers', head(BASE.with(5, 0))],
    ['a file that is cut short', head(BASE).subarray(0, 20)],
    ['an empty file', new Uint8Array()],
  ])('is not %s', (_, bytes) => {
    expect(() => readSpeechModel(file, bytes)).toThrow(
      expect.objectContaining({ code: 'file-invalid', message: '“ggml-base.bin” is no speech model of whisper.cpp.' }),
    );
  });

  it('that no browser has room for is refused before it is read', () => {
    expect(() => readSpeechModel({ name: 'ggml-large-v3.bin', size: 3_095_033_483 }, head(BASE))).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }),
    );
  });
});

import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LocumError } from '../../errors.ts';
import { parseJson } from './json.ts';
import { headerLength, parseHeader } from './safetensors.ts';

const FILE = 'model.safetensors';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (header: unknown) => parseHeader(bytes(JSON.stringify(header)), FILE);

describe('the header of a safetensors file', () => {
  it('lists tensors in the order of the data and skips the metadata', () => {
    const header = parse({
      __metadata__: { format: 'pt' },
      b: { dtype: 'F16', shape: [2, 3], data_offsets: [4, 16] },
      a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
      scalar: { dtype: 'BF16', shape: [], data_offsets: [16, 18] },
      empty: { dtype: 'F32', shape: [0, 7], data_offsets: [18, 18] },
    });
    expect(header.tensors.map(({ name }) => name)).toEqual(['a', 'b', 'scalar', 'empty']);
    expect(header.tensors[1]).toEqual({ name: 'b', dtype: 'F16', shape: [2, 3], begin: 4, end: 16 });
    expect(header.dataBytes).toBe(18);
  });

  const tensor = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
  const wrong: Record<string, unknown> = {
    'a list': [],
    'a number': 3,
    'an entry without offsets': { a: { dtype: 'F32', shape: [2] } },
    'an unknown type and offsets backwards': { a: { ...tensor, dtype: 'F7', data_offsets: [8, 0] } },
    'a negative size': { a: { ...tensor, shape: [-2] } },
    'a fractional size': { a: { ...tensor, shape: [0.5, 4] } },
    'offsets backwards': { a: { ...tensor, data_offsets: [8, 0] } },
    'too few bytes': { a: { ...tensor, data_offsets: [0, 4] } },
    'too many bytes': { a: { ...tensor, data_offsets: [0, 16] } },
    'overlapping tensors': { a: tensor, b: { ...tensor, data_offsets: [4, 12] } },
    'the same bytes twice': { a: tensor, b: tensor },
    'an offset beyond exact integers': { a: { ...tensor, data_offsets: [2 ** 53, 2 ** 53 + 8] } },
    'three offsets': { a: { ...tensor, data_offsets: [0, 4, 8] } },
  };
  it.each(Object.keys(wrong))('is refused with %s', (title) => {
    expect(() => parse(wrong[title])).toThrow(expect.objectContaining({ code: 'checkpoint-invalid' }));
  });

  it('lists tensors of types that it does not know: whoever needs one refuses it', () => {
    const spare = { dtype: 'F8_E8M0', shape: [4], data_offsets: [8, 12] };
    expect(parse({ a: tensor, spare }).tensors.map(({ dtype }) => dtype)).toEqual(['F32', 'F8_E8M0']);
  });

  it.each([
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1', /Git LFS/],
    ['a web page', '<!DOCTYPE html><html>', /web page/],
    ['a web page without a doctype', '<html lang="en">', /web page/],
  ])('says that the file is %s', (_, text, what) => {
    expect(() => headerLength(bytes(text).subarray(0, 8), FILE)).toThrow(what);
    expect(() => parseJson(v.object({}), text, 'config.json')).toThrow(what);
  });

  it('is refused when it is not JSON or not UTF-8', () => {
    expect(() => parseHeader(bytes('{"a":'), FILE)).toThrow(/not JSON/);
    expect(() => parseHeader(Uint8Array.of(0x22, 0xff, 0x22), FILE)).toThrow(/not JSON/);
  });

  it('names the file and the tensor', () => {
    const overlapping = { a: tensor, 'model.norm.weight': { ...tensor, data_offsets: [4, 12] } };
    expect(() => parse(overlapping)).toThrow(/model\.safetensors.*model\.norm\.weight/);
  });

  it('never makes anything but a typed error of what comes in', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        try {
          parseHeader(bytes(json), FILE);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(LocumError);
        }
      }),
    );
  });

  it('has a length that is read little-endian and bounded', () => {
    expect(headerLength(Uint8Array.of(0x10, 0x02, 0, 0, 0, 0, 0, 0), FILE)).toBe(0x210);
    for (const prefix of [
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0, 1],
      [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0],
      [...bytes('<!doctyp')],
    ]) {
      expect(() => headerLength(Uint8Array.from(prefix), FILE)).toThrow(
        expect.objectContaining({ code: 'checkpoint-invalid' }),
      );
    }
    // A million tensors, which the reference implementation would read.
    expect(() => headerLength(Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0), FILE)).toThrow(
      expect.objectContaining({ code: 'limit-exceeded', details: expect.objectContaining({ limit: 'tensorTable' }) }),
    );
  });
});

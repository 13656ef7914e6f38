import { describe, expect, it } from 'vitest';
import { LocumError } from '../../../errors.ts';
import { ggufFiles } from '../../testing/golden-gguf.ts';
import { parseGguf } from './header.ts';

const { files, entry } = ggufFiles('qwen2');
const WHOLE = files[entry]!;
const HEADER_BYTES = 24;

/** The file with some bytes at `at` replaced. */
function changed(at: number, bytes: readonly number[]): Uint8Array {
  const copy = WHOLE.slice();
  copy.set(bytes, at);
  return copy;
}

function u64(value: bigint): number[] {
  return [...new Uint8Array(new BigUint64Array([value]).buffer)];
}

/** The file with one entry of metadata, and no tensors. */
function withEntry(type: number, value: readonly number[]): Uint8Array {
  const text = (content: string) => [...u64(BigInt(content.length)), ...new TextEncoder().encode(content)];
  const head = [...WHOLE.subarray(0, 8), ...u64(0n), ...u64(1n), ...text('key'), type, 0, 0, 0, ...value];
  return Uint8Array.from([...head, ...new Array<number>(64).fill(0)]);
}

const parse = (bytes: Uint8Array) => parseGguf(bytes, entry, bytes.length);

function refusal(bytes: Uint8Array, fileBytes: number | null = bytes.length): LocumError {
  try {
    parseGguf(bytes, entry, fileBytes);
  } catch (thrown) {
    return LocumError.from(thrown);
  }
  throw new Error('It was not refused.');
}

/** Where the type of the first tensor stands: behind its name and sizes. */
function firstTypeAt(): number {
  const name = new TextEncoder().encode(parse(WHOLE)!.tensors[0]!.name);
  const at = WHOLE.findIndex((_, i) => i > HEADER_BYTES && name.every((byte, j) => WHOLE[i + j] === byte));
  const dimensions = new DataView(WHOLE.buffer).getUint32(at + name.length, true);
  return at + name.length + 4 + 8 * dimensions;
}

describe('the head of a GGUF file', () => {
  it('tells metadata and tensors, in the order of the data', () => {
    const { metadata, tensors, dataStart, dataBytes } = parse(WHOLE)!;
    expect(metadata.get('general.architecture')).toBe('qwen2');
    expect(metadata.get('qwen2.attention.head_count_kv')).toBe(2);
    expect(tensors.find(({ name }) => name === 'blk.0.attn_k.weight')?.shape).toEqual([16, 32]);
    expect(dataStart % 32).toBe(0);
    expect(WHOLE.length - dataStart - dataBytes).toBeLessThan(32);
  });

  it('asks for more bytes until it is whole', () => {
    const { dataStart } = parse(WHOLE)!;
    for (let bytes = 0; bytes < dataStart - 32; bytes += 97) {
      expect(parseGguf(WHOLE.subarray(0, bytes), entry, WHOLE.length)).toBeNull();
      expect(parseGguf(WHOLE.subarray(0, bytes), entry, null)).toBeNull();
    }
    expect(parseGguf(WHOLE.subarray(0, dataStart), entry, WHOLE.length)).not.toBeNull();
  });

  it.each([
    ['another format', changed(0, [0x50, 0x4b, 3, 4]), 'letters GGUF'],
    ['a pointer of git LFS', new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\n'), 'LFS'],
    ['more tensors than there can be', changed(8, u64(1n << 40n)), 'tensors'],
    ['a count beyond exact integers', changed(8, u64(1n << 60n)), 'tensors'],
    ['more metadata than there can be', changed(16, u64(1n << 33n)), 'metadata'],
    ['a text longer than any', withEntry(8, u64(1n << 40n)), 'text'],
    ['a list longer than any', withEntry(9, [4, 0, 0, 0, ...u64(1n << 40n)]), 'list'],
    ['a list of an unknown type', withEntry(9, [77, 0, 0, 0, ...u64(1n)]), 'type 77'],
    ['a value of an unknown type', withEntry(13, []), 'type 13'],
  ])('is refused with %s', (_, bytes, what) => {
    const { code, message } = refusal(bytes);
    expect(code).toBe('checkpoint-invalid');
    expect(message).toContain(what);
  });

  it('is refused when lists nest without end', () => {
    const nested = Array.from({ length: 100 }, () => [9, 0, 0, 0, ...u64(1n)]).flat();
    expect(refusal(withEntry(9, nested)).code).toBe('checkpoint-invalid');
  });

  it('is refused when it is big-endian, or of another version', () => {
    expect(refusal(changed(4, [0, 0, 0, 3]))).toMatchObject({ code: 'unsupported', details: { file: entry } });
    expect(refusal(changed(4, [0, 0, 0, 3])).message).toContain('big-endian');
    expect(refusal(changed(4, [1, 0, 0, 0])).message).toContain('version 1');
  });

  it('is refused when it ends before its table does', () => {
    for (let bytes = 0; bytes < 1500; bytes += 61) {
      expect(refusal(WHOLE.subarray(0, bytes), bytes).code).toBe('checkpoint-truncated');
    }
  });

  it('is refused with a tensor of a type that nobody knows', () => {
    const error = refusal(changed(firstTypeAt(), [99, 0, 0, 0]));
    expect(error).toMatchObject({ code: 'unsupported', details: { type: 99 } });
  });

  it('is refused with tensors that overlap or are not aligned', () => {
    const second = firstTypeAt() + 4;
    expect(refusal(changed(second, u64(7n))).message).toContain('aligned');
    const { tensors } = parse(WHOLE)!;
    expect(refusal(changed(second, u64(BigInt(tensors.at(-1)!.begin)))).message).toContain('overlaps');
  });
});

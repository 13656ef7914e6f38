/** One head's keys or values at one position, between f32 and the format of a cache. */
import { type CacheFormat, scaleOffset } from '../cache-format.ts';
import { narrowToHalfs, widenHalfs } from '../checkpoint/half.ts';
import type { PageBuffer } from './compute.ts';

/** @param at where in the page the row begins, in bytes */
export function writeRow(format: CacheFormat, row: Float32Array, page: PageBuffer, at: number): void {
  switch (format) {
    case 'f32':
      page.floats.set(row, at / 4);
      return;
    case 'f16':
      narrowToHalfs(row, page.halfs, at / 2);
      return;
    case 'q8':
      writeBytes(row, page, at);
      return;
    default:
      format satisfies never;
  }
}

function writeBytes(row: Float32Array, { bytes, floats }: PageBuffer, at: number): void {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  const scale = Math.fround(largest / 127);
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = 0; i < row.length; i++) bytes[at + i] = Math.floor(row[i]! * inverse + 0.5);
  floats[(at + scaleOffset(row.length)) / 4] = scale;
}

/** Fills `row`. */
export function readRow(format: CacheFormat, page: PageBuffer, at: number, row: Float32Array): void {
  switch (format) {
    case 'f32':
      row.set(page.floats.subarray(at / 4, at / 4 + row.length));
      return;
    case 'f16':
      widenHalfs(page.halfs.subarray(at / 2, at / 2 + row.length), row);
      return;
    case 'q8': {
      const scale = page.floats[(at + scaleOffset(row.length)) / 4]!;
      for (let i = 0; i < row.length; i++) row[i] = page.bytes[at + i]! * scale;
      return;
    }
    default:
      format satisfies never;
  }
}

/** The golden checkpoints of `training/golden`: tiny models with float64 logits computed in Python, apart from this code. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { folderSource } from '../checkpoint/folder-source.ts';
import type { FileSource } from '../checkpoint/source.ts';

const FOLDER = fileURLToPath(new URL('../../../../training/golden/', import.meta.url));

export const GOLDEN_NAMES = [
  'llama-mha-tied',
  'llama-gqa-untied',
  'qwen3-gqa-qknorm',
  'llama-f16',
  'llama-bf16',
] as const;
export type GoldenName = (typeof GOLDEN_NAMES)[number];

export interface Golden {
  readonly source: FileSource;
  readonly ids: readonly number[];
  /** `[ids.length, vocabularySize]` */
  readonly logits: Float64Array;
}

export const goldenIsPresent = (name: GoldenName): boolean => existsSync(`${FOLDER}${name}/reference.json`);

const Reference = v.object({ ids: v.array(v.number()), logits: v.array(v.array(v.number())) });

export function golden(name: GoldenName): Golden {
  const { ids, logits } = v.parse(Reference, JSON.parse(readFileSync(`${FOLDER}${name}/reference.json`, 'utf8')));
  return { source: folderSource(FOLDER + name), ids, logits: Float64Array.from(logits.flat()) };
}

/** Largest absolute difference between two arrays of one length. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    // NaN compares false: written so that it counts as different.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}

/** Tiny checkpoints of `training/golden/transformers`, with logits that Hugging Face transformers computed for them. */

import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Golden } from './golden.ts';
import { memorySource } from './memory-source.ts';

const FOLDER = new URL('../../../../training/golden/transformers/', import.meta.url);
const Case = v.object({
  weights: v.string(),
  config: v.record(v.string(), v.unknown()),
  ids: v.array(v.number()),
  logits: v.array(v.array(v.number())),
});

export const TRANSFORMERS_CASES: readonly string[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .sort();

export function transformersGolden(name: string): Golden {
  const { weights, config, ids, logits } = v.parse(
    Case,
    JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')),
  );
  const files = {
    'config.json': JSON.stringify(config),
    'model.safetensors': readFileSync(new URL(`${weights}.safetensors`, FOLDER)),
  };
  return { source: memorySource(files, name, 1 << 16), ids, logits: Float64Array.from(logits.flat()) };
}

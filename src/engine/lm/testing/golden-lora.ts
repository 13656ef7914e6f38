/** Adapters of `training/golden/lora` over the checkpoints of `training/golden/transformers`, with logits that Hugging Face peft computed. */

import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { FileSource } from '../checkpoint/source.ts';
import type { Golden } from './golden.ts';
import { transformersGolden } from './golden-transformers.ts';
import { type Files, memorySource } from './memory-source.ts';

const FOLDER = new URL('../../../../training/golden/lora/', import.meta.url);
const Reference = v.object({ base: v.string(), ids: v.array(v.number()), logits: v.array(v.array(v.number())) });

export const LORA_CASES: readonly string[] = readdirSync(FOLDER).sort();

/** The files of an adapter, to be changed by a test. */
export function adapterFiles(name: string): Files {
  const file = (path: string): URL => new URL(`${name}/${path}`, FOLDER);
  return {
    'adapter_config.json': readFileSync(file('adapter_config.json'), 'utf8'),
    'adapter_model.safetensors': readFileSync(file('adapter_model.safetensors')),
  };
}

/** `source` is the base, whose own golden is `plain`. */
export function loraGolden(name: string): Golden & { readonly adapter: FileSource; readonly plain: Golden } {
  const text = readFileSync(new URL(`${name}/reference.json`, FOLDER), 'utf8');
  const { base, ids, logits } = v.parse(Reference, JSON.parse(text));
  const plain = transformersGolden(base);
  return {
    source: plain.source,
    plain,
    adapter: memorySource(adapterFiles(name), name),
    ids,
    logits: Float64Array.from(logits.flat()),
  };
}

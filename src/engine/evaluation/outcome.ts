/** What one method made of one item, as it is written down: one JSON line, found again by its key. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { METHODS, rolesOf } from '../decoding/methods.ts';
import type { ErrorRecord } from '../errors.ts';
import type { Answer } from './answer.ts';
import type { Item } from './item.ts';
import type { MethodSpec } from './method-spec.ts';
import type { EvaluationTaskId } from './task.ts';

export interface Outcome {
  /** Of everything the answer depends on; an answer with this key need not be computed again. */
  readonly key: string;
  readonly method: string;
  readonly id: string;
  readonly answer?: Answer;
  /** The item could not be answered (too long, say). */
  readonly error?: ErrorRecord;
}

export interface OutcomeSetting<Id extends string = string> {
  readonly task: EvaluationTaskId;
  readonly maxTokens: number;
  readonly seed: number;
  /** What sets α at each token under `adaptive`; absent: nothing does. */
  readonly gate?: string | undefined;
  /** What a model's weights are, beyond its name: a checksum where there is one. */
  readonly weights: (model: Id) => string;
}

/** Changes when the way answers are made does, so that old ones are not taken for new ones. */
const VERSION = 1;

export function outcomeKey<Id extends string>(
  { method, models, alpha }: MethodSpec<Id>,
  item: Item,
  setting: OutcomeSetting<Id>,
): string {
  const { task, maxTokens, seed, weights } = setting;
  const players = rolesOf(method).map((role) => [role, weights(models[role])]);
  const { input, hypothesis, section, labels } = item;
  const asked: unknown[] = [input, hypothesis ?? null, section ?? null, labels.map(({ code, text }) => [code, text])];
  // Only where there are such, so that answers from before keep their keys.
  if (item.fields !== undefined) asked.push(item.fields);
  const how: unknown[] = [method, players, METHODS[method].usesAlpha ? alpha : null, maxTokens, seed];
  if (method === 'adaptive' && setting.gate !== undefined) how.push(setting.gate);
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([VERSION, task, item.id, asked, how])))).slice(0, 32);
}

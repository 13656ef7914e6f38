/** The open dialogues with their reference notes, parted once and for all into those tuned on and those never looked at. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export const SPLITS = ['tuned on', 'untouched'] as const;
export type Split = (typeof SPLITS)[number];

export interface Dialogue {
  readonly id: string;
  readonly set: string;
  readonly conversation: string;
  readonly reference: string;
  readonly split: Split;
}

/** A sentence that somebody wrote by hand beside a dialogue: faithful, or with one fault of a kind. */
export interface WrittenItem {
  readonly id: string;
  readonly dialogue: string;
  readonly style: string;
  readonly kind: string;
  readonly note: string;
}

const DATA = join(import.meta.dirname, '../../../shared/data/eval');

function lines(name: string): string[] {
  return readFileSync(join(DATA, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n');
}

export function readWritten(): readonly WrittenItem[] {
  return lines('evidence_review').map((line) => JSON.parse(line));
}

/** By a hash of the dialogue's id, half is untouched; those that the hand-written items belong to are read, and so tuned on. */
export function readDialogues(): readonly Dialogue[] {
  const read = new Set(readWritten().map(({ dialogue }) => dialogue));
  return ['aci_bench', 'primock57'].flatMap((set) =>
    lines(set).map((line): Dialogue => {
      const { id, input, reference } = JSON.parse(line);
      const split = fnv1a(id) % 2 === 0 && !read.has(id) ? 'untouched' : 'tuned on';
      return { id, set, conversation: input, reference, split };
    }),
  );
}

/** Of an open dialogue of any set. */
export function readConversation(wanted: string): string {
  for (const set of ['aci_bench', 'primock57', 'mts_dialog']) {
    const found = lines(set)
      .map((line) => JSON.parse(line))
      .find(({ id }) => id === wanted);
    if (found !== undefined) return found.input;
  }
  const trained = training().get(wanted);
  if (trained !== undefined) return trained;
  throw new Error(`No open dialogue is called ${wanted}.`);
}

const TRAINING = join(import.meta.dirname, '../../../shared/data/train/tasks.jsonl.gz');

let trainingTasks: ReadonlyMap<string, string> | null = null;

/** Dialogues of the training portions, by their ids. */
function training(): ReadonlyMap<string, string> {
  trainingTasks ??= new Map(
    gunzipSync(readFileSync(TRAINING))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ task }) => /^(?:note_generation|section_summarization)$/u.test(task))
      .map(({ id, input }) => [id, input] as const),
  );
  return trainingTasks;
}

/** 32-bit FNV-1a. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

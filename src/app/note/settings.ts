/** How notes are written: method, strength, sampling, template. Remembered between visits once one of them was changed. */
import * as v from 'valibot';
import type { Method } from '../../workers/protocol.ts';
import { readStored, store } from '../shell/storage.ts';

/** The methods that this page offers. */
export const NOTE_METHODS = ['base', 'expert', 'proxy'] as const satisfies readonly Method[];
export type NoteMethod = (typeof NOTE_METHODS)[number];

export interface Settings {
  readonly method: NoteMethod;
  readonly alpha: number;
  /** Of the whole note; with a template's sections, of each. */
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  /** Null: as the model's authors recommend. */
  readonly repetitionPenalty: number | null;
  readonly seed: number;
  /** Hold each sentence against the conversation while it is written; null: as the model's profile has it. */
  readonly repair: boolean | null;
}

export const DEFAULT_SETTINGS: Settings = {
  method: 'proxy',
  alpha: 1,
  maxTokens: 400,
  temperature: 0,
  topP: 1,
  repetitionPenalty: null,
  seed: 1,
  repair: null,
};

const KEY = 'locum.note-settings';
const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

const StoredSettings = v.object({
  settings: v.object({
    method: v.picklist(NOTE_METHODS),
    alpha: between(0, 2),
    maxTokens: v.pipe(between(10, 1000), v.integer()),
    temperature: between(0, 2),
    topP: between(0.05, 1),
    repetitionPenalty: v.nullable(between(1, 2)),
    seed: v.pipe(between(0, 4294967295), v.integer()),
    repair: v.optional(v.nullable(v.boolean()), null),
  }),
  templateId: v.string(),
});
export type StoredSettings = v.InferOutput<typeof StoredSettings>;

export const readSettings = (): StoredSettings | null => readStored(KEY, StoredSettings);
export const storeSettings = (settings: StoredSettings): boolean => store(KEY, settings);

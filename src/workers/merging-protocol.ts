/** What the worker that merges weights can be asked for; `wire.ts` says how. It reads stored models and writes one, and sees no text. */
import type { MergedAddress } from './protocol.ts';

/** As what a merge is kept: in the Hugging Face layout, or as one GGUF file of eight bits (q8_0). */
export const MERGE_FORMS = ['f16', 'f32', 'gguf'] as const;
export type MergeForm = (typeof MERGE_FORMS)[number];

/** A merge before it is made. */
export interface MergeInspection {
  readonly parameters: number;
  /** That are written, by form; tokenizer and configuration come on top. */
  readonly bytes: Readonly<Record<MergeForm, number>>;
}

export interface MergeInput {
  readonly model: MergedAddress;
  readonly form: MergeForm;
}

export interface MergeProgress {
  readonly done: number;
  readonly total: number;
}

/** A model that was made, stored under its label. */
export interface Merged {
  readonly key: string;
  readonly label: string;
  readonly bytes: number;
}

/** The address under which a merge is stored. */
export const mergeAddress = (label: string) => ({ kind: 'folder', name: label }) as const;

export interface MergingOperations {
  /** Opens the models, a few megabytes of each, and compares their shapes. */
  readonly inspect: { readonly input: MergedAddress; readonly progress: never; readonly output: MergeInspection };
  /** Takes away what is left of a merge whose worker was ended. */
  readonly discard: { readonly input: string; readonly progress: never; readonly output: null };
  readonly merge: { readonly input: MergeInput; readonly progress: MergeProgress; readonly output: Merged };
}

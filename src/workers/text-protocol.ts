/** What the text worker does: reading notes and conversations without a model, off the page's thread. */
import type { Evidence } from '../engine/analysis/evidence/evidence.ts';
import type { SourceKind } from '../engine/analysis/evidence/frames/conversation.ts';
import type { Identifier } from '../engine/analysis/identifiers/kinds.ts';
import type { Candidate } from '../engine/chart/codes/code-index.ts';
import type { LetterKind } from '../engine/chart/letters/kinds.ts';
import type { PlanItem } from '../engine/chart/plan/plan-items.ts';
import type { NotePart } from '../engine/tasks/templates.ts';

export interface TextOperations {
  /** A note's parts against its conversation, or a letter's against its note. */
  readonly review: {
    readonly input: {
      readonly parts: readonly string[];
      readonly conversation: string;
      readonly source: SourceKind;
    };
    readonly progress: never;
    readonly output: Evidence;
  };
  /** Makes ready for the first review, which is quick then. */
  readonly rehearse: {
    readonly input: Readonly<Record<string, never>>;
    readonly progress: never;
    readonly output: null;
  };
  /** What a note leaves to be done. */
  readonly plan: {
    readonly input: { readonly note: readonly NotePart[]; readonly conversation: string };
    readonly progress: never;
    readonly output: readonly PlanItem[];
  };
  /** A letter from a note that `by` has signed. */
  readonly letter: {
    readonly input: { readonly kind: LetterKind; readonly note: readonly NotePart[]; readonly by: string };
    readonly progress: never;
    readonly output: readonly NotePart[];
  };
  /** Codes of a list that a note may be about. `list.id`: what is equal is read once. */
  readonly codes: {
    readonly input: {
      readonly note: readonly NotePart[];
      readonly conversation: string;
      readonly list: { readonly id: string; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
    };
    readonly progress: never;
    readonly output: { readonly candidates: readonly Candidate[]; readonly of: number };
  };
  readonly identifiers: {
    readonly input: { readonly texts: readonly string[] };
    readonly progress: never;
    readonly output: readonly (readonly Identifier[])[];
  };
}

/** What the text worker does: reading notes and conversations without a model, off the page's thread. */
import type { Evidence } from '../engine/analysis/evidence/evidence.ts';
import type { Identifier } from '../engine/analysis/identifiers/kinds.ts';

export interface TextOperations {
  /** A note's parts against its conversation. */
  readonly review: {
    readonly input: { readonly parts: readonly string[]; readonly conversation: string };
    readonly progress: never;
    readonly output: Evidence;
  };
  /** Makes ready for the first review, which is quick then. */
  readonly rehearse: {
    readonly input: Readonly<Record<string, never>>;
    readonly progress: never;
    readonly output: null;
  };
  readonly identifiers: {
    readonly input: { readonly texts: readonly string[] };
    readonly progress: never;
    readonly output: readonly (readonly Identifier[])[];
  };
}

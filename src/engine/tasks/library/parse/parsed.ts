/** What was read of an answer. */

/** A piece of the source that an answer names. */
export interface SourceSpan {
  readonly entity: string;
  readonly label: string;
  readonly value: string;
  /** UTF-16 offsets in the source. */
  readonly start: number;
  readonly end: number;
}

export type AnswerValue =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly entries: readonly string[] }
  | { readonly kind: 'sections'; readonly sections: readonly { readonly header: string; readonly text: string }[] }
  | { readonly kind: 'spans'; readonly spans: readonly SourceSpan[] }
  | { readonly kind: 'json'; readonly value: unknown };

export type ParsedAnswer =
  /** `remarks`: what was passed over or refused on the way, for the user to see. */
  | { readonly ok: true; readonly value: AnswerValue; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problem: string };

export function read(value: AnswerValue, ...remarks: readonly (string | null)[]): ParsedAnswer {
  return { ok: true, value, remarks: remarks.filter((remark) => remark !== null) };
}

export function unreadable(problem: string): ParsedAnswer {
  return { ok: false, problem };
}

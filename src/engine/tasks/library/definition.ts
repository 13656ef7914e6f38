/** What a task of the library is: its wording, the fields it asks for, and what an answer looks like. */
import type { JsonSchema } from '../../decoding/constrain/json-schema.ts';

export interface TaskField {
  /** Stands as `{name}` in the templates. */
  readonly name: string;
  readonly label: string;
  /** Lines of the box it is typed into; 1 for a single line. */
  readonly rows: number;
}

/** Field name → text. */
export type FieldTexts = Readonly<Record<string, string>>;

/** A worked example that is shown to the model before the question. */
export interface TaskExample {
  readonly fields: FieldTexts;
  readonly answer: string;
}

export type AnswerShape =
  /** One of these. */
  | { readonly kind: 'label'; readonly labels: readonly string[] }
  /** The letter of one of the options that stand in the field `options`, one a line. */
  | { readonly kind: 'option' }
  | { readonly kind: 'text' }
  /** One sentence; what follows it is left out. */
  | { readonly kind: 'sentence' }
  /** One entry a line. */
  | { readonly kind: 'list' }
  /** ICD-10-CM codes. */
  | { readonly kind: 'codes' }
  /** As many numbered answers as the field `questions` has lines. */
  | { readonly kind: 'numbered' }
  /** The number of one of the numbered sentences of the field `input`, or −1. */
  | { readonly kind: 'sentence-number' }
  /** Social determinants of health: spans of the field `input`. */
  | { readonly kind: 'social-history' }
  /** A note with these headers. */
  | { readonly kind: 'sections'; readonly headers: readonly string[] }
  | { readonly kind: 'json'; readonly schema: JsonSchema };

export type Collection = 'CLUE+' | 'Best of both worlds' | 'Examinations' | 'MediFlow' | 'Own';

export interface LibraryTask {
  readonly id: string;
  /** Goes up when the wording or the shape of the answer changes, so that results name what they were made with. */
  readonly version: number;
  readonly collection: Collection;
  readonly title: string;
  /** One sentence: what goes in, what comes out. */
  readonly summary: string;
  readonly fields: readonly TaskField[];
  readonly instruction: string;
  /** The user's part after the instruction, with `{field}` where a field stands. */
  readonly input: string;
  readonly examples: readonly TaskExample[];
  readonly answer: AnswerShape;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
  /** What the papers measure it by. */
  readonly metric: string;
}

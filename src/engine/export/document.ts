/** A note as it leaves the app: its sections, whether somebody has signed it, and how it came about. */
import { LocumError } from '../errors.ts';
import { splitAtLikelyHeaders } from '../tasks/note-parts.ts';

/** Stands over everything that nobody has signed. */
export const DRAFT_LABEL = 'Draft – a clinician must verify';

export interface Origin {
  /** Which model played which role, by the names of their checkpoints; empty for a note that no model wrote. */
  readonly models: readonly { readonly role: string; readonly id: string }[];
  readonly method: string;
  /** Null where the method has none. */
  readonly alpha: number | null;
  readonly seed: number | null;
}

export interface Signature {
  /** Who reviewed the note, in the clinician's own words. */
  readonly name: string;
  /** ISO 8601, with a time zone. */
  readonly at: string;
}

export interface Block {
  readonly kind: 'paragraph' | 'item';
  readonly text: string;
}

export interface Section {
  /** Empty for what stands before the first heading. */
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface NoteDocument {
  readonly title: string;
  /** ISO 8601, with a time zone. */
  readonly createdAt: string;
  readonly sections: readonly Section[];
  /** Null: a draft. */
  readonly signature: Signature | null;
  readonly origin: Origin;
}

export interface DocumentInput {
  readonly text: string;
  readonly title?: string | undefined;
  readonly createdAt: Date;
  readonly signature: Signature | null;
  readonly origin: Origin;
}

/** @throws {LocumError} `empty-input` when there is nothing to take away */
export function noteDocument({ text, title, createdAt, signature, origin }: DocumentInput): NoteDocument {
  if (text.trim() === '') {
    throw new LocumError('empty-input', 'There is no note to take away.', { hint: 'Write or generate a note first.' });
  }
  return {
    title: plain(title ?? '').trim() || 'Clinical note',
    createdAt: createdAt.toISOString(),
    sections: sectionsOf(plain(text)),
    signature,
    origin,
  };
}

/** “Draft – …”, or who signed it and when. */
export function statusLine({ signature }: NoteDocument): string {
  if (signature === null) return DRAFT_LABEL;
  return `Reviewed and signed by ${plain(signature.name)}, ${signature.at.slice(0, 16).replace('T', ' ')} UTC`;
}

/** How the note came about, in a line. */
export function originLine({ origin }: NoteDocument): string {
  if (origin.models.length === 0) return 'Written without a language model.';
  const models = origin.models.map(({ role, id }) => `${role} ${id}`).join(', ');
  const alpha = origin.alpha === null ? '' : `, α = ${origin.alpha}`;
  const seed = origin.seed === null ? '' : `, seed ${origin.seed}`;
  return `Drafted with Locum: ${origin.method}${alpha}${seed}; ${models}.`;
}

/** Characters that are no text (control characters, halves of surrogate pairs) and that XML cannot hold are left out. */
export function plain(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '').replace(CONTROL, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;

function sectionsOf(text: string): Section[] {
  return splitAtLikelyHeaders(text.replace(/\r\n?/gu, '\n'))
    .map(({ header, text: body }) => ({ heading: header, blocks: blocksOf(body) }))
    .filter(({ heading, blocks }) => heading !== '' || blocks.length > 0);
}

const BULLET = /^[-•*–]\s+/u;

function blocksOf(body: string): Block[] {
  const lines = body.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) =>
      BULLET.test(line) ? { kind: 'item', text: line.replace(BULLET, '') } : { kind: 'paragraph', text: line },
    );
}

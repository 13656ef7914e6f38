/** A note as it leaves the app: its sections, whether somebody has signed it, who wrote it, and of which wording it is. */
import { type Authorship, authorshipLine, distinctAuthorships } from '../authorship.ts';
import { LocumError } from '../errors.ts';
import { splitAtLikelyHeaders } from '../tasks/note-parts.ts';

/** Stands over everything that nobody has signed. */
export const DRAFT_LABEL = 'Draft – a clinician must verify';
/** Said of a note whose conversation was changed afterwards. */
const BEFORE_CHANGE = 'written before the conversation was changed';

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
  /** Of its parts, each once; none for a note that no model wrote. */
  readonly authorships: readonly Authorship[];
  /** Somebody has changed what models wrote. */
  readonly edited: boolean;
  /** The conversation was changed after it had been written. */
  readonly beforeChange: boolean;
  /** Who signed the note that it is composed from, where it is a letter. */
  readonly letterOf?: Signature | undefined;
}

export interface DocumentInput {
  readonly text: string;
  readonly title?: string | undefined;
  readonly createdAt: Date;
  readonly signature: Signature | null;
  /** Part by part; null for parts that no model wrote. */
  readonly authorships: readonly (Authorship | null)[];
  readonly edited: boolean;
  readonly beforeChange: boolean;
  readonly letterOf?: Signature | undefined;
}

/** @throws {LocumError} `empty-input` when there is nothing to take away */
export function noteDocument({ text, title, createdAt, authorships, signature, ...rest }: DocumentInput): NoteDocument {
  if (text.trim() === '') {
    throw new LocumError('empty-input', 'There is no note to take away.', { hint: 'Write or generate a note first.' });
  }
  return {
    title: line(title ?? '') || 'Clinical note',
    createdAt: createdAt.toISOString(),
    sections: sectionsOf(plain(text)),
    authorships: distinctAuthorships(authorships),
    ...rest,
    signature: signature === null ? null : { ...signature, name: line(signature.name) },
  };
}

/** What is said of a note wherever it stands: that it is a draft or who signed it, and that the conversation is another now. */
export function statusLine({ signature, beforeChange }: Pick<NoteDocument, 'signature' | 'beforeChange'>): string {
  const status =
    signature === null
      ? DRAFT_LABEL
      : `Reviewed and signed by ${line(signature.name)}, ${signature.at.slice(0, 16).replace('T', ' ')} UTC`;
  return beforeChange ? `${status} – ${BEFORE_CHANGE}` : status;
}

/** The status over plain text: a draft's must not be overlooked. */
export function textLabel(status: Pick<NoteDocument, 'signature' | 'beforeChange'>): string {
  return status.signature === null ? statusLine(status).toUpperCase() : statusLine(status);
}

/** How the note came about, in a line. */
export function originLine({
  authorships,
  edited,
  letterOf,
}: Pick<NoteDocument, 'authorships' | 'edited' | 'letterOf'>): string {
  if (letterOf !== undefined) {
    const day = letterOf.at.slice(0, 10);
    return `From the clinical note that ${line(letterOf.name)} signed on ${day}. ${originLine({ authorships, edited })}`;
  }
  if (authorships.length === 0) return 'Written without a language model.';
  const by = authorships.map((authorship) => line(authorshipLine(authorship))).join('; and ');
  return `Drafted with Locum: ${by}.${edited ? ' Edited by hand since.' : ''}`;
}

/**
 * Characters that are no text are left out: control characters, halves of surrogate pairs, noncharacters (XML cannot hold some of
 * them), and those that turn the direction of what follows, so that a dose reads as it is written.
 */
export function plain(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(CONTROL, '')
    .replace(NONCHARACTER, '');
}

/** As plain text in one line: blanks of every kind and width as one each, which is what FHIR's strings may hold. */
export function line(text: string): string {
  return plain(text)
    .replace(/[\s\uFEFF]+/gu, ' ')
    .trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/gu;

function sectionsOf(text: string): Section[] {
  return splitAtLikelyHeaders(text.replace(/\r\n?/gu, '\n'))
    .map(({ header, text: body }) => ({ heading: line(header), blocks: blocksOf(body) }))
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

/**
 * Section by section: of a conversation that no context holds, each section of the note is written from the turns that bear on it, in
 * their own words. Nothing is summarised in between; what is left out is counted where it stood.
 */
import { bearingOn } from './analysis/bearing/bearing.ts';
import { Conversation } from './analysis/evidence/frames/conversation.ts';
import { Lexicon } from './analysis/evidence/lexicon/concepts.ts';
import { type Unusable, whyUnusable } from './analysis/unusable.ts';
import type { GenerationEvent } from './decoding/events.ts';
import { LocumError } from './errors.ts';
import { measureRoom, type NoteRequest, type Reader, type RoomRequest, writeNote } from './note-writer.ts';
import { shortenMiddle } from './tasks/shorten.ts';
import {
  BUILT_IN_TEMPLATES,
  DEFAULT_TEMPLATE,
  type NotePart,
  type NoteTemplate,
  openingOf,
} from './tasks/templates.ts';
import type { Trio } from './trio.ts';

/** What is read for a section, and how far back it goes. */
export interface Reading {
  readonly text: string;
  /** Numbers of its turns, from 1, in order. */
  readonly turns: readonly number[];
}

export interface Excerpt {
  readonly header: string;
  /** The widest first; a narrower one is read where nothing usable was written of the one before. */
  readonly readings: readonly Reading[];
}

export interface Excerpts {
  /** The form of the note: the one asked for, or one with sections where that leaves them to the model. */
  readonly template: NoteTemplate;
  readonly sections: readonly Excerpt[];
  /** That the conversation has. */
  readonly turns: number;
  /** Numbers of turns that are in no widest reading. */
  readonly unread: readonly number[];
}

const SECTIONED = BUILT_IN_TEMPLATES.find(({ id }) => id === 'four-sections') ?? DEFAULT_TEMPLATE;
/** Of the turns of the reading before. */
const NARROWER = 0.4;
const READINGS = 2;
/** Characters: turns that stand alone have a line beside them that says how many are missing. */
const MARKER = 12;
/** What is tried next where an estimate was too high. */
const CLOSER = 0.9;

let everyday: Lexicon | null = null;

/** @throws {LocumError} `empty-input`, `context-too-long` where a context does not even hold the request itself */
export function excerptConversation(reader: Reader, request: RoomRequest): Excerpts {
  const { conversation, method, template: asked = DEFAULT_TEMPLATE } = request;
  const template = asked.sections.length > 0 ? asked : SECTIONED;
  // Everyday names are enough to tell talk of medicines from other talk.
  everyday ??= new Lexicon(null);
  const read = new Conversation(conversation, everyday);
  const words = read.turns.map(({ turn }) => conversation.slice(turn.start, turn.end));
  const room = (text: string) => measureRoom(reader, { ...request, template, conversation: text });
  const whole = room(conversation);
  const perToken = conversation.length / whole.tokens;

  const sections = template.sections.map((section): Excerpt => {
    const bearing = bearingOn(section, read);
    const ranked = words.map((_, turn) => turn).sort((a, b) => (bearing[b] ?? 0) - (bearing[a] ?? 0) || a - b);
    const begun = reader.continuationIds(method, openingOf([], section.header)).length;
    const count = (text: string) => room(text).over + begun;
    const most = mostThatFit(
      ranked.map((turn) => words[turn]?.length ?? 0),
      whole.contextLength - whole.reserved,
      perToken,
      (turns) => count(excerpt(words, ranked.slice(0, turns)).text) <= 0,
    );
    if (most === 0) return { header: section.header, readings: [shortened(words, ranked, count)] };
    const sizes = Array.from({ length: READINGS }, (_, round) => Math.max(1, Math.round(most * NARROWER ** round)));
    return {
      header: section.header,
      readings: [...new Set(sizes)].map((size) => excerpt(words, ranked.slice(0, size))),
    };
  });
  const wide = new Set(sections.flatMap(({ readings }) => readings[0]?.turns ?? []));
  const unread = words.flatMap((_, turn) => (wide.has(turn + 1) ? [] : [turn + 1]));
  return { template, sections, turns: words.length, unread };
}

/** The turns in their order, with what is missing between them counted. */
function excerpt(words: readonly string[], chosen: readonly number[]): Reading {
  const turns = [...chosen].sort((a, b) => a - b);
  const lines: string[] = [];
  let next = 0;
  for (const turn of [...turns, words.length]) {
    const missing = turn - next;
    if (missing > 0) lines.push(`[… ${missing} turn${missing === 1 ? '' : 's'} left out …]`);
    const said = words[turn];
    if (said !== undefined) lines.push(said);
    next = turn + 1;
  }
  return { text: lines.join('\n'), turns: turns.map((turn) => turn + 1) };
}

/** The one turn that bears most is too long by itself: it is read without its middle. */
function shortened(words: readonly string[], [first = 0]: readonly number[], count: (text: string) => number): Reading {
  const { text } = shortenMiddle(words[first] ?? '', { count, limit: 0 });
  return { text, turns: [first + 1] };
}

/**
 * How many of the ranked turns fit together; 0 where not even the first does. Their characters tell about how many, so that few
 * texts have to be taken apart into tokens.
 * @param perToken characters of a token, on the whole
 */
function mostThatFit(
  lengths: readonly number[],
  room: number,
  perToken: number,
  fits: (turns: number) => boolean,
): number {
  let sum = 0;
  let most = lengths.findIndex((length) => {
    sum += length + MARKER;
    return sum > room * perToken;
  });
  if (most === -1) most = lengths.length;
  while (most > 0 && !fits(most)) most = Math.floor(most * CLOSER);
  return most === 0 && fits(1) ? 1 : most;
}

/** A section as it came about. */
export interface WrittenSection extends NotePart {
  /** The last reading that was tried, from 0. */
  readonly reading: number;
  /** Why nothing stands there, where every reading ended so. */
  readonly refused: Unusable | null;
}

export type SectionRequest = Omit<NoteRequest, 'section' | 'opening'>;

/**
 * Writes a note from excerpts, each section by itself: what went wrong in one is not read by the next. Returns its sections; a text
 * that nobody can use is refused, and the section written again from less.
 * @throws {LocumError} @throws {Cancelled}
 */
export async function* writeFromExcerpts(
  trio: Trio,
  { template, sections }: Excerpts,
  request: SectionRequest,
): AsyncGenerator<{ readonly header: string; readonly event: GenerationEvent }, readonly WrittenSection[], undefined> {
  const written: WrittenSection[] = [];
  for (const { header, readings } of sections) {
    let section: WrittenSection = { header, text: '', reading: 0, refused: 'empty' };
    for (const [reading, { text: conversation }] of readings.entries()) {
      let text = '';
      const own = { ...request, template, conversation, section: { header, before: [] } };
      for await (const event of writeNote(trio, own)) {
        if (event.type === 'finish') text = event.text.trim();
        yield { header, event };
      }
      const refused = whyUnusable(text, conversation);
      section = { header, text: refused === null ? text : '', reading, refused };
      if (refused === null) break;
    }
    written.push(section);
  }
  if (written.length === 0) throw new LocumError('internal', 'A note without sections was to be written by sections.');
  return written;
}

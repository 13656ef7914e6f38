/**
 * Section by section: of a conversation that no context holds, or for a model that is too small for a whole note, each section is
 * written from the turns that bear on it, in their own words. Nothing is summarised in between; what is left out is counted where it
 * stood, unless the model is one that knows conversations alone.
 */
import { bearingOn, tookPlace } from './analysis/bearing/bearing.ts';
import { Conversation } from './analysis/evidence/frames/conversation.ts';
import { Lexicon } from './analysis/evidence/lexicon/concepts.ts';
import type { Unusable } from './analysis/unusable.ts';
import { attemptsAt } from './attempts.ts';
import type { FinishEvent, GenerationEvent, LeftOut, RepairReport, TokenEvent } from './decoding/events.ts';
import { invariant, LocumError } from './errors.ts';
import {
  measureRoom,
  type NoteRequest,
  type Reader,
  type RoomRequest,
  sectionPrompt,
  writeNote,
} from './note-writer.ts';
import { shortenMiddle } from './tasks/shorten.ts';
import {
  BUILT_IN_TEMPLATES,
  DEFAULT_TEMPLATE,
  joinParts,
  type NotePart,
  type NoteTemplate,
  openingOf,
  type TemplateSection,
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
  /** The form of the note: the one asked for, whole, or one with sections of which something was said where that leaves them to the model. */
  readonly template: NoteTemplate;
  /** In the order of the form. */
  readonly sections: readonly Excerpt[];
  /** Headers of the form of which nothing was said: they stay empty, for what a model wrote there would be made up. */
  readonly unsaid: readonly string[];
  /** That the conversation has. */
  readonly turns: number;
  /** Numbers of turns that are in no widest reading. */
  readonly unread: readonly number[];
  /** No context holds the whole of it; else it is the model that is too small for a whole note. */
  readonly isTooLong: boolean;
}

const builtIn = (id: string) => BUILT_IN_TEMPLATES.find((template) => template.id === id) ?? DEFAULT_TEMPLATE;
const SECTIONED = builtIn('four-sections');
/** For models that are asked for one section at a time: the less a section is of, the better they keep to it. */
const FINELY_SECTIONED = builtIn('eight-sections');
/** What bears less on a section is not of it, and a section of which nothing is would be made up. */
const LEAST_BEARING = 1.5;
/** Exponent of a turn's characters, by which its worth is divided. */
const SHORTNESS = 0.25;
/** Of what a turn bears on the section it bears on most. */
const OWN_SHARE = 0.75;
/** Of the turns of the reading before. */
const NARROWER = 0.4;
const READINGS = 2;
/** What has been read for a section before gives way to what no section has read, unless it bears much more on this one. */
const AGAIN = 0.35;
const NEW = 0.7;
/** Characters: turns that stand alone have a line beside them that says how many are missing. */
const MARKER = 12;
/** What is tried next where an estimate was too high. */
const CLOSER = 0.9;

let everyday: Lexicon | null = null;

/** @throws {LocumError} `empty-input`, `context-too-long` where a context does not even hold the request itself */
export function excerptConversation(reader: Reader, request: RoomRequest): Excerpts {
  const { conversation, method, template: asked = DEFAULT_TEMPLATE } = request;
  const asking = reader.sectionAsking;
  const template = asked.sections.length > 0 ? asked : asking === null ? SECTIONED : FINELY_SECTIONED;
  // Everyday names are enough to tell talk of medicines from other talk.
  everyday ??= new Lexicon(null);
  const read = new Conversation(conversation, everyday);
  const words = read.turns.map(({ turn }) => conversation.slice(turn.start, turn.end));
  const whole = measureRoom(reader, { ...request, template });
  const perToken = conversation.length / whole.tokens;
  const limit = Math.min(whole.contextLength - whole.reserved, asking?.tokens ?? Number.POSITIVE_INFINITY);
  const excerpt = (turns: readonly number[]) => readingOf(words, turns, asking === null);

  // A model that is too small for a whole note does not say that nothing was examined, but makes it up.
  const isOf = (section: TemplateSection) => asking === null || tookPlace(section, read);
  const bearings = template.sections.map((section) => (isOf(section) ? bearingOn(section, read) : words.map(() => 0)));
  const wide = new Set<number>();
  const excerpted = template.sections.map((section, index): Excerpt | null => {
    const bearing = bearings[index] ?? [];
    const fresh = bearing.map((score, turn) => (wide.has(turn + 1) ? AGAIN * score : score + NEW));
    const worth = asking === null ? fresh : worthOf(bearing, bearings, words);
    const ranked = words
      .map((_, turn) => turn)
      .filter((turn) => asking === null || (worth[turn] ?? 0) > 0)
      .sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
    if (ranked.length === 0) return null;
    const over = (text: string): number => {
      if (asking === null) {
        const begun = reader.continuationIds(method, openingOf([], section.header)).length;
        return measureRoom(reader, { ...request, template, conversation: text }).over + begun;
      }
      const lengths = reader.promptLengths(method, sectionPrompt(asking, section.header, text));
      return Math.max(...lengths.map(({ tokens }) => tokens)) - limit;
    };
    const most = mostThatFit(
      ranked.map((turn) => words[turn]?.length ?? 0),
      limit,
      perToken,
      (turns) => over(excerpt(ranked.slice(0, turns)).text) <= 0,
    );
    if (most === 0) {
      const reading = shortened(words, ranked, over);
      for (const turn of reading.turns) wide.add(turn);
      return { header: section.header, readings: [reading] };
    }
    for (const turn of ranked.slice(0, most)) wide.add(turn + 1);
    const sizes = Array.from({ length: READINGS }, (_, round) => Math.max(1, Math.round(most * NARROWER ** round)));
    return {
      header: section.header,
      readings: [...new Set(sizes)].map((size) => excerpt(ranked.slice(0, size))),
    };
  });
  const sections = excerpted.filter((each) => each !== null);
  // Of a few words nothing is known to bear on anything: they are read for every section.
  if (sections.length === 0) return excerptConversation({ ...reader, sectionAsking: null }, { ...request, template });
  const said = (_: unknown, index: number): boolean => excerpted[index] !== null;
  // Who chose a form misses a heading of it; where Locum chose, an empty one says nothing.
  const isChosen = template === asked;
  const unread = words.flatMap((_, turn) => (wide.has(turn + 1) ? [] : [turn + 1]));
  return {
    template: isChosen ? template : { ...template, sections: template.sections.filter(said) },
    sections,
    unsaid: isChosen ? template.sections.flatMap((each, index) => (said(each, index) ? [] : each.header)) : [],
    turns: words.length,
    unread,
    isTooLong: whole.over > 0,
  };
}

/**
 * Where little is read for a section, what a turn is worth to it: what bears more on others is left to them, and of two turns that
 * bear alike the shorter leaves room for more. 0: not of this section.
 */
function worthOf(
  bearing: readonly number[],
  all: readonly (readonly number[])[],
  words: readonly string[],
): readonly number[] {
  return bearing.map((own, turn) => {
    const most = Math.max(...all.map((other) => other[turn] ?? 0));
    const isOwn = own >= LEAST_BEARING && own >= OWN_SHARE * most;
    return isOwn ? (own * own) / most / (words[turn]?.length || 1) ** SHORTNESS : 0;
  });
}

/** The turns in their order; `counted`: with a line for what is missing between them. */
function readingOf(words: readonly string[], chosen: readonly number[], counted: boolean): Reading {
  const turns = [...chosen].sort((a, b) => a - b);
  const lines: string[] = [];
  let next = 0;
  for (const turn of [...turns, words.length]) {
    const missing = turn - next;
    if (missing > 0 && counted) lines.push(`[… ${missing} turn${missing === 1 ? '' : 's'} left out …]`);
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
  /** The last reading that was tried, from 0, and its turns. */
  readonly reading: number;
  readonly turns: readonly number[];
  /** Why nothing stands there, where every reading ended so. */
  readonly refused: Unusable | null;
  /** Sentences that were written of the last reading and that the conversation does not bear out. */
  readonly leftOut: readonly LeftOut[];
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
    let section: WrittenSection = { header, text: '', reading: 0, turns: [], refused: 'empty', leftOut: [] };
    for (const attempt of attemptsAt(readings)) {
      const { text: conversation, turns } = attempt.reading;
      let text = '';
      let leftOut: readonly LeftOut[] = [];
      const heard = request.heard ?? request.conversation;
      const own = { ...request, template, conversation, heard, section: { header, before: [] } };
      for await (const event of writeNote(trio, own)) {
        if (event.type === 'finish') {
          text = event.text.trim();
          leftOut = event.repair?.leftOut ?? [];
        }
        yield { header, event };
      }
      const refused = attempt.judge(text);
      section = { header, text: refused === null ? text : '', reading: attempt.index, turns, refused, leftOut };
    }
    written.push(section);
  }
  if (written.length === 0) throw new LocumError('internal', 'A note without sections was to be written by sections.');
  return written;
}

export interface ExcerptedNote {
  /** With the tokens of the last attempt. */
  readonly sections: readonly (WrittenSection & { readonly tokens: readonly TokenEvent[] })[];
  /** Of the sections that stand. */
  readonly tokens: readonly TokenEvent[];
  /** Of the note as a whole: its text, and what was spent on it, attempts that were refused included. */
  readonly finish: FinishEvent;
}

/** As `writeFromExcerpts`, for whoever wants the note at its end. @param onEvent sees attempts, too, that are refused later */
export async function noteFromExcerpts(
  trio: Trio,
  excerpts: Excerpts,
  request: SectionRequest,
  onEvent?: (header: string, event: GenerationEvent) => void,
): Promise<ExcerptedNote> {
  const writing = writeFromExcerpts(trio, excerpts, request);
  const finished: FinishEvent[] = [];
  const attempts = new Map<string, readonly TokenEvent[]>();
  let attempt: TokenEvent[] = [];
  let step = await writing.next();
  for (; !step.done; step = await writing.next()) {
    const { header, event } = step.value;
    onEvent?.(header, event);
    if (event.type === 'token') attempt.push(event);
    else if (event.type === 'retract') attempt = attempt.filter(({ index }) => index < event.index);
    if (event.type !== 'finish') continue;
    finished.push(event);
    attempts.set(header, attempt);
    attempt = [];
  }
  const sections = step.value.map((section) => ({ ...section, tokens: attempts.get(section.header) ?? [] }));
  const last = finished.at(-1);
  invariant(last !== undefined, 'a generation ends with its finish event');
  const sum = (of: (event: FinishEvent) => number) => finished.reduce((total, event) => total + of(event), 0);
  const tokens = sum((event) => event.tokens);
  const standing = sections.filter(({ refused }) => refused === null);
  const finish: FinishEvent = {
    type: 'finish',
    reason: last.reason,
    cause: last.cause,
    text: joinParts(standing),
    tokens,
    prefillMs: sum(({ prefillMs }) => prefillMs),
    decodeMsPerToken: tokens === 0 ? 0 : sum((event) => event.tokens * event.decodeMsPerToken) / tokens,
    ...(last.repair && { repair: reportOf(sections, finished) }),
  };
  return { sections, tokens: standing.flatMap((section) => section.tokens), finish };
}

/** Of the note as a whole; what was left out of attempts that were refused is of no note. */
function reportOf(sections: readonly WrittenSection[], finished: readonly FinishEvent[]): RepairReport {
  const sum = (of: (report: RepairReport) => number) =>
    finished.reduce((total, { repair }) => total + (repair === undefined ? 0 : of(repair)), 0);
  return {
    rewrites: sum(({ rewrites }) => rewrites),
    discarded: sum(({ discarded }) => discarded),
    leftOut: sections.flatMap(({ leftOut }) => leftOut),
  };
}

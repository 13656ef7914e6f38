/**
 * A small model keeps to the conversation because it is held to it: every sentence, as soon as it is complete, is reviewed
 * (`analysis/evidence`), and one that the conversation does not bear out is taken back and written otherwise.
 *
 * Which way else: the texts that a sentence might have been are searched best first, each way off once (Lawler 1972, Murty 1968: the
 * next best solution differs from one found at some first place, where what was chosen there is closed). A way off at token i of a
 * sentence y is worth log p(y₁ … yᵢ₋₁) + log p(second choice at i); the text goes on from there as the models write it. Only
 * places up to the first words that were objected to are ways off: a change behind them mends nothing. A second choice that is far less
 * likely than the first is none (the plausibility constraint of Li et al. 2023): forced on a model it begins a sentence of nothing. What
 * comes must say something: a sentence broken off after its subject is borne out, too. Where `TRIES` ways lead
 * to nothing that holds, the sentence is left out, and told. So is a last sentence that the length of the text broke off: half a
 * dose is a dose. A section that begins with the header of another is begun otherwise, where
 * that is plausible.
 */
import { reviewAgainst, type SentenceReview } from './analysis/evidence/evidence.ts';
import { Conversation } from './analysis/evidence/frames/conversation.ts';
import { type Lexicon, loadLexicon } from './analysis/evidence/lexicon/concepts.ts';
import { quantitiesOf } from './analysis/evidence/quantities/quantities.ts';
import { readSpoken } from './analysis/evidence/quantities/spoken-numbers.ts';
import { otherLanguageOf } from './analysis/evidence/text/language.ts';
import { sentencesOf } from './analysis/evidence/text/sentences.ts';
import { wordsOf } from './analysis/evidence/text/words.ts';
import type { ConstraintRule } from './decoding/constrain/rule.ts';
import type { Turning } from './decoding/constrain/turnings.ts';
import type { FinishEvent, GenerationEvent, LeftOut, RetractEvent, TokenEvent } from './decoding/events.ts';
import type { Opening } from './decoding/generate.ts';
import { beginsWithHeader } from './tasks/other-header.ts';

/** Ways that are tried besides the first. */
export const TRIES = 3;
/** Of the probability of what was chosen, that another choice has at least. */
const PLAUSIBLE = 0.1;
/** Sentences left out in a row: after so many nothing is expected to come. */
const MOST_LEFT_OUT = 2;
/** Units of content that a sentence written otherwise has at least. */
const LEAST_UNITS = 2;
/** Share of a sentence's content that the conversation contains. */
const LEAST_COVERAGE = 0.5;
/** A wrong one is put right where it stands, before the sentence is begun otherwise. */
const PRONOUN = /^(?:he|she|his|her|him)$/iu;
/** Of a text: where mending one sentence spoils another, and that the first, neither has an end. */
const MOST_REWRITES = 40;
/** First tokens that lead to another header; then it stays. */
const MOST_HEADERS = 3;
/** Second choices that a place has to have in sight. */
const SIGHT = 5;

/** A text from its opening on, under a rule. */
export type Attempt = (asked: {
  readonly opening: Opening;
  readonly constraint: ConstraintRule;
  readonly candidates: number;
}) => AsyncGenerator<GenerationEvent, void, undefined>;

export interface RepairOptions {
  /** What sentences are held against. */
  readonly conversation: string;
  readonly opening: Opening;
  /** As text; its figures may be said again. */
  readonly openingText: string;
  /** That events list. */
  readonly candidates: number;
  /** A sentence may end with them, and is not to be ended by them in its middle. */
  readonly stopIds: readonly number[];
  /** Of notes. A text that is one section has its own before it, and begins with none of them; of another text, none. */
  readonly headers: readonly string[];
}

/**
 * The events of a text as it is mended: a `retract` event takes tokens back, those told next stand in their place, and `finish` tells
 * what stands and what was left out. A conversation in another language than the review reads is written as it comes.
 */
export async function* repaired(
  attempt: Attempt,
  options: RepairOptions,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const { conversation, opening, candidates } = options;
  const isReadable = otherLanguageOf(conversation) === null;
  const review = isReadable ? new Review(await heardIn(conversation)) : null;
  const text = new MendedText(options, review);
  const heard = figuresIn(`${conversation}\n${options.openingText}`);
  let start: Start | null = { opening, closed: [] };
  let prefillMs = 0;
  let finish: FinishEvent | null = null;
  for (let round = 0; start !== null; round++) {
    const { closed } = start;
    const running = attempt({
      opening: start.opening,
      constraint: { kind: 'repair', heard, closed },
      candidates: Math.max(candidates, SIGHT),
    });
    start = null;
    finish = null;
    for await (const event of running) {
      if (event.type === 'prefill') {
        // What is read again for another way was read before.
        if (round === 0) yield event;
        continue;
      }
      if (event.type === 'retract') continue;
      if (event.type === 'token') {
        text.add(event);
        yield cut(event, candidates);
      } else {
        finish = event;
        prefillMs += event.prefillMs;
      }
      const turn = text.objection(event.type === 'finish');
      if (turn === null) {
        const broken = event.type === 'finish' && event.reason !== 'stop' ? text.breakOff() : null;
        if (broken !== null) yield broken;
        continue;
      }
      yield { type: 'retract', index: turn.index, tokens: turn.tokens };
      for (const again of turn.again) yield cut(again, candidates);
      start = turn.start;
      finish = null;
      break;
    }
  }
  yield text.finish(finish, prefillMs);
}

const cut = (event: TokenEvent, candidates: number): TokenEvent =>
  event.candidates.length <= candidates
    ? event
    : {
        ...event,
        candidates: event.candidates.slice(0, candidates),
        baseCandidates: event.baseCandidates.slice(0, candidates),
      };

interface Start {
  readonly opening: Opening;
  readonly closed: readonly Turning[];
}

interface Turn {
  /** As in `RetractEvent`. */
  readonly index: number;
  readonly tokens: number;
  /** Tokens of another way that were told before. */
  readonly again: readonly TokenEvent[];
  /** Null: nothing more is to come. */
  readonly start: Start | null;
}

/** A way that a sentence may still take. */
interface Way {
  /** Tokens of the text before it turns off. */
  readonly before: readonly TokenEvent[];
  readonly closed: Turning;
  /** Natural logarithm of the probability of the sentence up to there and of the second choice. */
  readonly worth: number;
}

/** The sentence that is being mended. */
interface Mending {
  /** Its first token, in the text. */
  readonly from: number;
  readonly ways: Way[];
  /** What it was at first. */
  readonly first: LeftOut;
  /** Closed by those that were left out here before. */
  readonly dead: readonly number[];
  /** First tokens that were tried. */
  readonly begun: Set<number>;
  readonly leftOut: number;
  tries: number;
}

class MendedText {
  readonly #options: RepairOptions;
  readonly #review: Review | null;
  /** Tokens of the opening that were told are not ours to change. */
  readonly #floor: number;
  readonly #untold: number;
  #told: readonly TokenEvent[] = [];
  /** Characters that were reviewed and hold. */
  #held = 0;
  #mending: Mending | null = null;
  /** Where the way that is tried turned off. */
  #way: Way | null = null;
  #rewrites = 0;
  /** First tokens of a section that led to the header of another. */
  #headerTokens: readonly number[] = [];
  #chosen = 0;
  #milliseconds = 0;
  readonly #leftOut: LeftOut[] = [];

  constructor(options: RepairOptions, review: Review | null) {
    const { ids, untold = 0 } = options.opening;
    this.#options = options;
    this.#review = review;
    this.#untold = untold;
    this.#floor = ids.length - untold;
  }

  add(event: TokenEvent): void {
    this.#told = [...this.#told, event];
    this.#chosen++;
    this.#milliseconds += event.milliseconds ?? 0;
  }

  /** What becomes of the first sentence that does not hold; null while all do. */
  objection(ended: boolean): Turn | null {
    const text = textOf(this.#told);
    const otherwise = this.#isHeadedAgain(text) ? this.#beginOtherwise() : null;
    if (otherwise !== null) return otherwise;
    const fault = this.#review?.firstFault(text, { from: this.#held, mended: this.#mendedAt(), ended }) ?? null;
    if (fault === null) return null;
    if (fault.sentence === null) {
      this.#held = fault.until;
      return null;
    }
    const { start } = fault.sentence.sentence;
    const from = this.#tokenAt(start);
    // A sentence that somebody else began is not ours to mend.
    if (from < this.#floor) {
      this.#held = fault.until;
      return this.objection(ended);
    }
    this.#held = start;
    return this.#turnFrom(from, fault.sentence);
  }

  /** Takes back a last sentence without an end; null where there is none, or nothing else stands. */
  breakOff(): RetractEvent | null {
    const last = sentencesOf(textOf(this.#told)).at(-1);
    if (this.#review === null || last === undefined || /[.!?]["”’)]*$/u.test(last.text)) return null;
    const from = this.#tokenAt(last.start);
    if (from <= this.#floor) return null;
    this.#leftOut.push({ text: last.text, reason: 'It was broken off where the text had to end.' });
    const tokens = this.#told.length - from;
    this.#told = this.#told.slice(0, from);
    return { type: 'retract', index: this.#untold + from, tokens };
  }

  finish(last: FinishEvent | null, prefillMs: number): FinishEvent {
    return {
      type: 'finish',
      reason: last?.reason ?? 'stop',
      cause: last?.cause ?? { kind: 'constraint' },
      text: textOf(this.#told),
      ...(last?.reasoning !== undefined && { reasoning: last.reasoning }),
      tokens: this.#told.length,
      prefillMs,
      decodeMsPerToken: this.#chosen === 0 ? 0 : this.#milliseconds / this.#chosen,
      ...(last?.report && { report: last.report }),
      repair: {
        rewrites: this.#rewrites,
        discarded: this.#chosen - this.#told.length,
        leftOut: this.#leftOut,
      },
    };
  }

  #isHeadedAgain(text: string): boolean {
    const isOpen = this.#floor === 0 && this.#held === 0 && this.#headerTokens.length < MOST_HEADERS;
    return isOpen && beginsWithHeader(text, this.#options.headers);
  }

  /** With the next choice of a first token; null where none is plausible. */
  #beginOtherwise(): Turn | null {
    const first = this.#told[0]!;
    const not = [...this.#headerTokens, first.id];
    const second = first.candidates.find(({ id }) => !not.includes(id));
    if (second === undefined || second.combined < PLAUSIBLE * first.pCombined) return null;
    this.#headerTokens = not;
    this.#mending = null;
    this.#way = null;
    this.#rewrites++;
    return this.#goOn([], [this.#closedAt(0, this.#headerTokens)]);
  }

  /** Where the text of what is written otherwise begins; null while nothing is. */
  #mendedAt(): number | null {
    const { from } = this.#mending ?? {};
    if (from === undefined) return null;
    const before = textOf(this.#told.slice(0, from)).length;
    return this.#held < before ? null : before;
  }

  /** The first token with a part of its text behind `offset`. */
  #tokenAt(offset: number): number {
    let end = 0;
    return this.#told.findIndex(({ text }) => {
      end += text.length;
      return end > offset;
    });
  }

  #turnFrom(from: number, review: SentenceReview): Turn {
    const mending = this.#mendingOf(from, review);
    const until = Math.min(review.sentence.end, ...review.flags.map(({ end }) => end));
    this.#addWays(mending, this.#tokenAt(until - 1));
    mending.begun.add(this.#told[from]?.id ?? -1);
    const pronoun = review.flags.find((flag) => PRONOUN.test(flag.text));
    const at = pronoun === undefined ? -1 : this.#tokenAt(pronoun.start);
    const best =
      mending.ways.find(({ before }) => before.length === at) ??
      mending.ways.reduce<Way | null>((most, way) => (most && most.worth >= way.worth ? most : way), null);
    const hasPatience = this.#rewrites < MOST_REWRITES;
    if (best !== null && mending.tries < TRIES && hasPatience) {
      mending.ways.splice(mending.ways.indexOf(best), 1);
      mending.tries++;
      this.#rewrites++;
      this.#way = best;
      return this.#goOn(best.before, [best.closed, this.#closedAt(from, mending.dead)]);
    }
    this.#leftOut.push(mending.first);
    const leftOut = mending.leftOut + 1;
    const dead = [...mending.dead, ...mending.begun];
    this.#mending = { ...mending, ways: [], dead, begun: new Set(), leftOut, tries: 0, first: NOTHING };
    this.#way = null;
    const turn = this.#goOn(this.#told.slice(0, from), [this.#closedAt(from, dead)]);
    return leftOut >= MOST_LEFT_OUT || !hasPatience ? { ...turn, start: null } : turn;
  }

  #mendingOf(from: number, review: SentenceReview): Mending {
    const told = review.flags.map((flag) => flag.reason);
    const unsaid = isGarbled(review) ? 'It holds a sign that cannot be read.' : 'It says nothing of the conversation.';
    const reason = told.join(' ') || unsaid;
    const first = { text: review.sentence.text, reason };
    const standing = this.#mending;
    if (standing?.from !== from) {
      this.#way = null;
      const dead = from === 0 ? this.#headerTokens : [];
      this.#mending = { from, ways: [], first, dead, begun: new Set(), leftOut: 0, tries: 0 };
    } else if (standing.first === NOTHING) this.#mending = { ...standing, first };
    return this.#mending!;
  }

  /** The ways off the sentence that was found wanting: from where it turned off another to the words objected to. */
  #addWays({ from, ways, dead }: Mending, to: number): void {
    const turned = this.#way?.before.length ?? from;
    let worth = 0;
    for (let at = from; at <= to; at++) {
      const { id, candidates, pCombined } = this.#told[at]!;
      if (at >= turned) {
        const before = at === turned ? (this.#way?.closed.not ?? dead) : [];
        const not = [...before, id, ...(at > from ? this.#options.stopIds : [])];
        const second = candidates.find((candidate) => !not.includes(candidate.id));
        if (second !== undefined && second.combined >= PLAUSIBLE * pCombined) {
          const closed = this.#closedAt(at, not);
          ways.push({ before: this.#told.slice(0, at), closed, worth: worth + Math.log(second.combined) });
        }
      }
      worth += Math.log(pCombined);
    }
  }

  #closedAt(at: number, not: readonly number[]): Turning {
    return { at: this.#untold + at, not };
  }

  /** Back to `before`, which shares a beginning with what was told. */
  #goOn(before: readonly TokenEvent[], closed: readonly Turning[]): Turn {
    const parted = before.findIndex((token, at) => token !== this.#told[at]);
    const common = parted === -1 ? before.length : parted;
    const told = this.#told;
    this.#told = before;
    const own = this.#options.opening.ids.slice(0, this.#untold);
    const ids = [...own, ...before.map(({ id }) => id)];
    return {
      index: this.#untold + common,
      tokens: told.length - common,
      again: before.slice(common),
      start: { opening: { ids, untold: ids.length }, closed },
    };
  }
}

const NOTHING: LeftOut = { text: '', reason: '' };

const textOf = (tokens: readonly TokenEvent[]): string => tokens.map(({ text }) => text).join('');

interface Fault {
  /** Null: all that is complete holds. */
  readonly sentence: SentenceReview | null;
  /** The end of what was reviewed. */
  readonly until: number;
}

interface Stretch {
  /** Characters that were looked at before. */
  readonly from: number;
  /** Where a sentence that is written otherwise begins, but for a blank; null where none is. */
  readonly mended: number | null;
  /** Nothing more comes. */
  readonly ended: boolean;
}

/** Sentences against one conversation. */
class Review {
  readonly #heard: Heard;

  constructor(heard: Heard) {
    this.#heard = heard;
  }

  /** The first complete sentence behind `from` that does not hold; null where there is no complete one to look at. */
  firstFault(text: string, { from, mended, ended }: Stretch): Fault | null {
    const sentences = sentencesOf(text);
    // The last one is complete when another has begun.
    const complete = ended ? sentences : sentences.slice(0, -1);
    const last = complete.at(-1);
    if (last === undefined || last.end <= from) return null;
    const { conversation, lexicon } = this.#heard;
    const reviewed = reviewAgainst([text.slice(0, last.end)], conversation, lexicon).sentences;
    const isBroken = ({ sentence: { start, end }, units }: SentenceReview) =>
      mended !== null && start <= mended + 1 && mended < end && units < LEAST_UNITS;
    const sentence = reviewed.find(
      (each) => each.sentence.end > from && (isUnborne(each) || isGarbled(each) || isBroken(each)),
    );
    return { sentence: sentence ?? null, until: sentence?.sentence.end ?? last.end };
  }
}

/** Nor is a sentence borne out of whose matter the conversation has less than half. */
function isUnborne({ level, units, coverage }: SentenceReview): boolean {
  return level === 'unsupported' || (units > 0 && level === 'uncertain' && coverage < LEAST_COVERAGE);
}

/** Bytes that make no character: tokens are pieces of bytes, and a small model's are at times put together wrongly. */
function isGarbled({ sentence }: SentenceReview): boolean {
  return sentence.text.includes('\uFFFD');
}

interface Heard {
  readonly conversation: Conversation;
  readonly lexicon: Lexicon;
}

let lastHeard: { readonly text: string; readonly heard: Heard } | null = null;

/** Sections of one note have one conversation: it is read once. */
async function heardIn(text: string): Promise<Heard> {
  if (lastHeard?.text === text) return lastHeard.heard;
  const lexicon = await loadLexicon();
  lastHeard = { text, heard: { conversation: new Conversation(text, lexicon), lexicon } };
  return lastHeard.heard;
}

/** Runs of digits that figures of the text may be written with, spoken or not: “fifty-two” is 52, “one twenty over eighty” 120 and 80. */
export function figuresIn(text: string): readonly string[] {
  const words = wordsOf(text);
  const spoken = words.flatMap((_, at) => readSpoken(text, words, at) ?? []);
  const all = [...quantitiesOf(text, words, 'spoken'), ...spoken].flatMap(({ values, others }) => [
    ...values,
    ...others,
  ]);
  const runs = [text, ...all.filter(Number.isFinite).map((value) => String(value))].flatMap(
    (each) => each.match(/\d+/gu) ?? [],
  );
  return [...new Set(runs.filter((run) => run.length <= LONGEST_RUN))];
}

/** Digits; thirds have no end. */
const LONGEST_RUN = 10;

/**
 * How much of anything a stranger may ask for: files of models, answers of endpoints, constraints and tables come from people who
 * may mean harm, or from a disk that failed. What is beyond a limit is refused before memory or time is spent on it. Each limit
 * lies well above what published models and data sets need, and low enough that a run at the limit takes seconds.
 */
import { LocumError } from './errors.ts';

const SMALLER = 'Repeat fewer times, or set smaller limits on lengths.';

export const LIMITS = {
  /** Llama 3.1 405B has 126. */
  layers: { most: 1_000, unit: 'layers' },
  /** Rows of an embedding and of a head; Gemma 3 has 262,208. */
  vocabulary: { most: 1_000_000, unit: 'tokens' },
  /** Ids of a tokenizer's tokens lie close together: a list by id has no large holes. */
  tokenId: { most: 1_000_000, unit: 'as a token’s id' },
  /** Gemma 3 has 6,415. */
  addedTokens: { most: 20_000, unit: 'added tokens' },
  /** Sizes of a layer: hidden, feed-forward, heads. */
  width: { most: 1_000_000, unit: 'elements' },
  context: { most: 100_000_000, unit: 'tokens of context' },
  /** Characters of `config.json` and its like; the largest that are published have some 30,000. */
  configFile: { most: 4_000_000, unit: 'characters' },
  /** Characters of `tokenizer.json`; Gemma's has 33 million. */
  tokenizerFile: { most: 100_000_000, unit: 'characters' },
  /** Bytes of a file's table of tensors; DeepSeek V3's 91,991 tensors have 9 million. */
  tensorTable: { most: 16_000_000, unit: 'bytes' },
  tensors: { most: 200_000, unit: 'tensors' },
  /** How deep JSON, an expression or a tokenizer's parts may be nested. */
  depth: { most: 200, unit: 'levels' },
  /** Statements and expressions that a chat template may evaluate; a long real one takes some thousands. */
  templateSteps: { most: 1_000_000, unit: 'steps' },
  /** Characters of a chat template; the longest that are published have some 20,000. */
  templateSource: { most: 300_000, unit: 'characters' },
  /** Characters that a chat template may write, beside what the messages hold. */
  templateOutput: { most: 4_000_000, unit: 'characters' },
  /** Characters of a text in pieces without a blank, or of blanks, that no language has as long; merging them takes longest. */
  unbrokenText: { most: 200_000, unit: 'characters in a row without a blank', hint: 'Leave out what is no language.' },
  /** Parts of a tokenizer's normalizer and pre-tokenizer: Replace, Split and their like. */
  tokenizerParts: { most: 100, unit: 'parts' },
  /** Characters that a tokenizer's normalizer may make of a text, for each it was given. */
  normalizedGrowth: { most: 20, unit: 'characters for each of the text' },
  /** Characters of a regular expression. */
  expressionSource: { most: 20_000, unit: 'characters' },
  /** States and edges of a constraint's machine: a repetition is written out as often as it may occur. */
  constraintStates: { most: 100_000, unit: 'states', hint: SMALLER },
  constraintEdges: { most: 1_000_000, unit: 'edges', hint: SMALLER },
  /** What a constraint's machine may keep of where texts have been, in states. */
  constraintMemory: { most: 1_000_000, unit: 'states kept', hint: SMALLER },
  /** Parts of a JSON schema, each as often as something refers to it. */
  schemaParts: { most: 20_000, unit: 'parts' },
  /** Tokens that an endpoint may list as candidates for the next. */
  candidates: { most: 2_000, unit: 'candidates' },
  /** Characters of an endpoint's answer. */
  endpointAnswer: { most: 4_000_000, unit: 'bytes' },
  columns: { most: 10_000, unit: 'columns' },
  /** Characters of a row: longer ones are no rows, most likely a quotation mark was never closed. */
  row: { most: 8_000_000, unit: 'characters' },
  /** Characters of a document that is read whole: a page of MedQuAD, a list in JSON. */
  document: { most: 64_000_000, unit: 'characters' },
} as const satisfies Readonly<Record<string, Limit>>;

interface Limit {
  readonly most: number;
  readonly unit: string;
  /** What to do about it; by default that the file may be bad. */
  readonly hint?: string;
}

export type LimitName = keyof typeof LIMITS;

/**
 * The refusal of what is beyond a limit.
 * @param subject what is too large, as the beginning of a sentence
 * @param found how large it is, where that is known
 */
export function beyondLimit(limit: LimitName, subject: string, found?: number): LocumError {
  const { most, unit, hint }: Limit = LIMITS[limit];
  const count = (value: number) => value.toLocaleString('en');
  const message =
    found === undefined
      ? `${subject}: more than ${count(most)} ${unit}, which Locum does not read.`
      : `${subject}: ${count(found)} ${unit}, where Locum reads at most ${count(most)}.`;
  return new LocumError('limit-exceeded', message, {
    hint: hint ?? 'No published model or data set needs as much. The file may be damaged, or made to do harm.',
    details: { limit, most, ...(found === undefined ? {} : { found }) },
  });
}

/** @throws {LocumError} `limit-exceeded` when `value` is beyond the limit */
export function requireWithin(limit: LimitName, value: number, subject: string): void {
  if (value > LIMITS[limit].most) throw beyondLimit(limit, subject, value);
}

/**
 * Refuses JSON that is nested deeper than readers that call themselves can follow.
 * @throws {LocumError} `limit-exceeded`
 */
export function requireShallow(value: unknown, subject: string): void {
  let level: readonly object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > LIMITS.depth.most) throw beyondLimit('depth', subject);
    level = level.flatMap((each) =>
      Object.values(each).filter((inner): inner is object => typeof inner === 'object' && inner !== null),
    );
  }
}

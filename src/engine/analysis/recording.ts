/**
 * One generation, kept so that it can be looked at: what it was made with, and the story of every token. What the lens shows,
 * exports and reads back.
 */
import * as v from 'valibot';
import { type Authorship, AuthorshipSchema } from '../authorship.ts';
import type { FinishCause, FinishReason, LeftOut, TokenCandidate, TokenEvent } from '../decoding/events.ts';
import { METHOD_IDS, METHODS } from '../decoding/methods.ts';
import { LocumError } from '../errors.ts';

export interface Recording {
  /** As the user knows it: “CPT”, a file's name. */
  readonly title: string;
  readonly authorship: Authorship;
  /** What the note is of; null where it is not known. */
  readonly conversation: string | null;
  readonly tokens: readonly TokenEvent[];
  /** Of a note that was written section by section: how many of the tokens are whose. */
  readonly sections?: readonly RecordedSection[] | undefined;
  /** Why the text ends; null where it was stopped or broke off, and where that is not known. */
  readonly ending: { readonly reason: FinishReason; readonly cause: FinishCause } | null;
}

export interface RecordedSection {
  readonly header: string;
  readonly tokens: number;
  /** Sentences that were written of it and that the conversation does not bear out; absent where none were. */
  readonly leftOut?: readonly LeftOut[];
}

const FORMAT = 'locum-recording';
const VERSION = 2;

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1 + 1e-6));
const Candidate = v.object({
  id: v.number(),
  text: v.string(),
  base: probability,
  expert: probability,
  anti: probability,
  combined: probability,
  delta: v.nullable(v.number()),
});
const figure = v.nullable(v.number());
const Token = v.object({
  type: v.literal('token'),
  index: v.number(),
  id: v.number(),
  text: v.string(),
  reasoning: v.exactOptional(v.string()),
  pBase: v.nullable(probability),
  pExpert: v.nullable(probability),
  pAnti: v.nullable(probability),
  pCombined: probability,
  argmaxChanged: v.boolean(),
  candidates: v.array(Candidate),
  baseCandidates: v.array(Candidate),
  delta: v.nullable(v.number()),
  spread: v.nullable(v.object({ entropyBase: figure, entropyCombined: figure, klCombined: figure, klBase: figure })),
  milliseconds: v.nullable(v.number()),
});

/** `[id, text, base, expert, anti, combined, delta]` */
const ShortCandidate = v.tuple([
  v.number(),
  v.string(),
  probability,
  probability,
  probability,
  probability,
  v.nullable(v.number()),
]);
/**
 * A token in a quarter of the room, for recordings that are shipped:
 * `[id, text, p base, p expert, p anti, p combined, delta, argmax changed, candidates, base candidates, spread]`; the spread as
 * `[entropy base, entropy combined, KL combined, KL base]`.
 */
const ShortToken = v.tuple([
  v.number(),
  v.string(),
  v.nullable(probability),
  v.nullable(probability),
  v.nullable(probability),
  probability,
  v.nullable(v.number()),
  v.boolean(),
  v.array(ShortCandidate),
  v.array(ShortCandidate),
  v.nullable(v.tuple([figure, figure, figure, figure])),
]);
const role = v.picklist(['base', 'expert', 'anti']);
const Cause = v.variant('kind', [
  v.object({ kind: v.literal('stop-token'), id: v.number(), text: v.string() }),
  v.object({ kind: v.literal('stop-string'), text: v.string() }),
  v.object({ kind: v.literal('sections'), count: v.number() }),
  v.object({ kind: v.literal('constraint') }),
  v.object({ kind: v.literal('max-tokens'), limit: v.number() }),
  v.object({ kind: v.literal('context'), role }),
  v.object({ kind: v.literal('repetition'), passage: v.number(), copies: v.number() }),
]);
/** One of both, so that what is wrong with a file is told in the terms of its own form. */
function tokenSchema(tokens: unknown) {
  return Array.isArray(tokens) && Array.isArray(tokens[0]) ? v.array(ShortToken) : v.array(Token);
}

const head = { format: v.literal(FORMAT), title: v.string(), conversation: v.nullable(v.string()) };
const ending = v.nullable(v.object({ reason: v.picklist(['stop', 'length', 'context', 'repetition']), cause: Cause }));
const File2 = v.object({
  ...head,
  version: v.literal(VERSION),
  authorship: AuthorshipSchema,
  tokens: v.lazy(tokenSchema),
  sections: v.exactOptional(
    v.array(
      v.object({
        header: v.string(),
        tokens: v.pipe(v.number(), v.integer(), v.minValue(0)),
        leftOut: v.exactOptional(v.array(v.object({ text: v.string(), reason: v.string() }))),
      }),
    ),
  ),
  ending,
});
/** As it was before texts carried their authorship: an id a role, and 0 for a figure that was not known. */
const File1 = v.object({
  ...head,
  version: v.literal(1),
  method: v.picklist(METHOD_IDS),
  alpha: v.number(),
  sampling: v.object({ repetitionPenalty: v.number(), temperature: v.number(), topK: v.number(), topP: v.number() }),
  seed: v.number(),
  maxTokens: v.number(),
  models: v.partial(v.object({ base: v.string(), expert: v.string(), anti: v.string() })),
  tokens: v.array(Token),
  ending,
});
const RecordingFile = v.pipe(v.looseObject({ format: v.literal(FORMAT) }), v.variant('version', [File1, File2]));

/** Generated text carries its label wherever it goes. */
const LABEL = 'Draft – a clinician must verify';

export function recordingToJson(recording: Recording): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, label: LABEL, ...recording })}\n`;
}

/** As `recordingToJson` in less room, a token a line; figures have four digits, which is more than pages show. */
export function recordingToShortJson({ tokens, ...recording }: Recording): string {
  const whole = JSON.stringify({ format: FORMAT, version: VERSION, label: LABEL, ...recording });
  const lines = tokens.map((token) => JSON.stringify(shortToken(token)));
  return `${whole.slice(0, -1)},"tokens":[\n${lines.join(',\n')}\n]}\n`;
}

const digits = (value: number): number => Number(value.toPrecision(4));
const known = (value: number | null): number | null => (value === null ? null : digits(value));

function shortToken(token: TokenEvent): v.InferInput<typeof ShortToken> {
  const { id, text, pBase, pExpert, pAnti, pCombined, delta, argmaxChanged, candidates, baseCandidates, spread } =
    token;
  return [
    id,
    text,
    known(pBase),
    known(pExpert),
    known(pAnti),
    digits(pCombined),
    known(delta),
    argmaxChanged,
    candidates.map(shortCandidate),
    baseCandidates.map(shortCandidate),
    spread && [
      known(spread.entropyBase),
      known(spread.entropyCombined),
      known(spread.klCombined),
      known(spread.klBase),
    ],
  ];
}

function shortCandidate(candidate: TokenCandidate): v.InferInput<typeof ShortCandidate> {
  const { id, text, base, expert, anti, combined, delta } = candidate;
  return [id, text, digits(base), digits(expert), digits(anti), digits(combined), known(delta)];
}

function tokenOfShort(short: v.InferOutput<typeof ShortToken>, index: number): TokenEvent {
  const [id, text, pBase, pExpert, pAnti, pCombined, delta, argmaxChanged, candidates, baseCandidates, spread] = short;
  const [entropyBase = null, entropyCombined = null, klCombined = null, klBase = null] = spread ?? [];
  return {
    type: 'token',
    index,
    id,
    text,
    pBase,
    pExpert,
    pAnti,
    pCombined,
    argmaxChanged,
    candidates: candidates.map(candidateOfShort),
    baseCandidates: baseCandidates.map(candidateOfShort),
    delta,
    spread: spread && { entropyBase, entropyCombined, klCombined, klBase },
    milliseconds: null,
  };
}

function candidateOfShort(short: v.InferOutput<typeof ShortCandidate>): TokenCandidate {
  const [id, text, base, expert, anti, combined, delta] = short;
  return { id, text, base, expert, anti, combined, delta };
}

function recordingOfFile(file: v.InferOutput<typeof RecordingFile>): Recording {
  const { title, conversation, ending } = file;
  switch (file.version) {
    case 1:
      return { title, authorship: authorshipOfFile1(file), conversation, tokens: tokensOfFile1(file.tokens), ending };
    case 2: {
      const { authorship, tokens, sections } = file;
      const told = tokens.map((token, index) => (Array.isArray(token) ? tokenOfShort(token, index) : token));
      return { title, authorship, conversation, tokens: told, ...(sections && { sections }), ending };
    }
    default:
      return file satisfies never;
  }
}

function authorshipOfFile1({
  models,
  method,
  alpha,
  sampling,
  seed,
  maxTokens,
}: v.InferOutput<typeof File1>): Authorship {
  const roles = Object.entries(models).map(([name, id]) => [name, { id }] as const);
  const named: Authorship['models'] = Object.fromEntries(roles);
  return { models: named, method, ...(METHODS[method].usesAlpha && { alpha }), sampling, seed, maxTokens };
}

/** It wrote 0 for deltas and times that it did not know: where all of them are 0, none was known. */
function tokensOfFile1(tokens: readonly TokenEvent[]): readonly TokenEvent[] {
  const timed = tokens.some(({ milliseconds }) => milliseconds !== 0);
  const all = tokens.flatMap(({ candidates, baseCandidates }) => [...candidates, ...baseCandidates]);
  const paired = [...tokens, ...all].some(({ delta }) => delta !== 0);
  const silent = (candidate: TokenCandidate): TokenCandidate => ({ ...candidate, delta: null });
  return tokens.map((token) => ({
    ...token,
    ...(!timed && { milliseconds: null }),
    ...(!paired && {
      delta: null,
      candidates: token.candidates.map(silent),
      baseCandidates: token.baseCandidates.map(silent),
    }),
  }));
}

/** @throws {LocumError} `file-invalid` that says what is wrong and where */
export function recordingFromJson(json: string, fileName: string): Recording {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw invalid(fileName, 'it is not JSON', cause);
  }
  const parsed = v.safeParse(RecordingFile, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const place = v.getDotPath(issue);
    throw invalid(fileName, place === null ? issue.message : `“${place}”: ${issue.message}`);
  }
  const recording = recordingOfFile(parsed.output);
  if (recording.tokens.length === 0) {
    throw invalid(fileName, 'it has no tokens');
  }
  const misplaced = recording.tokens.findIndex((token, index) => token.index !== index);
  if (misplaced !== -1) throw invalid(fileName, `token ${misplaced + 1} is out of order`);
  return recording;
}

function invalid(fileName: string, what: string, cause?: unknown): LocumError {
  return new LocumError('file-invalid', `“${fileName}” is no recorded generation: ${what}.`, {
    hint: 'Open a JSON file that was exported from the Tokens page. What you have open is kept.',
    details: { file: fileName },
    cause,
  });
}

/** The text, all tokens together. */
export function textOf({ tokens }: Pick<Recording, 'tokens'>): string {
  return tokens.map(({ text }) => text).join('');
}

/** The token that ended the text by being chosen, which has no text of its own. */
export function isEnd({ ending, tokens }: Pick<Recording, 'ending' | 'tokens'>, index: number): boolean {
  return ending?.cause.kind === 'stop-token' && index === tokens.length - 1;
}

/**
 * One generation, kept so that it can be looked at: what it was made with, and the story of every token. What the lens shows,
 * exports and reads back.
 */
import * as v from 'valibot';
import { type FinishCause, type FinishReason, METHODS, type Method, type TokenEvent } from '../decoding/events.ts';
import { LocumError } from '../errors.ts';
import type { Role, SamplingOptions } from '../lm/ensemble.ts';

export interface Recording {
  /** As the user knows it: “CPT”, a file's name. */
  readonly title: string;
  readonly method: Method;
  readonly alpha: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly maxTokens: number;
  /** Model ids by role. */
  readonly models: { readonly [Name in Role]?: string | undefined };
  /** What the note is of; null where it is not known. */
  readonly conversation: string | null;
  readonly tokens: readonly TokenEvent[];
  /** Why the text ends; null where it was stopped or broke off. */
  readonly ending: { readonly reason: FinishReason; readonly cause: FinishCause } | null;
}

const FORMAT = 'locum-recording';
const VERSION = 1;

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1 + 1e-6));
const Candidate = v.object({
  id: v.number(),
  text: v.string(),
  base: probability,
  expert: probability,
  anti: probability,
  combined: probability,
  delta: v.number(),
});
const figure = v.nullable(v.number());
const Token = v.object({
  type: v.literal('token'),
  index: v.number(),
  id: v.number(),
  text: v.string(),
  pBase: v.nullable(probability),
  pExpert: v.nullable(probability),
  pAnti: v.nullable(probability),
  pCombined: probability,
  argmaxChanged: v.boolean(),
  candidates: v.array(Candidate),
  baseCandidates: v.array(Candidate),
  delta: v.number(),
  spread: v.nullable(v.object({ entropyBase: figure, entropyCombined: figure, klCombined: figure, klBase: figure })),
  milliseconds: v.number(),
});
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
const RecordingFile = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  title: v.string(),
  method: v.picklist(METHODS),
  alpha: v.number(),
  sampling: v.object({ repetitionPenalty: v.number(), temperature: v.number(), topK: v.number(), topP: v.number() }),
  seed: v.number(),
  maxTokens: v.number(),
  models: v.partial(v.object({ base: v.string(), expert: v.string(), anti: v.string() })),
  conversation: v.nullable(v.string()),
  tokens: v.array(Token),
  ending: v.nullable(v.object({ reason: v.picklist(['stop', 'length', 'context', 'repetition']), cause: Cause })),
});

/** Generated text carries its label wherever it goes. */
const LABEL = 'Draft – a clinician must verify';

export function recordingToJson(recording: Recording): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, label: LABEL, ...recording })}\n`;
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
  const { format: _, version: __, ...recording } = parsed.output;
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

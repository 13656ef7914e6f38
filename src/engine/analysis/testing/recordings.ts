/** Recordings for tests: of texts that are made up, and of what table models write. */
import type { Authorship } from '../../authorship.ts';
import type { TokenCandidate, TokenEvent } from '../../decoding/events.ts';
import { type GenerateOptions, generate } from '../../decoding/generate.ts';
import { ensembleMembers } from '../../decoding/members.ts';
import { GREEDY, type SamplingOptions } from '../../lm/ensemble.ts';
import { createHostEnsemble } from '../../lm/host-ensemble.ts';
import { TableModel } from '../../lm/testing/table-model.ts';
import { byteLevelFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer } from '../../tokenizer/tokenizer.ts';
import type { Recording } from '../recording.ts';

const ALONE: TokenCandidate = { id: 0, text: '', base: 0.5, expert: 0.5, anti: 0.5, combined: 0.5, delta: 0 };

/** A token that moved from `pBase` to `pCombined`. */
export function token(
  text: string,
  pBase: number | null,
  pCombined: number,
  more: Partial<TokenEvent> = {},
): TokenEvent {
  return {
    type: 'token',
    index: 0,
    id: 0,
    text,
    pBase,
    pExpert: pBase === null ? null : pCombined,
    pAnti: pBase,
    pCombined,
    argmaxChanged: pBase !== null && pCombined > 0.5 && pBase < 0.5,
    candidates: [{ ...ALONE, text, combined: pCombined }],
    baseCandidates: [{ ...ALONE, text, base: pBase ?? 0 }],
    delta: 0,
    spread: null,
    milliseconds: 1,
    ...more,
  };
}

export const AUTHORSHIP: Authorship = {
  models: { base: { id: 'b', precision: 'f32' }, expert: { id: 'e', precision: 'f32' }, anti: { id: 'a' } },
  method: 'proxy',
  alpha: 1,
  sampling: GREEDY,
  seed: 1,
  maxTokens: 100,
};

export function recording(tokens: readonly TokenEvent[], more: Partial<Recording> = {}): Recording {
  return {
    title: 'made up',
    authorship: AUTHORSHIP,
    conversation: null,
    tokens: tokens.map((each, index) => ({ ...each, index })),
    ending: null,
    ...more,
  };
}

/** A recording whose tokens are `texts`, without any shift. */
export function unshifted(...texts: readonly string[]): Recording {
  return recording(texts.map((text) => token(text, 0.5, 0.5)));
}

export const STOPPED: Recording['ending'] = { reason: 'stop', cause: { kind: 'stop-token', id: 4, text: '<|end|>' } };

/** What three table models write together. */
export async function tableRecording(options: {
  readonly alpha: number;
  readonly candidates: number;
  readonly sampling?: SamplingOptions;
  readonly opening?: GenerateOptions['opening'];
}): Promise<Recording> {
  const { alpha, sampling = GREEDY } = options;
  const tokenizer = await loadTokenizer(byteLevelFiles());
  const part = (seed: number) => ({ tokenizer, model: new TableModel({ vocabularySize: tokenizer.size, seed }) });
  const participants = { base: part(1), expert: part(2), anti: part(3) };
  const role = { tokenizer, prompt: [0, 2, 30, 40, 3], contextLength: 256 };
  const tokens: TokenEvent[] = [];
  for await (const event of generate({
    ...options,
    ensemble: createHostEnsemble(ensembleMembers('proxy', participants)),
    method: 'proxy',
    roles: { base: role, expert: role, anti: role },
    stopIds: [],
    maxTokens: 40,
    seed: 3,
  }))
    if (event.type === 'token') tokens.push(event);
  return recording(tokens, { authorship: { ...AUTHORSHIP, alpha, sampling } });
}

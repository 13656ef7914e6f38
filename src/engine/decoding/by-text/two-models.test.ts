/** UniTE, mixture, blending and contrastive decoding as ensembles. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ensemble } from '../../lm/ensemble.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { allow, emptyMask } from '../../lm/token-mask.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { TokenEvent } from '../events.ts';
import { generate } from '../generate.ts';
import type { Method } from '../methods.ts';
import { STOPS, tablePart as table } from '../testing/table-part.ts';
import { byteLevel, sentencePiece } from '../testing/tokenizers.ts';
import { createBlendEnsemble } from './blend.ts';
import { createContrastiveEnsemble } from './contrastive.ts';
import { createMixtureEnsemble } from './mixture.ts';
import { createUniteEnsemble } from './unite.ts';

const PROMPT = { chat: [{ role: 'user', content: 'chest pain' }] as const, plain: 'chest pain\n' };
let gpt: Tokenizer;
let llama: Tokenizer;
beforeAll(async () => {
  [gpt, llama] = await Promise.all([byteLevel(), sentencePiece()]);
});

type Part = ReturnType<typeof table>;

interface Run {
  readonly method: Method;
  readonly ensemble: Ensemble;
  readonly base: Part;
  readonly other: Part;
  readonly role: 'expert' | 'anti';
  readonly tokenizer?: Tokenizer;
  readonly onToken?: (text: string) => void;
}

async function write({ method, ensemble, base, other, role, tokenizer = base.tokenizer, onToken }: Run) {
  const part = (own: Tokenizer) => ({ tokenizer: own, prompt: own.encodePrompt(PROMPT), contextLength: 1024 });
  const roles = { base: part(tokenizer), [role]: part(other.tokenizer) };
  const events: TokenEvent[] = [];
  let text = '';
  for await (const event of generate({ method, ensemble, roles, stopIds: STOPS, maxTokens: 40 })) {
    if (event.type !== 'token') continue;
    onToken?.(text);
    text += event.text;
    events.push(event);
  }
  return events;
}
const idsOf = (events: readonly TokenEvent[]) => events.map(({ id }) => id);

/** Greedy decoding of one model by itself, or of scores made of two rows of log-probabilities. */
async function reference(base: Part, other: Part, score: (p: number[], q: number[]) => number[]): Promise<number[]> {
  const prompt = gpt.encodePrompt(PROMPT);
  const ids: number[] = [];
  while (ids.length < 40 && !STOPS.includes(ids.at(-1) ?? -1)) {
    const [p, q] = (await Promise.all(
      [base, other].map(async ({ model }) => {
        await model.truncate(0);
        const { data } = await model.extend([...prompt, ...ids]);
        const sum = logSumExp(data);
        return [...data].map((logit) => logit - sum);
      }),
    )) as [number[], number[]];
    ids.push(topIds(Float64Array.from(score(p, q)), 1)[0]!);
  }
  return ids;
}

describe('a mixture', () => {
  it.each([0, 0.3, 1])('with weight %d writes what its formula says', async (weight) => {
    const [base, other] = [table(gpt, 1), table(gpt, 2)];
    const ensemble = createMixtureEnsemble(base, other, weight);
    const events = await write({ method: 'mixture', ensemble, base, other, role: 'expert' });
    const mix = (p: number[], q: number[]) => p.map((x, v) => weight * Math.exp(x) + (1 - weight) * Math.exp(q[v]!));
    expect(idsOf(events)).toEqual(await reference(table(gpt, 1), table(gpt, 2), mix));
    for (const { pBase, pExpert, pCombined } of events) {
      expect(pCombined).toBeCloseTo(weight * pBase! + (1 - weight) * pExpert!, 9);
    }
  });

  it('needs one tokenizer', () => {
    expect(() => createMixtureEnsemble(table(gpt, 1), table(llama, 2))).toThrow(
      expect.objectContaining({ code: 'vocabulary-mismatch' }),
    );
  });
});

describe('reliability blending', () => {
  const greedy = { alpha: 1, recent: [], seed: 0, candidates: 0 };
  const sampling = { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 };

  it.each([0, 0.05, 1])('writes what its formula says where the base is less sure than %d', async (threshold) => {
    const [base, other] = [table(gpt, 5), table(gpt, 6)];
    const ensemble = createBlendEnsemble(base, other, threshold);
    const events = await write({ method: 'blend', ensemble, base, other, role: 'expert' });
    let unsure = 0;
    const blend = (p: number[], q: number[]) => {
      const [own, its] = [p.map(Math.exp), q.map(Math.exp)];
      const [surest, sureOther] = [Math.max(...own), Math.max(...its)];
      if (surest >= threshold) return p;
      unsure++;
      const weight = Math.min(1, sureOther / (surest + sureOther) + 0.1 * own[its.indexOf(sureOther)]!);
      return own.map((x, v) => weight * its[v]! + (1 - weight) * x);
    };
    expect(idsOf(events)).toEqual(await reference(table(gpt, 5), table(gpt, 6), blend));
    expect(ensemble.report?.()).toMatchObject({ kind: 'blend', tokens: events.length, interventions: unsure });
    if (threshold === 0) expect(idsOf(events)).toEqual(await reference(table(gpt, 5), table(gpt, 6), (p) => p));
  });

  it('says of a pair that does not suit, once a text is long enough to tell', async () => {
    const [base, other] = [table(gpt, 5), table(gpt, 6)];
    const ensemble = createBlendEnsemble(base, other, 1);
    const step = (stepIndex: number) =>
      ensemble.step({ ...greedy, sampling, stepIndex, append: { base: [5], expert: [5] } });
    for (let i = 0; i < 31; i++) await step(i);
    expect(ensemble.report?.()).toMatchObject({ interventions: 31, isUnsuited: false });
    await step(31);
    expect(ensemble.report?.()).toMatchObject({ interventions: 32, isUnsuited: true });
    await ensemble.reset();
    expect(ensemble.report?.()).toMatchObject({ tokens: 0, interventions: 0, isUnsuited: false });
  });
});

describe('contrastive decoding', () => {
  it('writes what its formula says, among plausible tokens', async () => {
    const [base, other] = [table(gpt, 3), table(gpt, 4)];
    const ensemble = createContrastiveEnsemble(base, other);
    const events = await write({ method: 'contrastive', ensemble, base, other, role: 'anti' });
    const contrast = (p: number[], q: number[]) => {
      const least = Math.max(...p) + Math.log(0.1);
      return p.map((x, v) => (x >= least ? x - q[v]! : Number.NEGATIVE_INFINITY));
    };
    expect(idsOf(events)).toEqual(await reference(table(gpt, 3), table(gpt, 4), contrast));
  });
});

describe('UniTE', () => {
  it('within one tokenizer averages the two models over the union of their best', async () => {
    const [base, other] = [table(gpt, 5), table(gpt, 6)];
    const { ensemble, tokenizer } = createUniteEnsemble(base, other);
    const events = await write({ method: 'unite', ensemble, base, other, role: 'expert', tokenizer });
    const unite = (p: number[], q: number[]) => {
      const union = new Set([p, q].flatMap((row) => topIds(Float64Array.from(row), 10)));
      const share = (row: number[]) => [...union].reduce((sum, v) => sum + Math.exp(row[v]!), 0);
      const [sumP, sumQ] = [share(p), share(q)];
      return p.map((x, v) => (union.has(v) ? Math.exp(x) / sumP + Math.exp(q[v]!) / sumQ : Number.NEGATIVE_INFINITY));
    };
    expect(idsOf(events)).toEqual(await reference(table(gpt, 5), table(gpt, 6), unite));
    for (const { candidates } of events) expect(candidates[0]!.combined).toBeLessThanOrEqual(1);
  });

  it.each([1, 2, 3, 4])('across tokenizers keeps both contexts at the same text (%i)', async (seed) => {
    const [base, other] = seed % 2 === 0 ? [table(gpt, seed), table(llama, 9)] : [table(llama, seed), table(gpt, 9)];
    const { ensemble, tokenizer } = createUniteEnsemble(base, other);
    const start = (part: Part) => part.tokenizer.encodePrompt(PROMPT).length;
    const answer = (part: Part) => part.tokenizer.decode(part.model.context.slice(start(part)));
    const seen: string[] = [];
    const events = await write({
      method: 'unite',
      ensemble,
      base,
      other,
      role: 'expert',
      tokenizer,
      onToken: (text) => {
        expect(answer(base)).toBe(text);
        expect(answer(other)).toBe(text);
        seen.push(text);
      },
    });
    expect(seen).toHaveLength(events.length);
    // Words that only the expert has a token for.
    if (base.tokenizer === llama) expect(tokenizer.size).toBeGreaterThan(base.tokenizer.size);
  });

  it('ends when both want to, each by its own stop token', async () => {
    const end = (tokenizer: Tokenizer) => ({ script: { [tokenizer.encodePrompt(PROMPT).length]: 4 } });
    const [base, other] = [table(gpt, 1, end(gpt)), table(llama, 2, end(llama))];
    const { ensemble, tokenizer } = createUniteEnsemble(base, other);
    const events = await write({ method: 'unite', ensemble, base, other, role: 'expert', tokenizer });
    expect(events).toHaveLength(1);
    expect(events[0]!.pCombined).toBeGreaterThan(0.99);
  });

  it('chooses among allowed tokens only, by whole characters across tokenizers', async () => {
    const part = (own: Tokenizer, seed: number) => table(own, seed);
    const request = { alpha: 1, recent: [], seed: 0, stepIndex: 0, candidates: 5 };
    const sampling = { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 };
    const step = (allowed: readonly number[]) => {
      const mask = emptyMask(gpt.size);
      for (const id of allowed) allow(mask, id);
      const { ensemble } = createUniteEnsemble(part(gpt, 1), part(llama, 2));
      return ensemble.step({ ...request, sampling, append: { base: [1], expert: [1] }, allowed: mask });
    };
    const [a, b] = gpt.encode('ab').length === 2 ? gpt.encode('ab') : [gpt.encode('a')[0], gpt.encode('b')[0]];
    const { top, chosen } = await step([a!, b!]);
    expect(top.map(({ id }) => id).sort()).toEqual([a, b].sort());
    expect(top.reduce((sum, { combined }) => sum + combined, 0)).toBeCloseTo(1, 12);
    expect(chosen).toEqual(top[0]);
    const half = gpt.encode('é')[0]!;
    await expect(step([half])).rejects.toMatchObject({ code: 'unsupported' });
  });
});

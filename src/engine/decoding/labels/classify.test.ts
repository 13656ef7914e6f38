import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import { openCheckpoint } from '../../lm/checkpoint/checkpoint.ts';
import { combineScores } from '../../lm/combine.ts';
import { loadCpuModel } from '../../lm/cpu/model.ts';
import type { Role } from '../../lm/ensemble.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { randomCheckpoint } from '../../lm/testing/random-checkpoint.ts';
import { TableModel, type TableModelOptions } from '../../lm/testing/table-model.ts';
import { GpuRuntime } from '../../lm/webgpu/runtime.ts';
import { openDawn, titled } from '../../lm/webgpu/testing/dawn.ts';
import { byteLevelFiles, sentencePieceFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer, type Tokenizer } from '../../tokenizer/tokenizer.ts';
import { tokenMap } from '../by-text/token-map.ts';
import { labelTrie } from '../constrain/label-trie.ts';
import { cast, ensembleMembers, type Participant, type Participants } from '../members.ts';
import { METHODS, type Method } from '../methods.ts';
import { type Classified, type ClassifyEvent, type ClassifyOptions, classify } from './classify.ts';

const words = ['fall', 'with', 'injury', 'no', 'not', 'pain', 'the', 'patient'];
const tokenizer = await loadTokenizer(byteLevelFiles({ words }));
const plainTokenizer = await loadTokenizer(byteLevelFiles({ words, chatTemplate: null }));
const STOP_IDS = [0, 4];
/** Labels that are beginnings of one another, share first tokens, differ in case or a leading blank. */
const LABELS = ['fall', 'fall with injury', 'fall with', 'no fall', 'no', 'No', ' no', 'not the pain', 'é'];
const ITEMS = ['the patient', 'the pain', 'no pain with the injury', 'the patient'].map((text, index) => ({
  id: `item ${index}`,
  text,
}));
const prompt = (text: string) => ({
  chat: [{ role: 'user', content: `the label?\n\n${text}` }] as const,
  plain: `${text}\n\nlabel:`,
});
const VIEWS = {
  base: ['base'],
  expert: ['expert'],
  proxy: ['base', 'expert', 'anti'],
  speculative: ['base', 'expert', 'anti'],
  adaptive: ['base', 'expert', 'anti'],
  mixture: ['base', 'expert'],
  contrastive: ['base', 'anti'],
} as const;

const table = (seed: number, more: Partial<TableModelOptions> = {}) => {
  const model = new TableModel({ vocabularySize: tokenizer.size, seed, ...more });
  return Object.assign(model, { info: { ...model.info, stopIds: STOP_IDS } });
};
/** Base and expert with a chat format, the anti-expert without. */
function participants(model: (seed: number) => CausalLM): Participants {
  return {
    base: { model: model(1), tokenizer },
    expert: { model: model(2), tokenizer },
    anti: { model: model(3), tokenizer: plainTokenizer },
  };
}

async function collect(options: ClassifyOptions): Promise<ClassifyEvent[]> {
  const events: ClassifyEvent[] = [];
  for await (const event of classify(options)) events.push(event);
  return events;
}
const items = async (options: ClassifyOptions) =>
  (await collect(options)).filter((event): event is Classified => event.type === 'item');

/** Every label by a forward of its own over prompt and label: no cache, no sharing. */
async function bruteForce(method: Method, parts: Participants, text: string, alpha: number) {
  const { base, ...others } = cast(method, parts);
  const played = { base, ...others };
  const sharedIds = METHODS[method].sharesVocabulary ? ensembleMembers(method, parts).sharedIds : null;
  const ids = labelTrie(LABELS, tokenizer, base.tokenizer.encodePrompt(prompt(text))).tokens;
  const isBeginning = (label: number) =>
    ids.some(
      (other, index) =>
        index !== label && other.length > ids[label]!.length && ids[label]!.every((id, i) => id === other[i]),
    );
  const views = [...(Object.keys(played) as Role[]), 'combined'] as const;
  const scores: Record<string, number[]> = Object.fromEntries(views.map((view) => [view, []]));
  for (const [label, tokens] of ids.entries()) {
    const rows: Partial<Record<Role, Float32Array[]>> = {};
    for (const [role, part] of Object.entries(played)) {
      const own = part.tokenizer.encodePrompt(prompt(text));
      await part.model.truncate(0);
      const all = [...own, ...tokens];
      const { data, vocabularySize } = await part.model.extend(all, { logits: 'all' });
      await part.model.truncate(0);
      rows[role as Role] = all.slice(own.length - 1).map((_, index) => {
        const row = own.length - 1 + index;
        return data.slice(row * vocabularySize, (row + 1) * vocabularySize);
      });
    }
    for (const view of views) {
      let sum = 0;
      const logProbabilities = (position: number) => {
        const at = (role: Role) => rows[role]?.[position];
        const next = branchesAfter(ids, tokens.slice(0, position));
        const row = view === 'combined' ? combinedRow(method, at, { alpha, sharedIds, next }) : rows[view]![position]!;
        const logSum = logSumExp(row);
        return (id: number) => row[id]! - logSum;
      };
      for (const [position, id] of tokens.entries()) sum += logProbabilities(position)(id);
      if (isBeginning(label)) {
        const of = logProbabilities(tokens.length);
        sum += Math.log(STOP_IDS.reduce((total, id) => total + Math.exp(of(id)), 0));
      }
      scores[view]!.push(sum);
    }
  }
  return scores;
}

/** The ids that labels go on with after `path`, and those that stop where a label ends and another goes on. */
function branchesAfter(labels: readonly (readonly number[])[], path: readonly number[]): number[] {
  const beginning = labels.filter((ids) => path.every((id, i) => id === ids[i]));
  const next = beginning.flatMap((ids) => ids.slice(path.length, path.length + 1));
  return next.length > 0 && next.length < beginning.length ? [...next, ...STOP_IDS] : next;
}

/** Scores over the vocabulary, by each method's formula. */
function combinedRow(
  method: Method,
  at: (role: Role) => Float32Array | undefined,
  { alpha, sharedIds, next }: { alpha: number; sharedIds: Uint8Array | null; next: readonly number[] },
): Float64Array {
  const base = at('base')!;
  const logProbs = (row: Float32Array) => Float64Array.from(row, (logit) => logit - logSumExp(row));
  if (method === 'mixture') {
    const [own, other] = [logProbs(base), logProbs(at('expert')!)];
    return own.map((p, v) => Math.log(Math.exp(p) / 2 + Math.exp(other[v]!) / 2));
  }
  if (method === 'contrastive') {
    const [own, weak] = [logProbs(base), logProbs(at('anti')!)];
    const best = Math.max(...next.map((id) => own[id]!));
    return own.map((p, v) => (Math.exp(p - best) >= 0.1 - 1e-12 ? p - alpha * weak[v]! : Number.NEGATIVE_INFINITY));
  }
  const [expert, anti] = [at('expert'), at('anti')];
  const pair = expert && anti && { pair: { expert, anti } };
  return combineScores({ base, ...pair }, alpha, sharedIds, new Float64Array(base.length));
}

function softmax(scores: readonly number[]) {
  const weights = scores.map(Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function expectClose(found: readonly number[], expected: readonly number[], tolerance: number) {
  expect(found).toHaveLength(expected.length);
  for (const [index, value] of found.entries()) {
    const difference = value === expected[index] ? 0 : Math.abs(value - expected[index]!);
    expect(difference, `${index}: ${value} and ${expected[index]}`).toBeLessThan(tolerance);
  }
}

async function expectBruteForce(
  parts: Participants,
  tolerance: number,
  methods: readonly (keyof typeof VIEWS)[],
  texts = ITEMS,
) {
  for (const method of methods) {
    const found = await items({ items: texts, labels: LABELS, prompt, method, participants: parts, alpha: 0.7 });
    expect(found.map(({ id }) => id)).toEqual(texts.map(({ id }) => id));
    for (const item of found) {
      const { combined = [], ...alone } = await bruteForce(method, parts, texts[item.index]!.text, 0.7);
      expectClose(item.probabilities, softmax(combined), tolerance);
      expectClose(item.logScores, combined, 10 * tolerance);
      expect(item.label).toBe(LABELS[combined.indexOf(Math.max(...combined))]);
      expect(Object.keys(item.members)).toEqual(VIEWS[method]);
      for (const [role, scores] of Object.entries(item.members)) {
        const expected = alone[method === 'expert' ? 'base' : role]!;
        expectClose(scores.logScores, expected, 10 * tolerance);
        expectClose(scores.probabilities, softmax(expected), tolerance);
      }
    }
  }
}

const VIEWED = Object.keys(VIEWS) as (keyof typeof VIEWS)[];

describe('probabilities of labels', () => {
  it('equal scoring each label by a forward of its own', async () => {
    await expectBruteForce(participants(table), 1e-9, VIEWED);
  });

  it('are the same where a backend can neither roll back nor give several positions', async () => {
    const capabilities = { truncate: false, allPositions: false };
    const poor = await items({
      items: ITEMS,
      labels: LABELS,
      prompt,
      method: 'proxy',
      participants: participants((seed) => table(seed, { capabilities })),
    });
    const rich = await items({
      items: ITEMS,
      labels: LABELS,
      prompt,
      method: 'proxy',
      participants: participants(table),
    });
    const numbers = ({ logScores, members }: Classified) => ({ logScores, members });
    expect(poor.map(numbers)).toEqual(rich.map(numbers));
  });

  it('equal brute force where the delta is cut to shared ids', async () => {
    const wide = (seed: number) => table(seed, { vocabularySize: tokenizer.size + (seed === 1 ? 7 : 0) });
    await expectBruteForce(participants(wide), 1e-9, ['proxy']);
  });

  it('sum to 1, count the tokens of a label, and one model under two roles reads once', async () => {
    const [base, small] = [table(1), table(2)];
    const part = { model: small, tokenizer };
    const same = { base: { model: base, tokenizer }, expert: part, anti: part };
    const [item] = await items({
      items: ITEMS.slice(0, 1),
      labels: LABELS,
      prompt,
      method: 'proxy',
      participants: same,
    });
    const alone = await items({
      items: ITEMS.slice(0, 1),
      labels: LABELS,
      prompt,
      method: 'base',
      participants: participants(table),
    });
    expect(item!.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(item!.logScores).toEqual(alone[0]!.logScores);
    const lengths = item!.logScores.map((score, label) => Math.round(score / item!.normalizedLogScores[label]!));
    const { tokens } = labelTrie(LABELS, tokenizer, tokenizer.encodePrompt(prompt('x')));
    const stops = [1, 0, 1, 0, 1, 0, 0, 0, 0];
    expect(lengths).toEqual(tokens.map((ids, label) => ids.length + stops[label]!));
    expect(small.extended).toHaveLength(base.extended.length);
  });

  it('reads the prompt once and what two items have in common once', async () => {
    const model = table(1);
    const parts = { base: { model, tokenizer } };
    await items({ items: ITEMS, labels: ['fall with injury', 'no'], prompt, method: 'base', participants: parts });
    const length = tokenizer.encodePrompt(prompt(ITEMS[0]!.text)).length;
    const read = model.extended.reduce((sum, count) => sum + count, 0);
    const apart = ITEMS.reduce((sum, { text }) => sum + tokenizer.encodePrompt(prompt(text)).length, 0);
    expect(model.extended[0]).toBe(length);
    expect(read).toBeLessThan(apart);
    expect(model.length).toBe(0);
  });

  it('are a distribution whatever the labels', async () => {
    const label = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(label, { minLength: 1, maxLength: 6 }), async (labels) => {
        const parts = participants(table);
        const [item] = await items({ items: ITEMS.slice(0, 1), labels, prompt, method: 'proxy', participants: parts });
        expect(labels).toContain(item!.label);
        expect(item!.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        expect(Math.max(...item!.logScores)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 50 },
    );
  });
});

const checkpoint = (seed: number) =>
  openCheckpoint(randomCheckpoint({ seed, stopIds: STOP_IDS, config: { vocabularySize: tokenizer.size } }).source);
async function loaded(load: (seed: number) => Promise<CausalLM>): Promise<Participants> {
  const models = await Promise.all([load(1), load(2), load(3)]);
  return participants((seed) => models[seed - 1]!);
}

describe('probabilities of labels across tokenizers', () => {
  const sentencePiece = loadTokenizer(sentencePieceFiles({ words: ['fall', 'inj', 'no', 'pain', 'the', 'patient'] }));
  const LLAMA_STOPS = [0];
  const parts = async (same: boolean): Promise<Participants> => {
    const other = same ? tokenizer : await sentencePiece;
    const stopIds = same ? STOP_IDS : LLAMA_STOPS;
    const model = (seed: number) => {
      const made = new TableModel({ vocabularySize: other.size, seed });
      return Object.assign(made, { info: { ...made.info, stopIds } });
    };
    return {
      base: { model: table(1), tokenizer },
      expert: { model: model(2), tokenizer: other },
      anti: { model: model(3), tokenizer: other },
    };
  };
  const TOP = { capt: 20, unite: 10 };

  /** Every label from scratch: a forward of its own at each of its places, texts and not ids between tokenizers. */
  async function fromScratch(method: 'capt' | 'unite', participants: Participants, text: string, alpha: number) {
    const { base, expert, anti } = participants as Required<Participants>;
    const trie = labelTrie(LABELS, tokenizer, tokenizer.encodePrompt(prompt(text)));
    const same = expert.tokenizer === tokenizer;
    const logits = async ({ model, tokenizer: own }: Participant, answer: readonly number[]) => {
      await model.truncate(0);
      const { data } = await model.extend([...own.encodePrompt(prompt(text)), ...answer]);
      await model.truncate(0);
      return Float64Array.from(data, (logit) => logit - logSumExp(data));
    };
    const scoreOf = async (path: readonly number[], id: number | 'stop') => {
      // Half a character is not said yet.
      const said = same ? '' : tokenizer.decode(path).replace('\uFFFD', '');
      const follow = (own: Tokenizer) => (same ? path : said === '' ? [] : own.encode(said));
      const own = await logits(base, path);
      const rows = await Promise.all([expert, anti].map((part) => logits(part, follow(part.tokenizer))));
      /** ln p of the base's token under one of the pair. */
      const under = (row: Float64Array, of: Tokenizer, candidate: number): number => {
        if (same) return row[candidate]!;
        if (STOP_IDS.includes(candidate)) return row[0]!;
        if (tokenizer.kind(candidate) === 'special') {
          const namesake = row.findIndex((_, v) => of.spelling(v) === tokenizer.spelling(candidate));
          return row[namesake] ?? Number.NaN;
        }
        const bytes = [...path, candidate].flatMap((each) => [...tokenizer.bytes(each)]);
        const rest = Uint8Array.from(bytes.slice(new TextEncoder().encode(said).length));
        const counterpart = tokenMap(of).ofBytes(rest, said === '');
        return counterpart === null ? Number.NaN : row[counterpart]!;
      };
      const next = branchesAfter(trie.tokens, path);
      const ranked = (row: Float64Array, k: number) => [...row.keys()].sort((a, b) => row[b]! - row[a]!).slice(0, k);
      const candidates = new Set([...ranked(own, TOP[method]), ...next]);
      const score = (candidate: number) => {
        const [p, q] = rows.map((row, index) => under(row, [expert, anti][index]!.tokenizer, candidate));
        const delta = alpha * (p! - q!);
        return own[candidate]! + (Number.isFinite(delta) ? delta : 0);
      };
      if (method === 'unite') {
        const expertRow = rows[0]!;
        const union = [...new Set([...candidates, ...ranked(expertRow, TOP.unite)])];
        const mass = (row: Float64Array) => union.reduce((sum, v) => sum + Math.exp(row[v]!), 0);
        const [ownMass, expertMass] = [mass(own), mass(expertRow)];
        const share = (v: number) => (Math.exp(own[v]!) / ownMass + Math.exp(expertRow[v]!) / expertMass) / 2;
        const wanted = id === 'stop' ? STOP_IDS : [id];
        return Math.log(wanted.reduce((sum, v) => sum + (union.includes(v) ? share(v) : 0), 0));
      }
      const total = Math.log([...candidates].reduce((sum, candidate) => sum + Math.exp(score(candidate)), 0));
      const wanted = id === 'stop' ? STOP_IDS.filter((stop) => candidates.has(stop)) : [id];
      return Math.log(wanted.reduce((sum, candidate) => sum + Math.exp(score(candidate)), 0)) - total;
    };
    const scores: number[] = [];
    for (const ids of trie.tokens) {
      let sum = 0;
      for (const [index, id] of ids.entries()) sum += await scoreOf(ids.slice(0, index), id);
      const goesOn = trie.tokens.some((other) => other.length > ids.length && ids.every((id, i) => id === other[i]));
      if (goesOn) sum += await scoreOf(ids, 'stop');
      scores.push(sum);
    }
    return scores;
  }

  const classified = async (method: 'capt' | 'unite', same: boolean, texts = ITEMS.slice(0, 1)) => {
    const participants = await parts(same);
    return items({ items: texts, labels: LABELS, prompt, method, participants, alpha: 0.7 });
  };

  it.each([
    ['capt', 'one tokenizer', true],
    ['capt', 'two tokenizers', false],
    ['unite', 'one tokenizer', true],
  ] as const)('%s, %s: equal scoring each label from scratch', async (method, _, same) => {
    const [found] = await classified(method, same);
    const expected = await fromScratch(method, await parts(same), ITEMS[0]!.text, 0.7);
    expectClose(found!.logScores, expected, 1e-9);
    expectClose(found!.probabilities, softmax(expected), 1e-9);
  });

  it.each(['capt', 'unite'] as const)(
    '%s: are a distribution over the set, and leave the models empty',
    async (method) => {
      const participants = await parts(false);
      const found = await items({ items: ITEMS, labels: LABELS, prompt, method, participants });
      for (const { label, probabilities, logScores, members } of found) {
        expect(LABELS).toContain(label);
        expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        expect(Math.max(...logScores)).toBeLessThanOrEqual(0);
        expect(Object.keys(members)).toEqual(['base']);
      }
      expect(Object.values(participants).map(({ model }) => model.length)).toEqual([0, 0, 0]);
      // The same text gives the same, whatever was read before it.
      expect(found[3]!.logScores).toEqual(found[0]!.logScores);
    },
  );
});

it('on the CPU, probabilities equal brute force to 1e-5', async () => {
  const parts = await loaded(async (seed) => loadCpuModel(await checkpoint(seed)));
  await expectBruteForce(parts, 1e-5, VIEWED, ITEMS.slice(0, 2));
});

const dawn = await openDawn();
it.skipIf(dawn.gpu === null)(titled('on WebGPU, probabilities equal brute force to 1e-5', dawn), async () => {
  if (dawn.gpu === null) return;
  const runtime = await GpuRuntime.open({ gpu: dawn.gpu });
  const parts = await loaded(async (seed) => runtime.load(await checkpoint(seed)));
  await expectBruteForce(parts, 1e-5, ['proxy'], ITEMS.slice(0, 1));
  runtime.destroy();
});

describe('a run over many items', () => {
  const run = (more: Partial<ClassifyOptions> = {}): ClassifyOptions => ({
    items: ITEMS,
    labels: ['fall', 'no'],
    prompt,
    method: 'proxy',
    participants: participants(table),
    ...more,
  });

  it('tells of the item that does not fit and classifies the rest', async () => {
    const parts = participants((seed) => table(seed, { contextLength: 80 }));
    const long = { id: 'long', text: 'pain '.repeat(100) };
    const events = await collect(run({ participants: parts, items: [ITEMS[0]!, long, ITEMS[1]!] }));
    expect(events.map(({ type }) => type)).toEqual(['item', 'failed', 'item']);
    expect(events[1]).toMatchObject({ id: 'long', index: 1, error: { code: 'context-too-long' } });
  });

  it('ends with the signal, and leaves the models empty', async () => {
    const controller = new AbortController();
    const parts = participants(table);
    const events: ClassifyEvent[] = [];
    const reading = async () => {
      for await (const event of classify(run({ participants: parts, signal: controller.signal }))) {
        events.push(event);
        controller.abort();
      }
    };
    await expect(reading()).rejects.toBeInstanceOf(Cancelled);
    expect(events).toHaveLength(1);
    expect(Object.values(parts).map(({ model }) => model.length)).toEqual([0, 0, 0]);
  });

  it('cancels within an item', async () => {
    const controller = new AbortController();
    const parts = participants((seed) => table(seed, { beforeExtend: () => controller.abort() }));
    await expect(collect(run({ participants: parts, signal: controller.signal }))).rejects.toBeInstanceOf(Cancelled);
    expect(Object.values(parts).map(({ model }) => model.length)).toEqual([0, 0, 0]);
  });

  it('refuses labels before anything runs', async () => {
    const parts = participants(table);
    await expect(collect(run({ participants: parts, labels: ['a', 'a'] }))).rejects.toMatchObject({
      code: 'bad-argument',
    });
    expect((parts.base!.model as TableModel).extended).toEqual([]);
  });
});

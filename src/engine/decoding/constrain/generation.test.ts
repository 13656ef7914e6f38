/** Whole generations under a constraint: random models, every rule, every sampling. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { folderSource } from '../../lm/checkpoint/folder-source.ts';
import { GREEDY } from '../../lm/ensemble.ts';
import { createHostEnsemble } from '../../lm/host-ensemble.ts';
import { TableModel, type TableModelOptions } from '../../lm/testing/table-model.ts';
import { isAllowed } from '../../lm/token-mask.ts';
import { byteLevelFiles, sentencePieceFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer, type Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { FinishEvent, TokenEvent } from '../events.ts';
import { type GenerateOptions, generate } from '../generate.ts';
import { methodEnsemble } from '../method-ensemble.ts';
import type { Method } from '../methods.ts';
import { type ConstraintRule, openConstraint } from './rule.ts';

const words = ['fall', 'with', 'injury', 'no', 'not', 'pain', '": "', '{"', '"}', '", "', 'since', 'mild', '12', '-0'];
const MODELS = join(import.meta.dirname, '../../../../public/models');
const hasDemo = existsSync(join(MODELS, 'demo-base', 'tokenizer.json'));

const tokenizers: Record<string, Tokenizer> = {
  'byte-level': await loadTokenizer(byteLevelFiles({ words })),
  SentencePiece: await loadTokenizer(sentencePieceFiles({ words: words.filter((word) => /^[a-z]+$/.test(word)) })),
};
if (hasDemo) tokenizers.demo = await loadTokenizer(folderSource(join(MODELS, 'demo-base')));
const STOP_IDS = [0, 4];
const ASSISTANT = 3;

interface Run {
  readonly finish: FinishEvent;
  readonly tokens: readonly TokenEvent[];
}

interface Setting {
  readonly tokenizer: Tokenizer;
  /** Of expert and anti-expert; default the same. */
  readonly pairTokenizer?: Tokenizer;
  readonly method?: Method;
  readonly rule: ConstraintRule;
  readonly seed: number;
  readonly model?: Partial<TableModelOptions>;
  readonly more?: Partial<GenerateOptions>;
}

async function run(setting: Setting): Promise<Run> {
  const { tokenizer, pairTokenizer = tokenizer, method = 'proxy', rule, seed, model = {}, more = {} } = setting;
  const part = (offset: number, own: Tokenizer) => {
    const vocabularySize = own.size + 3;
    return {
      model: new TableModel({ vocabularySize, seed: 7 * seed + offset, contextLength: 1024, ...model }),
      tokenizer: own,
    };
  };
  const participants = { base: part(1, tokenizer), expert: part(2, pairTokenizer), anti: part(3, pairTokenizer) };
  const prompt = [ASSISTANT];
  const role = (own: Tokenizer) => ({ tokenizer: own, prompt, contextLength: 1024 });
  const constraint = await openConstraint(
    rule,
    { tokenizer, vocabularySize: tokenizer.size + 3, stopIds: STOP_IDS },
    prompt,
  );
  const { ensemble, writer } = methodEnsemble(method, participants, {
    plain: createHostEnsemble,
    fork: (model) => model.fork!(),
  });
  const events = generate({
    ensemble,
    method,
    roles: {
      ...Object.fromEntries(ensemble.roles.map((name) => [name, role(pairTokenizer)])),
      base: role(writer.tokenizer),
    },
    stopIds: STOP_IDS,
    maxTokens: 500,
    seed,
    constraint,
    ...more,
  });
  const tokens: TokenEvent[] = [];
  let finish: FinishEvent | null = null;
  for await (const event of events) {
    if (event.type === 'token') tokens.push(event);
    if (event.type === 'finish') finish = event;
  }
  if (finish === null) throw new Error('The generation did not finish.');
  return { finish, tokens };
}

const SAMPLINGS = {
  greedy: GREEDY,
  sampled: { ...GREEDY, temperature: 1.5 },
  filtered: { repetitionPenalty: 1.3, temperature: 1, topK: 5, topP: 0.9 },
};
const LABELS = ['fall', 'fall with injury', 'no fall', 'no', 'No', ' no', 'not', 'é'];
const EXPRESSIONS = [
  '(?:no|not|no pain)?',
  '\\d{2}/\\d{2}/\\d{4}',
  '[A-Z][a-zé ]{2,8}\\.',
  '[^\\n]{3,9}',
  ' ?(?:fall|pain)(?: with injury)?',
  '.{5}🩺',
];
const SCHEMA = {
  type: 'object',
  properties: {
    pain: { enum: ['mild', 'no', null] },
    since: { type: 'integer', minimum: 1, maximum: 12 },
    words: { type: 'array', items: { type: 'string', maxLength: 4 }, maxItems: 3 },
    note: { type: 'string', minLength: 1, maxLength: 8 },
  },
  required: ['pain', 'note'],
};
const validate = new Ajv2020().compile(SCHEMA);

describe.each(Object.entries(tokenizers))('a generation with a %s tokenizer', (_, tokenizer) => {
  describe.each(Object.entries(SAMPLINGS))('%s', (_, sampling) => {
    it('is one of the labels, under every method', async () => {
      const seen = new Set<string>();
      for (const method of ['base', 'expert', 'proxy'] as const) {
        for (let seed = 1; seed <= 6; seed++) {
          const rule = { kind: 'labels', labels: LABELS } as const;
          const { finish, tokens } = await run({ tokenizer, method, rule, seed, more: { sampling } });
          const ids = tokens.map(({ id }) => id).filter((id) => !STOP_IDS.includes(id));
          const text = new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => [...tokenizer.bytes(id)])));
          expect(LABELS).toContain(text);
          expect(['constraint', 'stop-token']).toContain(finish.cause.kind);
          seen.add(text);
        }
      }
      expect(seen.size).toBeGreaterThan(2);
    });

    it.each(EXPRESSIONS)('matches %s', async (source) => {
      for (let seed = 1; seed <= 3; seed++) {
        const { finish } = await run({
          tokenizer,
          rule: { kind: 'regular-expression', source },
          seed,
          more: { sampling },
        });
        expect(finish.text).toMatch(new RegExp(`^(?:${source})$`, 'u'));
        expect(finish.reason).toBe('stop');
      }
    });

    it('is JSON that validates', async () => {
      for (let seed = 1; seed <= 3; seed++) {
        const { finish } = await run({
          tokenizer,
          rule: { kind: 'json-schema', schema: SCHEMA },
          seed,
          more: { sampling },
        });
        expect(finish.reason).toBe('stop');
        expect(validate(JSON.parse(finish.text)), finish.text).toBe(true);
      }
    });
  });
});

const tokenizer = tokenizers['byte-level']!;
const rule = { kind: 'labels', labels: ['fall', 'fall with injury', 'no'] } as const;

it('chooses among allowed tokens, and tells their probabilities over the whole vocabulary', async () => {
  const { tokens } = await run({ tokenizer, rule, seed: 1 });
  const first = tokens[0]!;
  expect(first.candidates.map(({ id }) => id).sort()).toEqual(
    [tokenizer.encodeContinuation('fall')[0], tokenizer.encodeContinuation('no')[0]].sort(),
  );
  expect(first.candidates.reduce((sum, { combined }) => sum + combined, 0)).toBeLessThan(0.5);
});

it('ends without a further forward where nothing can follow, and by the stop token where something could', async () => {
  const alone = await run({ tokenizer, rule: { kind: 'labels', labels: ['fall'] }, seed: 1 });
  expect(alone.finish).toMatchObject({ text: 'fall', reason: 'stop', cause: { kind: 'constraint' } });
  expect(alone.tokens).toHaveLength(tokenizer.encodeContinuation('fall').length);
  const length = 1 + tokenizer.encodeContinuation('fall').length;
  const stop = await run({
    tokenizer,
    rule: { kind: 'labels', labels: ['fall', 'fall with injury'] },
    seed: 1,
    method: 'base',
    model: { script: { [length]: 4 } },
  });
  expect(stop.finish).toMatchObject({ text: 'fall', reason: 'stop', cause: { kind: 'stop-token', id: 4 } });
});

it.each(['adaptive', 'speculative', 'capt', 'mixture', 'contrastive', 'unite'] as const)(
  'is one of the labels under %s, sampled or not',
  async (method) => {
    const labels = [...LABELS];
    for (const sampling of [SAMPLINGS.greedy, SAMPLINGS.sampled]) {
      for (let seed = 1; seed <= 4; seed++) {
        const { finish } = await run({ tokenizer, method, rule: { kind: 'labels', labels }, seed, more: { sampling } });
        expect(labels).toContain(finish.text);
        if (method !== 'adaptive' && method !== 'speculative') continue;
        const plain = await run({ tokenizer, rule: { kind: 'labels', labels }, seed, more: { sampling } });
        expect(finish.text).toBe(plain.finish.text);
      }
    }
  },
);

it.each(['capt', 'unite'] as const)(
  'is one of the labels under %s with a pair that splits text otherwise',
  async (method) => {
    // UniTE writes whole characters only.
    const labels = LABELS.filter((label) => method === 'capt' || label !== 'é');
    const setting = {
      method,
      tokenizer,
      pairTokenizer: tokenizers.SentencePiece!,
      rule: { kind: 'labels', labels },
    } as const;
    for (const sampling of [SAMPLINGS.greedy, SAMPLINGS.sampled]) {
      for (let seed = 1; seed <= 4; seed++) {
        const { finish } = await run({ ...setting, seed, more: { sampling } });
        expect(labels).toContain(finish.text);
      }
    }
  },
);

it('says that a limit ended it before the text was complete', async () => {
  const { finish } = await run({
    tokenizer,
    rule: { kind: 'regular-expression', source: 'a{20}' },
    seed: 1,
    more: { maxTokens: 5 },
  });
  expect(finish).toMatchObject({ reason: 'length', cause: { kind: 'max-tokens', limit: 5 } });
});

it('is refused when the ensemble chooses what is not allowed', async () => {
  const chosen = { id: 9, base: 1, expert: 0, anti: 0, combined: 1, delta: 0 };
  const ensemble = {
    roles: ['base'] as const,
    prefill: async () => {},
    step: async () => ({ chosen, baseArgmax: 9, combinedArgmax: 9, top: [], baseTop: [], spread: null }),
    reset: async () => {},
  };
  await expect(run({ tokenizer, rule, seed: 1, method: 'base', more: { ensemble } })).rejects.toMatchObject({
    code: 'unsupported',
  });
});

describe('a constraint', () => {
  it('never changes: going on from the same place twice gives the same', async () => {
    const space = { tokenizer, vocabularySize: tokenizer.size, stopIds: STOP_IDS };
    for (const each of [rule, { kind: 'regular-expression', source: '(?:fall|no)(?: with)?' } as const]) {
      const start = await openConstraint(each, space, [ASSISTANT]);
      const [fall, no] = ['fall', 'no'].map((label) => tokenizer.encodeContinuation(label)[0] ?? 0);
      const before = [...start.allowed()];
      const after = start.next(fall!);
      start.next(no!);
      expect([...start.allowed()]).toEqual(before);
      expect([...start.next(fall!).allowed()]).toEqual([...after.allowed()]);
      expect([start.isComplete, after.isComplete, after.isFinished]).toEqual([false, true, false]);
      expect(STOP_IDS.map((id) => [isAllowed(start.allowed(), id), isAllowed(after.allowed(), id)])).toEqual([
        [false, true],
        [false, true],
      ]);
      for (const id of [ASSISTANT, 4, 250])
        expect(() => after.next(id)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    }
  });

  it('allows no control token, and tokens that end within a character only where it can go on', async () => {
    const space = { tokenizer, vocabularySize: tokenizer.size, stopIds: STOP_IDS };
    const any = await openConstraint({ kind: 'regular-expression', source: '[^]+' }, space, []);
    for (const id of [0, 1, 2, 3, 4]) expect(isAllowed(any.allowed(), id)).toBe(false);
    const accent = await openConstraint({ kind: 'regular-expression', source: 'é' }, space, []);
    const [lead, follow] = tokenizer.encodeContinuation('é');
    expect([...accent.allowed()].reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0)).toBe(1);
    expect(accent.next(lead!).next(follow!).isFinished).toBe(true);
  });
});

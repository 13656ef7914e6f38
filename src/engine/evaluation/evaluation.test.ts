import { describe, expect, it } from 'vitest';
import type { EvaluationRecord } from '../records/record.ts';
import type { Answer } from './answer.ts';
import { extractionCounts } from './extraction.ts';
import type { Item } from './item.ts';
import { itemReader } from './item-reader.ts';
import { parseMethods } from './method-spec.ts';
import { outcomeKey } from './outcome.ts';
import { checkMethods, groupMethods } from './plan.ts';
import { surveyItems } from './read-items.ts';
import { summarize } from './summary.ts';
import { evaluationTask } from './task.ts';

const record = (fields: Partial<EvaluationRecord>): EvaluationRecord => {
  return { id: 'a', line: 1, input: 'Doctor: Pain?', reference: '', ...fields };
};

describe('items', () => {
  const headers = itemReader(evaluationTask('section-header'), null);

  it('know a label by its code in any case and by its text, and a section of MTS-Dialog by its code', () => {
    for (const reference of ['genhx', 'GENHX', 'History of present illness']) {
      expect(headers(record({ reference }))).toMatchObject({ reference: 'genhx' });
    }
    expect(headers(record({ reference: 'He has pain.', section: 'GENHX' }))).toMatchObject({ reference: 'genhx' });
    const summary = itemReader(evaluationTask('section-summary'), null);
    expect(summary(record({ reference: 'Pain.', section: 'ROS' }))).toMatchObject({ section: 'REVIEW OF SYSTEMS' });
  });

  it('take the labels of the file where they are not the task’s', () => {
    const read = itemReader(evaluationTask('yes-no'), null);
    const item = read(record({ options: ['yes', 'no', 'maybe'], reference: 'maybe' }));
    expect(item).toMatchObject({ reference: 'maybe', labels: [{ text: 'yes' }, { text: 'no' }, { text: 'maybe' }] });
  });

  it('number the sentences that may be wrong', () => {
    const read = itemReader(evaluationTask('error-sentence'), null);
    const item = read(record({ sentences: '0 A.\n1 B.', errorSentence: '1' }));
    expect(item).toMatchObject({ reference: '1', labels: [{ code: '-1' }, { code: '0' }, { code: '1' }] });
  });

  it.each([
    ['section-header', { reference: 'weather' }, /“weather” is none of fam\/sochx, /],
    ['section-header', { reference: '' }, /reference is empty/],
    ['note', { reference: ' ' }, /reference is empty/],
    ['note', { input: ' ', reference: 'x' }, /text is empty/],
    ['nli', { reference: 'neutral' }, /no premise and hypothesis/],
    ['section-summary', { reference: 'x' }, /does not say which section/],
    ['error-sentence', { reference: 'x' }, /no numbered sentences/],
    ['social-history', { reference: 'retired' }, /no JSON list/],
    ['social-history', { reference: '[{"entity":"Alcohol","label":"Type","value":"gin"}]' }, /“gin” .* does not stand/],
  ] as const)('%s: %j is left out with a reason', (task, fields, reason) => {
    expect(itemReader(evaluationTask(task), null)(record(fields))).toEqual(expect.stringMatching(reason));
  });

  it('of a file that has none of use: says why', async () => {
    const source = {
      name: 'x.jsonl',
      open: async function* () {
        yield new TextEncoder().encode('{"input":"x"}\n');
      },
    };
    const survey = surveyItems(source, evaluationTask('note'), { labels: null, limit: null });
    await expect(survey).rejects.toMatchObject({
      code: 'empty-input',
      message: expect.stringMatching(/reference is empty/),
    });
  });
});

it('keeps of 100,000 items what figures need: no texts, and one set of labels', async () => {
  const source = {
    name: 'x.jsonl',
    async *open() {
      for (let part = 0; part < 200; part++) {
        const lines = Array.from({ length: 500 }, (_, at) => {
          const reference = at === 0 ? 'perhaps' : at % 2 === 0 ? 'yes' : 'no';
          return `{"id":"${part}-${at}","input":"${'long '.repeat(40)}","reference":"${reference}"}\n`;
        });
        yield new TextEncoder().encode(lines.join(''));
      }
    },
  };
  const { items, problems, problemCount } = await surveyItems(source, evaluationTask('yes-no'), {
    labels: null,
    limit: null,
  });
  expect(items).toHaveLength(99_800);
  expect(new Set(items.map(({ input }) => input))).toEqual(new Set(['']));
  expect(new Set(items.map(({ labels }) => labels)).size).toBe(1);
  expect([problems.length, problemCount]).toEqual([200, 200]);
});

describe('methods', () => {
  it('are named as on the command line, with α as a number or a range', () => {
    const specs = parseMethods('base,CPT+IT@0.5,it,capt-it,proxy@0:1:0.5');
    expect(specs.map(({ name, method, alpha }) => [name, method, alpha])).toEqual([
      ['base', 'base', 1],
      ['CPT+IT@0.5', 'proxy', 0.5],
      ['it', 'proxy', 1],
      ['capt-it', 'capt', 1],
      ['proxy@0', 'proxy', 0],
      ['proxy@0.5', 'proxy', 0.5],
      ['proxy@1', 'proxy', 1],
    ]);
    expect(specs[2]?.models).toEqual({ base: 'demo-base', expert: 'demo-it', anti: 'demo-cpt' });
    expect(specs[3]?.models.base).toBe('demo-capt-base');
  });

  it.each([
    'nonsense',
    'base,base',
    'base@0.5',
    'proxy@x',
    'proxy@1:0:0.1',
    'proxy@0:1',
    'proxy@0:1:0.001',
    'capt-x',
    '',
  ])('“%s” is refused', (text) =>
    expect(() => parseMethods(text)).toThrow(expect.objectContaining({ code: 'bad-argument' })),
  );

  it('of models that are given know no pairs of other models', () => {
    const models = { base: 'big', expert: 'small-clinical', anti: 'small' };
    const given = { models, otherBase: models.base, presets: null, alpha: 1 };
    expect(parseMethods('base,proxy@0.5,capt', given).map((spec) => spec.models)).toEqual([models, models, models]);
    for (const name of ['cpt', 'capt-it']) {
      expect(() => parseMethods(name, given)).toThrow(/is a pair of the demonstration models/);
    }
  });

  it('share loaded models where they can', () => {
    const groups = groupMethods(parseMethods('base,expert,cpt,it,cpt+it,capt,unite,proxy@0.5'));
    expect(groups.map(({ methods }) => methods.map(({ name }) => name))).toEqual([
      ['base', 'expert', 'it'],
      ['cpt'],
      ['cpt+it', 'proxy@0.5'],
      ['capt', 'unite'],
    ]);
  });

  it('that say nothing of likelihood are refused for perplexity', () => {
    expect(() => checkMethods(evaluationTask('perplexity'), parseMethods('base,capt'))).toThrow(/“capt”/);
  });
});

describe('an outcome’s key', () => {
  const item: Item = { id: 'a', line: 1, input: 'text', labels: [], reference: 'x' };
  const setting = { task: 'note', maxTokens: 10, seed: 1, weights: (model: string) => model } as const;
  const [base, proxy] = parseMethods('base,proxy');
  const key = outcomeKey(proxy!, item, setting);

  it('changes with whatever the answer depends on', () => {
    const others = [
      outcomeKey(base!, item, setting),
      outcomeKey({ ...proxy!, alpha: 0.5 }, item, setting),
      outcomeKey(proxy!, { ...item, input: 'other' }, setting),
      outcomeKey(proxy!, item, { ...setting, maxTokens: 11 }),
      outcomeKey(proxy!, item, { ...setting, weights: (model) => `${model} v2` }),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });

  it('does not change with what it does not depend on', () => {
    expect(outcomeKey({ ...proxy!, name: 'cpt+it' }, { ...item, line: 9, reference: 'y' }, setting)).toBe(key);
    expect(outcomeKey({ ...base!, alpha: 0.5 }, item, setting)).toBe(outcomeKey(base!, item, setting));
  });
});

describe('figures', () => {
  const labels = ['yes', 'no'].map((code) => ({ code, text: code }));
  const items: Item[] = ['yes', 'yes', 'no', 'no', 'no'].map((reference, index) => {
    return { id: String(index), line: index, input: '', labels, reference };
  });
  const answered = (...predictions: (string | null)[]) =>
    new Map(
      predictions.flatMap((prediction, index): [string, Answer][] =>
        prediction === null ? [] : [[String(index), { prediction, tokens: 2, leftOut: 0, milliseconds: 10 }]],
      ),
    );

  it('are over the items that every method answered', () => {
    const answers = new Map([
      ['base', answered('no', 'no', 'no', 'no', null)],
      ['proxy', answered('yes', 'no', 'no', '', 'no')],
    ]);
    const { items: count, methods } = summarize({
      task: evaluationTask('yes-no'),
      items,
      answers,
      seed: 1,
      samples: 200,
    });
    expect(count).toBe(4);
    expect(methods.base?.metrics.accuracy).toBe(0.5);
    expect(methods.base?.pVsBase).toBeNull();
    expect(methods.proxy?.metrics.accuracy).toBe(0.5);
    expect(methods.proxy?.classes).toMatchObject({
      besideBase: { onlyA: 1, onlyB: 1, both: 1, neither: 1 },
    });
    expect(methods.proxy?.timing).toMatchObject({ millisecondsPerItem: 10, tokens: 8, tokensPerSecond: 200 });
    const [low = 1, high = 0] = methods.proxy?.ci.accuracy ?? [];
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  it('come out the same for the same seed', () => {
    const answers = new Map([['base', answered('no', 'yes', 'no', 'yes', 'no')]]);
    const run = (seed: number) => summarize({ task: evaluationTask('yes-no'), items, answers, seed, samples: 100 });
    expect(run(3)).toEqual(run(3));
    expect(run(3).methods.base?.standardError).not.toEqual(run(4).methods.base?.standardError);
  });

  it('of texts leave out what does not apply', () => {
    const texts = items.map((item) => ({ ...item, labels: [], reference: 'Take two tablets.' }));
    const answers = new Map([['base', answered('Take two', 'two tablets', 'no', 'no', 'no')]]);
    const { metrics } = summarize({ task: evaluationTask('note'), items: texts, answers, seed: 1, samples: 50 }).methods
      .base!;
    expect(metrics.rouge1).toBeCloseTo((0.8 + 0.8) / 5, 12);
    expect(metrics.distinct1).toBeCloseTo(4 / 7, 12);
    expect(metrics).not.toHaveProperty('numberCoverage');
  });

  it('of extractions are span F1 over all documents, and nothing for an answer that cannot be read', () => {
    const input = 'Retired. Smokes one pack a day.';
    const entry = (entity: string, label: string, value: string) => ({ entity, label, value });
    const status = entry('Employment', 'StatusEmploy', 'Retired');
    const reference = JSON.stringify([status, entry('Tobacco', 'Amount', 'one pack')]);
    const read = itemReader(evaluationTask('social-history'), null);
    const document = read(record({ input, reference })) as Item;
    const answer = (prediction: string): Answer => {
      const spans = extractionCounts(prediction, document.reference, input);
      return { prediction, spans, tokens: 1, leftOut: 0, milliseconds: 1 };
    };
    // Overlap of the same type is right; a value that is not in the text, and another type, are not.
    const said = [status, entry('Tobacco', 'Amount', 'one pack a day'), entry('Alcohol', 'Type', 'gin')];
    const two = [document, { ...document, id: 'b' }];
    const answers = new Map([
      [
        'base',
        new Map([
          ['a', answer(`Here: ${JSON.stringify(said)}`)],
          ['b', answer('I do not know.')],
        ]),
      ],
    ]);
    const task = evaluationTask('social-history');
    const { metrics } = summarize({ task, items: two, answers, seed: 1, samples: 20 }).methods.base!;
    expect(metrics.spanF1).toBeCloseTo((2 * 2) / (3 + 4), 12);
  });

  it('of documents are perplexity over all tokens', () => {
    const answer = (nll: number, tokens: number) => ({ prediction: '', nll, tokens, leftOut: 0, milliseconds: 1 });
    const answers = new Map([
      [
        'base',
        new Map([
          ['0', answer(10, 5)],
          ['1', answer(2, 1)],
        ]),
      ],
    ]);
    const documents = items.slice(0, 2);
    const summary = summarize({ task: evaluationTask('perplexity'), items: documents, answers, seed: 1, samples: 50 });
    expect(summary.methods.base?.metrics.perplexity).toBeCloseTo(Math.exp(12 / 6), 12);
  });
});

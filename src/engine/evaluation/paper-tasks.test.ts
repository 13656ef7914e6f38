/** The nineteen tasks of both papers, and examinations, from a row of a file to a figure. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrap } from '../analysis/bootstrap.ts';
import { folderSource } from '../lm/checkpoint/folder-source.ts';
import { openTrio, type Trio } from '../trio.ts';
import { type Answer, answerItem } from './answer.ts';
import golden from './golden/codes.json' with { type: 'json' };
import type { Item } from './item.ts';
import { CENTRED, type Pair, statistics } from './metric.ts';
import type { MetricKey } from './metric-key.ts';
import { readItems } from './read-items.ts';
import { summarize } from './summary.ts';
import { evaluationTask, itemPrompt, LIBRARY_TASK_IDS, type LibraryTaskId, PAPER_TASKS } from './task.ts';

const DIALOGUE = 'Doctor: What is it?\nPatient: A cough since Monday.\nDoctor: Rest, please.';
const OPTIONS = ['Aspirin', 'Warfarin', 'It cannot be answered'];
const PAIR = { premise: 'He was given ceftriaxone.', hypothesis: 'He had an antibiotic.' };
const NOTE = 'CHIEF COMPLAINT\n\nCough.\n\nASSESSMENT AND PLAN\n\nRest.';
const span = (entity: string, label: string, value: string) => ({ entity, label, value });

/** A row as a file of Locum's own form has it, and an answer that is right. */
const ROWS: Readonly<Record<LibraryTaskId, { readonly row: object; readonly right: string }>> = {
  'clue-mednli': { row: { ...PAIR, label: 'entailment' }, right: 'entailment' },
  'clue-meqsum': { row: { input: 'I cough. Why?', reference: 'What causes cough?' }, right: 'What causes cough?' },
  'clue-problem-list': { row: { input: 'CHF. COPD.', reference: ['CHF', 'COPD'] }, right: 'CHF\nCOPD' },
  'clue-longhealth': {
    row: { input: 'Warfarin 5 mg.', question: 'Which drug?', options: OPTIONS, reference: 'Warfarin', subtask: '2' },
    right: 'B',
  },
  'clue-medisumqa': { row: { input: 'Rest a week.', question: 'How long?', reference: 'A week.' }, right: 'A week.' },
  'clue-medisumcode': { row: { input: 'Hypertension.', reference: ['I10', 'E11.9'] }, right: 'I10, E11.9' },
  'clue-icd10cm': { row: { question: 'What is I10?', options: OPTIONS, reference: 'A' }, right: 'A' },
  'clue-medicationqa': { row: { question: 'What is metformin for?', reference: 'Diabetes.' }, right: 'Diabetes.' },
  'clue-rrs-qa': {
    row: { input: 'No effusion.', questions: ['1. Effusion?', '2. Heart?'], reference: ['No', 'Not described'] },
    right: '1. No\n2. Not described',
  },
  'clue-sdoh': {
    row: { input: 'A retired cook.', reference: [span('Employment', 'StatusEmploy', 'retired')] },
    right: JSON.stringify([span('Employment', 'StatusEmploy', 'retired')]),
  },
  'clue-aci-bench': { row: { input: DIALOGUE, reference: NOTE }, right: NOTE },
  'clue-medec': { row: { sentences: '0 He coughs.\n1 He rests.', error_sentence_id: 1, input: 'x' }, right: '1' },
  'bbw-mednli': { row: { ...PAIR, label: 'entailment' }, right: 'entailment' },
  'bbw-specialty': { row: { input: 'Left heart catheterisation.', reference: 'Surgery' }, right: 'Surgery' },
  'bbw-fall': { row: { input: 'She slipped and fell.', reference: 'fall' }, right: 'fall' },
  'bbw-aci-bench': { row: { input: DIALOGUE, reference: NOTE }, right: NOTE },
  'bbw-replicate': { row: { input: 'Cough for a week.', reference: 'Rest.' }, right: 'Rest.' },
  'bbw-meddialog': { row: { input: DIALOGUE, reference: 'A cough.' }, right: 'A cough.' },
  'bbw-mediqa': { row: { input: 'Is a cough bad?', reference: 'Rarely.' }, right: 'Rarely.' },
  'exam-choice': { row: { question: 'What thins blood?', options: OPTIONS, reference: 'Warfarin' }, right: 'B' },
  'exam-pubmedqa': { row: { input: 'It helped.', question: 'Did it help?', reference: 'yes' }, right: 'yes' },
};

async function itemOf(
  task: LibraryTaskId,
  row: object,
): Promise<{ item: Item | undefined; problems: readonly string[] }> {
  const source = {
    name: `${task}.jsonl`,
    async *open() {
      yield new TextEncoder().encode(`${JSON.stringify({ id: 'one', ...row })}\n`);
    },
  };
  const problems: string[] = [];
  let item: Item | undefined;
  const options = { labels: null, limit: null };
  for await (const each of readItems(source, evaluationTask(task), options, ({ message }) => problems.push(message)))
    item = each;
  return { item, problems };
}

const answered = (prediction: string): Answer => ({ prediction, tokens: 1, leftOut: 0, milliseconds: 1 });

function figures(keys: readonly MetricKey[], pairs: readonly Pair[]): Readonly<Record<string, number>> {
  const all = Uint32Array.from(pairs.keys());
  return Object.fromEntries([...statistics(keys, pairs, { stem: false })].map(([key, of]) => [key, of(all)]));
}

const demo = fileURLToPath(new URL('../../../public/models/demo-anti', import.meta.url));

let trio: Trio | null = null;
beforeAll(async () => {
  if (existsSync(demo))
    trio = await openTrio({ sources: { base: folderSource(demo) }, backend: 'cpu', method: 'base' });
});
afterAll(() => trio?.dispose());

it('are all there', () => {
  expect(PAPER_TASKS).toHaveLength(19);
});

describe.each(LIBRARY_TASK_IDS)('%s', (task) => {
  it('is read, asked in the words of the library, and a right answer counts as right', async () => {
    const { row, right } = ROWS[task];
    const { item, problems } = await itemOf(task, row);
    expect(problems).toEqual([]);
    const { chat } = itemPrompt(task, item!)(item!.input);
    const { paper, metrics, kind } = evaluationTask(task);
    expect(chat).toHaveLength(2 * paper!.examples.length + 1);
    for (const text of [item!.input, ...Object.values(item!.fields ?? {})])
      expect(chat.at(-1)?.content).toContain(text.trim());
    if (kind === 'classify') expect(item!.labels.map(({ code }) => code)).toContain(item!.reference);
    if (metrics[0] === 'spanF1') return;
    const { [metrics[0]!]: best } = figures(metrics, [{ item: item!, answer: answered(right) }]);
    const { [metrics[0]!]: worst } = figures(metrics, [{ item: item!, answer: answered('zzz') }]);
    expect([best, worst]).toEqual([1, 0]);
  });

  it('says what a row lacks', async () => {
    const { problems } = await itemOf(task, { input: ' ', premise: '', question: '', options: [], reference: '' });
    expect(problems).toEqual([expect.stringMatching(/^it has no “/)]);
  });

  it.skipIf(!existsSync(demo))('is answered by a model', async () => {
    const { item } = await itemOf(task, ROWS[task].row);
    const answer = await answerItem(trio!, { task, item: item!, method: 'base', alpha: 1, maxTokens: 4, seed: 1 });
    const answers = new Map([['base', new Map([['one', answer]])]]);
    const summary = summarize({ task: evaluationTask(task), items: [item!], answers, seed: 1, samples: 10 });
    expect(summary.items).toBe(1);
    const [main] = evaluationTask(task).metrics;
    expect(summary.methods.base?.metrics).toHaveProperty(main!);
  });
});

describe('figures against independent code', () => {
  const item = (reference: string, more: Partial<Item> = {}): Item => ({
    id: '',
    line: 1,
    input: '',
    labels: [],
    reference,
    ...more,
  });

  it('of codes are those of Python within 1e-9', () => {
    const pairs = golden.items.map(({ expected, answered: said }) => ({
      item: item(expected.join(', ')),
      answer: answered(said.join(', ')),
    }));
    const { codeF1, codeApproximateF1, codeValidForm } = figures(
      ['codeF1', 'codeApproximateF1', 'codeValidForm'],
      pairs,
    );
    expect(Math.abs(codeF1! - golden.exact)).toBeLessThan(1e-9);
    expect(Math.abs(codeApproximateF1! - golden.approximate)).toBeLessThan(1e-9);
    expect(codeValidForm).toBe(1);
    const half = [{ item: item('I10'), answer: answered('I10, hypertension') }];
    expect(figures(['codeValidForm'], half)).toEqual({ codeValidForm: 0.5 });
  });

  it('of macro-F1 keep their labels over resamples', () => {
    const labels = golden.labels.map((text) => ({ code: text, text }));
    const pairs = golden.gold.map((reference, at) => ({
      item: item(reference, { labels }),
      answer: answered(golden.said[at]!),
    }));
    const macro = statistics(['macroF1'], pairs, { stem: false }).get('macroF1')!;
    expect(Math.abs(macro(Uint32Array.from(pairs.keys())) - golden.macroF1)).toBeLessThan(1e-9);
    for (const { indices, macroF1 } of golden.draws) {
      expect(Math.abs(macro(Uint32Array.from(indices)) - macroF1)).toBeLessThan(1e-9);
    }
  });

  it('of LongHealth are told by sub-task', () => {
    const pairs = [
      ['1', 'A', 'A'],
      ['1', 'A', 'B'],
      ['2', 'B', 'B'],
      ['3', 'C', 'A'],
    ].map(([group, reference, said]) => ({ item: item(reference!, { group: group! }), answer: answered(said!) }));
    expect(figures(['longHealth1', 'longHealth2', 'longHealth3'], pairs)).toEqual({
      longHealth1: 0.5,
      longHealth2: 1,
      longHealth3: 0,
    });
  });

  it('of distinct-n lie within their intervals', () => {
    const words = ['cough', 'fever', 'pain', 'rest', 'drink', 'sleep', 'walk', 'eat'];
    const pairs = Array.from({ length: 30 }, (_, at) => ({
      item: item(''),
      answer: answered(words.map((word, i) => `${word}${(at * (i + 3)) % 17}`).join(' ')),
    }));
    for (const key of CENTRED) {
      const statistic = statistics([key], pairs, { stem: false }).get(key)!;
      const plain = bootstrap(pairs.length, statistic, { samples: 400 });
      const centred = bootstrap(pairs.length, statistic, { samples: 400, centred: true });
      // What it was before: an interval beside its figure.
      expect(plain.high).toBeLessThan(plain.value);
      expect(centred.low).toBeLessThan(centred.value);
      expect(centred.high).toBeGreaterThan(centred.value);
      expect(centred.standardError).toBeCloseTo(plain.standardError, 12);
    }
  });
});

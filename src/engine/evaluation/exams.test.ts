/** Examinations as they are published, from a file to items. */
import { describe, expect, it } from 'vitest';
import type { TextSource } from '../records/decode.ts';
import { readColumns, readRecords } from '../records/read-records.ts';
import { guessTask } from './guess-task.ts';
import { readItems } from './read-items.ts';
import { evaluationTask } from './task.ts';

function file(name: string, content: string): TextSource {
  return {
    name,
    async *open() {
      yield new TextEncoder().encode(content);
    },
  };
}

const lines = (...rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

/** Its items as question, options and the letter of the right one, and what is wrong with the others. */
async function examOf(source: TextSource) {
  const told: string[] = [];
  const task = evaluationTask((await guessTask(source)) ?? 'note');
  const items: (readonly (string | undefined)[])[] = [];
  for await (const { input, fields, reference } of readItems(source, task, { labels: null, limit: null }, (problem) =>
    told.push(problem.message),
  ))
    items.push([input, fields?.options, reference]);
  return { task: task.id, items, told };
}

const CHOICE = { question: 'Which one?', opa: 'Ice', opb: 'E. coli', opc: 'Rest', opd: 'Heat' };
const LETTERED = 'A. Ice\nB. E. coli\nC. Rest\nD. Heat';

describe('MedQA', () => {
  it('has its options as an object or as pairs', async () => {
    const row = { question: 'Which one?', answer: 'Rest', answer_idx: 'C', meta_info: 'step1' };
    const pairs = ['C', 'A', 'B'].map((key) => ({ key, value: `v${key}` }));
    const source = file(
      'US_qbank.jsonl',
      lines(
        { ...row, options: { A: 'Ice', B: 'E. coli', C: 'Rest', D: 'Heat' } },
        { ...row, options: pairs },
        { ...row, options: { A: 'Ice', B: 'Heat' } },
      ),
    );
    expect(await examOf(source)).toEqual({
      task: 'exam-choice',
      items: [
        ['Which one?', LETTERED, 'C'],
        ['Which one?', 'A. vA\nB. vB\nC. vC', 'C'],
      ],
      told: ['its label “C” is none of A, B'],
    });
  });
});

describe('MedMCQA', () => {
  const withCops = (...cops: readonly unknown[]) =>
    file('dev.json', lines(...cops.map((cop, at) => ({ id: `q${at}`, ...CHOICE, cop, choice_type: 'single' }))));
  const letters = async (...cops: readonly unknown[]) =>
    (await examOf(withCops(...cops))).items.map(([, , right]) => right);

  it('counts its options from 0 or from 1, as a row tells, and those before it too', async () => {
    expect(await letters(1, 2, 0, 3)).toEqual(['B', 'C', 'A', 'D']);
    expect(await letters(1, 2, 4, 3)).toEqual(['A', 'B', 'D', 'C']);
    expect(await letters('3', '0')).toEqual(['D', 'A']);
  });

  it('is not read where no row tells', async () => {
    await expect(letters(1, 2, 3)).rejects.toThrow(/counts the options from 0 or from 1/);
    await expect(letters(...Array.from({ length: 1500 }, () => 2))).rejects.toThrow(/counts the options/);
  });

  it('has tests without answers, and rows that contradict the others, which are told', async () => {
    expect(await examOf(withCops(0, -1, 4))).toMatchObject({
      items: [['Which one?', LETTERED, 'A']],
      told: ['its reference is empty', 'its label “E” is none of A, B, C, D'],
    });
  });
});

describe('PubMedQA', () => {
  const read = async (source: TextSource) => {
    const items = [];
    for await (const event of readRecords(source)) items.push(event.type === 'record' ? event.record : event.message);
    return items;
  };
  const expected = {
    id: '21645374',
    line: 1,
    input: 'AIMS: To see.\nRESULTS: Seen.',
    question: 'Do they?',
    reference: 'maybe',
  };

  it('is one object by number of the abstract, as its repository has it', async () => {
    const row = { QUESTION: 'Do they?', CONTEXTS: ['To see.', 'Seen.'], LABELS: ['AIMS', 'RESULTS'], YEAR: '2011' };
    const source = file('ori_pqal.json', JSON.stringify({ 21645374: { ...row, final_decision: 'maybe' } }, null, 4));
    expect(await read(source)).toEqual([expected]);
    expect(await guessTask(source)).toBe('exam-pubmedqa');
  });

  it('is rows with their context inside, as its copy has it', async () => {
    const context = { contexts: ['To see.', 'Seen.'], labels: ['AIMS', 'RESULTS'], meshes: [] };
    const row = { pubid: 21645374, question: 'Do they?', context, long_answer: 'x', final_decision: 'maybe' };
    expect(await read(file('p.jsonl', lines(row)))).toEqual([expected]);
  });
});

describe('MMLU', () => {
  it('is a table without header', async () => {
    const source = file('anatomy_test.csv', '"Which, now?",Ice,Ice,Rest,Heat,B\nWhich one?,Ice,E. coli,Rest,Heat,D\n');
    expect(await examOf(source)).toEqual({
      task: 'exam-choice',
      items: [
        ['Which, now?', 'A. Ice\nB. Ice\nC. Rest\nD. Heat', 'B'],
        ['Which one?', LETTERED, 'D'],
      ],
      told: [],
    });
    expect(await readColumns(source)).toEqual(['question', 'A', 'B', 'C', 'D', 'answer']);
  });

  it('is rows with a list of choices and the place of the right one', async () => {
    const row = { question: 'Which one?', subject: 'anatomy', choices: ['Ice', 'E. coli', 'Rest', 'Heat'], answer: 3 };
    expect((await examOf(file('m.jsonl', lines(row)))).items).toEqual([['Which one?', LETTERED, 'D']]);
  });
});

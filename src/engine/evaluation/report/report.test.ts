import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer.ts';
import type { Item } from '../item.ts';
import { summarize } from '../summary.ts';
import { evaluationTask, PAPER_TASKS } from '../task.ts';
import { classTables } from './class-tables.ts';
import { PUBLISHED, publishedBySet } from './published.ts';
import { type Report, reportTables } from './report.ts';
import { rightPlots } from './right-plot.ts';
import { reportToCsv, reportToHtml, reportToJson, reportToMarkdown } from './write.ts';

const labels = ['yes', 'no'].map((code) => ({ code, text: code }));
const items: Item[] = ['yes', 'no', 'no'].map((reference, index) => ({
  id: `${index}`,
  line: index,
  input: '',
  labels,
  reference,
}));
const answered = (...predictions: readonly string[]) =>
  new Map(
    predictions.map((prediction, index): [string, Answer] => [
      `${index}`,
      { prediction, tokens: 0, leftOut: 0, milliseconds: 100 },
    ]),
  );
const answers = new Map([
  ['base', answered('no', 'no', 'yes')],
  ['<b>proxy|</b>', answered('yes', 'no', 'yes')],
]);
const summary = summarize({ task: evaluationTask('yes-no'), items, answers, seed: 1, samples: 100 });
const set = { name: '=set', summary, leftOut: 0, maxTokens: 24 };
const report: Report = {
  title: 'A & B',
  about: ['About.'],
  methods: [...answers.keys()],
  sets: [set, { ...set, name: 'two' }],
  byClass: true,
  timed: true,
};

describe('a report', () => {
  it('has the papers’ tables, with the published figures beside them', () => {
    const tables = new Map(reportTables(report).map((table) => [table.title, table]));
    expect(tables.get('Classification')?.rows[1]?.[1]).toMatch(/^0\.667 \[0\.\d{3}, 1\.000\]/);
    expect(tables.get('Published: Classification, macro-F1')?.rows).toContainEqual([
      'CAPT-CPT+IT',
      'capt',
      '0.899',
      '0.134',
      '0.817',
    ]);
    expect(tables.get('Across data sets')?.rows[1]?.slice(-6)).toEqual([
      ...['+0.417', '+167 %', '2 of 2', '0.000', '–', '–'],
    ]);
    expect(tables.get('=set: who is right')?.rows).toEqual([['<b>proxy|</b>', '1', '0', '1', '1', '2 of 3']]);
    expect(tables.get('Time')?.rows[0]).toEqual(['base', '100 ms', '100 ms']);
  });

  it('has the published figures of the data sets of CLUE+ that it measures, and of no others', () => {
    const clue = { ...set, summary: { ...summary, task: 'clue-mednli' as const } };
    const tables = reportTables({ ...report, sets: [clue] });
    const published = tables.find(({ title }) => title === 'Published: CLUE+ by data set, %');
    expect(published?.columns).toEqual(['published', 'like', 'clue-mednli']);
    expect(published?.rows.at(-1)).toEqual(['MediPhi-Instruct', 'expert', '71.0']);
    expect(reportTables(report).map(({ title }) => title)).not.toContain(published?.title);
  });

  it('has published figures whose means are the published means', () => {
    const rows = publishedBySet(PAPER_TASKS)!.rows.map(({ name, figures }) => {
      expect(figures).toHaveLength(12);
      return [name, figures.reduce((sum, figure) => sum + figure) / 12] as const;
    });
    const means = new Map(rows);
    for (const { name, figures } of PUBLISHED.clue.rows) {
      const mean = means.get(name);
      if (mean !== undefined) expect(Math.abs(mean - figures[0]!)).toBeLessThan(0.1);
    }
    expect(PUBLISHED.clue.rows.filter(({ name }) => means.has(name))).toHaveLength(3);
  });

  it('tells classes one by one, and what was taken for what', () => {
    const tables = new Map(reportTables(report).map((table) => [table.title, table]));
    expect(tables.get('=set: F1 of each class')).toMatchObject({
      columns: ['class', 'items', 'base', '<b>proxy|</b>'],
      rows: [
        ['yes', '1', '0.000', '0.667'],
        ['no', '2', '0.500', '0.667'],
      ],
    });
    expect(tables.get('=set: confusion under base')?.rows).toEqual([
      ['yes', '0', '1'],
      ['no', '1', '1'],
    ]);
    expect(reportTables({ ...report, byClass: false }).some(({ title }) => /class/.test(title))).toBe(false);
  });

  it('of forty classes leaves out those that nothing is in, and confusions that fill no page', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ code: `c${index}`, text: `c${index}` }));
    const rows = (count: number) =>
      many
        .slice(0, count)
        .map(({ code }, index): Item => ({ id: `${index}`, line: 1, input: '', labels: many, reference: code }));
    const tables = (count: number) => {
      const told = new Map([['base', answered(...many.slice(0, count).map(({ code }) => code))]]);
      const found = summarize({
        task: evaluationTask('yes-no'),
        items: rows(count),
        answers: told,
        seed: 1,
        samples: 10,
      });
      return classTables('set', found, ['base']).map(({ title, rows: own }) => [title, own.length]);
    };
    expect(tables(3)).toEqual([
      ['set: F1 of each class', 3],
      ['set: confusion under base', 3],
    ]);
    expect(tables(20)).toEqual([['set: F1 of each class', 20]]);
  });

  it('draws who is right beside the base, as many items in all as there are', () => {
    const [plot] = rightPlots(report);
    expect(plot).toEqual({
      title: '=set: who is right',
      items: 3,
      rows: [{ name: '<b>proxy|</b>', counts: [1, 1, 0, 1] }],
    });
    const html = reportToHtml(report);
    const bars = [...html.matchAll(/height="18" fill="#[0-9a-f]{6}"/g)];
    expect(bars).toHaveLength(2 * 4);
    expect(html).toContain('>method alone</text>');
  });

  it('never takes a name for markup, a cell for a formula or a column', () => {
    const html = reportToHtml(report);
    expect(html).not.toContain('<b>');
    expect(html).toContain('&#60;b&#62;proxy|');
    expect(html).not.toMatch(/<script|\ssrc=|href=|url\(|@import/);
    expect(reportToMarkdown(report)).toContain('| <b>proxy\\|</b> |');
    expect(reportToCsv(report)).toContain("\r\n'=set,yes-no,3,base,macroF1,0.25,");
    expect(JSON.parse(reportToJson(report)).sets[0].summary.methods.base.metrics.accuracy).toBeCloseTo(1 / 3, 12);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../src/engine/decoding/testing/tokenizers.ts';
import { parseCommand } from './arguments.ts';
import { openRunFile } from './run-file.ts';
import { locumHere } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-eval-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = ['demo-base', 'demo-it', 'demo-anti'];

const evaluate = (...args: readonly string[]) => locumHere('eval', ...args, '--backend', 'cpu');

const file = join(folder, 'items.jsonl');
const LINES = [
  { id: 'a', input: 'Does she smoke? She has never smoked.', reference: 'no' },
  { id: 'b', input: 'Does he drink? He drinks a beer a day.', reference: 'yes' },
  { id: 'b', input: 'again', reference: 'yes' },
  { id: 'c', input: 'Is it raining?', reference: 'perhaps' },
  { id: 'd', input: 'Is there pain?', reference: '' },
];
writeFileSync(file, `${LINES.map((line) => JSON.stringify(line)).join('\n')}\nnot JSON\n`);

describe.runIf(models.every(demoIsPresent))(`eval${whenPresent(...models)}`, { timeout: 180_000 }, () => {
  it('prints what was promised, names the rows it left out, and goes on where it was cut off', async () => {
    const run = join(folder, 'run.jsonl');
    const args = [file, '--task', 'yes-no', '--methods', 'base,proxy,capt', '--samples', '50', '--run', run, '--json'];
    const first = await evaluate(...args);
    expect(first.status, first.stderr).toBe(0);
    const answer = JSON.parse(first.stdout);
    expect(answer).toMatchObject({ task: 'yes-no', items: 2, problemCount: 4, computed: 6 });
    expect(Object.keys(answer.methods)).toEqual(['base', 'proxy', 'capt']);
    for (const { metrics, ci, timing } of Object.values<Record<string, Record<string, number>>>(answer.methods)) {
      expect(Object.keys(metrics ?? {})).toEqual(['macroF1', 'accuracy', 'macroF1Drawn']);
      expect(Object.keys(ci ?? {})).toEqual(['macroF1', 'accuracy', 'macroF1Drawn']);
      expect(timing?.millisecondsPerItem).toBeGreaterThan(0);
    }
    expect(answer.methods.base.pVsBase).toBeNull();
    expect(answer.methods.proxy.pVsBase.macroF1).toBeGreaterThan(0);
    for (const reason of [
      /row 3: the id “b”/,
      /row 4: its label “perhaps”/,
      /row 5: its reference is empty/,
      /row 6: .*JSON/,
    ]) {
      expect(first.stderr).toMatch(reason);
    }

    // As after a crash: one outcome is missing, and the line of the next was being written.
    const lines = readFileSync(run, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    writeFileSync(run, `${lines.slice(0, 4).join('\n')}\n${lines[4]?.slice(0, 20)}`);
    const second = await evaluate(...args);
    expect(second.status, second.stderr).toBe(0);
    const again = JSON.parse(second.stdout);
    expect(again.computed).toBe(2);
    for (const name of ['base', 'proxy', 'capt']) {
      const { metrics, ci, pVsBase, classes } = answer.methods[name];
      expect(again.methods[name]).toMatchObject({ metrics, ci, pVsBase, classes });
    }
  });

  it('says what is wrong with a file before it loads a model', async () => {
    const table = join(folder, 'table.csv');
    writeFileSync(table, 'nr,frage\n1,Was?\n');
    const { status, stdout } = await evaluate(table, '--task', 'note', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'file-invalid', hint: expect.stringMatching(/input=/) });
  });
});

describe('a run file', () => {
  it('is refused when it is something else', () => {
    const path = join(folder, 'other.txt');
    writeFileSync(path, 'Dear diary\nagain\n');
    expect(() => openRunFile(path)).toThrow(/line 1 is no outcome/);
    expect(readFileSync(path, 'utf8')).toBe('Dear diary\nagain\n');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['x.csv'], /--task section-header/],
    [['--task', 'note'], /Say what to read/],
    [['x.csv', '--task', 'weather'], /--task must be one of/],
    [['x.csv', '--task', 'note', '--methods', 'magic'], /There is no method “magic”/],
    [['x.csv', '--task', 'note', '--limit', '0'], /--limit must be a whole number, at least 1/],
    [['x.csv', '--task', 'note', '--columns', 'text'], /--columns must be input=A/],
    [['x.csv', '--task', 'note', '--columns', 'colour=a'], /--columns must be one of id/],
    [['x.csv', '--task', 'note', '--format', 'xls'], /--format must be one of/],
  ])('%j is refused', (args, message) => {
    expect(() => parseCommand(['eval', ...args])).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(message) }),
    );
  });
});

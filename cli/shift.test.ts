import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../src/engine/decoding/testing/tokenizers.ts';
import type { ShiftCommand } from './arguments/shift.ts';
import { UsageError } from './arguments/values.ts';
import { parseCommand } from './arguments.ts';
import { shift } from './shift.ts';
import type { Terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-shift-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = ['demo-base', 'demo-it', 'demo-cpt', 'demo-anti'];

const DIALOGUE = 'Doctor: What brings you in?\nPatient: A dry cough for three days.';

function run(...args: readonly string[]): Promise<string> {
  let printed = '';
  const terminal: Terminal = {
    json: args.includes('--json'),
    print: async (text) => {
      printed += text;
    },
    remark: () => {},
    progress: () => {},
    clear: () => {},
  };
  const command = parseCommand(['shift', ...args, '--backend', 'cpu']) as ShiftCommand;
  return shift(command, terminal, new AbortController().signal).then(() => printed);
}

describe.runIf(models.every(demoIsPresent))(`shift${whenPresent(...models)}`, () => {
  it('compares pairs over the conversations of files, by groups, classes and positions', async () => {
    const notes = join(folder, 'notes.jsonl');
    writeFileSync(notes, [1, 2, 3].map((id) => JSON.stringify({ id, input: DIALOGUE })).join('\n'));
    const groups = join(folder, 'groups.txt');
    writeFileSync(groups, 'Articles: the a an');
    const json = await run(
      ...[notes, 'example:diabetes-review', '--limit', '1', '--presets', 'cpt,it', '--max-tokens', '12'],
      ...['--select', 'all', '--groups', groups, '--json'],
    );
    const answer = JSON.parse(json);
    expect(answer).toMatchObject({ method: 'proxy', alpha: 1, selection: 'all', notes: 2 });
    expect(Object.keys(answer.presets)).toEqual(['CPT', 'IT']);
    for (const summary of Object.values<Record<string, { name: string; tokens: number }[]>>(answer.presets)) {
      expect(summary.groups).toHaveLength(16);
      expect(summary.groups?.at(-1)?.name).toBe('Articles');
      for (const part of [summary.classes, summary.positions])
        expect(part?.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(summary.all?.['tokens' as never]);
    }
    expect(answer.presets.CPT.all.mean).not.toBe(answer.presets.IT.all.mean);
  });

  it('is for methods that have a base to compare with', async () => {
    await expect(run('example:diabetes-review', '--method', 'expert')).rejects.toMatchObject({ code: 'unsupported' });
  });
});

describe('the command line of shift', () => {
  it('takes presets in any case, once each', () => {
    expect(parseCommand(['shift', 'a.txt', 'b.jsonl', '--presets', 'it,CPT+IT,IT'])).toMatchObject({
      inputs: ['a.txt', 'b.jsonl'],
      presets: ['IT', 'CPT+IT'],
      selection: 'top-quartile',
    });
  });

  it.each([
    [['shift']],
    [['shift', 'a', '--presets', 'x']],
    [['shift', 'a', '--select', 'half']],
    [['shift', 'a', '--limit', '0']],
  ])('%j is a wrong command line', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../src/engine/decoding/testing/tokenizers.ts';
import { parseCommand } from './arguments.ts';
import { locum, locumHere } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-classify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = ['demo-base', 'demo-it', 'demo-anti'];

const LINES = [
  '{"id": "allergy", "text": "Doctor: Any allergies?\\nPatient: Penicillin gives me a rash."}',
  '{"id": "allergy", "text": "again"}',
  'not JSON',
  '',
  '{"text": "no id"}',
  '{"id": "blank", "text": " \\n"}',
  '{"id": "none"}',
  '{"id": 7, "input": "Doctor: Do you smoke?\\nPatient: No."}',
  `{"id": "long", "text": "${'pain '.repeat(4000)}"}`,
].join('\n');
const file = join(folder, 'items.jsonl');
writeFileSync(file, LINES);

const classify = (...args: readonly string[]) => locumHere('classify', ...args, '--backend', 'cpu');

describe.runIf(models.every(demoIsPresent))(`classify${whenPresent(...models)}`, { timeout: 180_000 }, () => {
  it('prints the label and every probability of each text, and names the lines it left out', async () => {
    const labels = ['ALLERGY', 'SOCIAL HISTORY', 'SOCIAL'];
    const { status, stdout, stderr } = await classify(file, '--labels', labels.join(), '--json');
    expect(status, stderr).toBe(0);
    const { items, skipped, method } = JSON.parse(stdout);
    expect(method).toBe('proxy');
    expect(items.map(({ id }: { id: string }) => id)).toEqual(['allergy', '7']);
    for (const { label, probabilities, logScores, members } of items) {
      expect(labels).toContain(label);
      expect(Object.keys(probabilities)).toEqual(labels);
      expect(Object.keys(logScores)).toEqual(labels);
      expect(Object.keys(members)).toEqual(['base', 'expert', 'anti']);
      const values = Object.values<number>(probabilities);
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(probabilities[label]).toBe(Math.max(...values));
    }
    expect(skipped.map(({ line }: { line: number }) => line)).toEqual([2, 3, 5, 6, 7, 9]);
    for (const [line, reason] of [
      [2, /line 1/],
      [3, /not JSON/],
      [5, /no “id”/],
      [6, /empty/],
      [7, /no “text”/],
      [9, /too long/],
    ] as const) {
      expect(stderr).toMatch(new RegExp(`line ${line}: .*${reason.source}`, 'u'));
    }
  });

  it('knows the labels of a task; α = 0 gives what the base gives', async () => {
    const pair = join(folder, 'pair.jsonl');
    writeFileSync(pair, '{"id": "pair", "text": "Premise: No fever.\\nHypothesis: The patient is febrile."}');
    const run = async (...args: string[]) => {
      const { status, stdout, stderr } = await classify(pair, '--task', 'nli', '--json', ...args);
      expect(status, stderr).toBe(0);
      return JSON.parse(stdout).items[0];
    };
    const [base, zero] = [await run('--method', 'base'), await run('--alpha', '0')];
    expect(Object.keys(base.probabilities)).toEqual(['entailment', 'contradiction', 'neutral']);
    expect(zero.logScores).toEqual(base.logScores);
    expect(zero.members.base).toEqual(base.members.base);
  });

  it('reads standard input, and without --json prints a line a text', async () => {
    const args = ['classify', '-', '--labels', '["yes, surely", "no"]', '--backend', 'cpu'];
    const { stdout } = await locum(args, { stdin: '{"id":"a","text":"pain"}' });
    expect(stdout).toMatch(/^a\t(yes, surely|no)\t[01]\.\d{3}\n$/);
  });
});

describe('a wrong command line', () => {
  it.each([
    [['-'], /--labels/],
    [['-', '--labels', 'yes,no,yes'], /“yes” is there twice/],
    [['-', '--labels', 'yes,,no'], /empty/],
    [['-', '--labels', '["yes"'], /JSON/],
    [['-', '--task', 'note_generation'], /--task/],
    [['-', '--labels', 'a,b', '--task', 'nli', '--instruction', 'x'], /not both/],
  ])('%j is refused', (args, message) => {
    expect(() => parseCommand(['classify', ...args])).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringMatching(message) }),
    );
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGate } from '../src/engine/decoding/ahead/alpha-gate.ts';
import { locumHere } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-gate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TINY = ['--preset', 'IT', '--backend', 'cpu'];
/** One for either half. */
const FINDINGS = { s0: 'a cough', s2: 'a rash' };
const data = join(folder, 'sections.jsonl');
writeFileSync(
  data,
  Object.entries(FINDINGS)
    .map(([id, finding]) => {
      const input = `Doctor: What brings you in?\nPatient: I have ${finding}.`;
      return JSON.stringify({
        id,
        task: 'section_summarization',
        meta: { section_header: 'CC' },
        input,
        reference: `The patient has ${finding}.`,
      });
    })
    .join('\n'),
);
const visit = join(folder, 'visit.txt');
writeFileSync(visit, 'Doctor: What brings you in?\nPatient: I have a cough.');

describe('gate', () => {
  it('is fitted to half of the references, judged by the other half, and then sets α in notes and evaluations', async () => {
    const out = join(folder, 'gate.json');
    const fitted = await locumHere('gate', data, '--task', 'section-summary', '--out', out, ...TINY, '--json');
    expect(fitted.stderr).toBe('');
    const { tokens, nll } = JSON.parse(fitted.stdout);
    expect(tokens.seen).toBeGreaterThan(0);
    expect(tokens.unseen).toBeGreaterThan(0);
    // α = 0 is the base: its likelihood is that of any other way to ask for it.
    expect(nll.base).toBeGreaterThan(0);
    expect(readGate(readFileSync(out, 'utf8')).weights).toHaveLength(9);

    const how = ['--method', 'adaptive', '--gate', out, '--max-tokens', '8', ...TINY, '--json'];
    const note = JSON.parse((await locumHere('note', visit, ...how)).stdout);
    expect(note.meanScale).not.toBe(1);
    const evaluated = await locumHere(
      'eval',
      data,
      '--task',
      'section-summary',
      '--methods',
      'adaptive',
      ...how.slice(2),
    );
    expect(JSON.parse(evaluated.stdout).items).toBe(2);
  });

  it.each([
    [['gate', data, '--task', 'section-summary'], '--out'],
    [['gate', data, '--task', 'nli', '--out', 'x'], 'writes texts'],
    [['note', visit, '--method', 'adaptive', '--gate', '/nowhere/gate.json', ...TINY], 'cannot be read'],
    [['note', visit, '--gate', 'a', '--alpha-range', '0,1'], 'exclude each other'],
  ])('%j is refused by a sentence', async (args, said) => {
    const { status, stderr } = await locumHere(...args);
    expect(status).not.toBe(0);
    expect(stderr).toContain(said);
  });
});

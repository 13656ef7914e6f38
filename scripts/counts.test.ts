import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check, count, playwrightReport, summary, vitestReport } from './counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const vitest = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, testResults: [] };

describe('counts of the test command', () => {
  it('reads both runners and adds them up in the last line', () => {
    const unit = count(report(vitest), vitestReport, false);
    const stats = { expected: 3, unexpected: 0, flaky: 1, skipped: 1 };
    const endToEnd = count(report({ stats, errors: [] }), playwrightReport, false);
    expect(summary([check(true), unit, endToEnd])).toEqual({ line: '9 passed, 2 failed, 3 skipped', failed: 2 });
  });

  it('leaves skipped out of the line when nothing was skipped', () => {
    expect(summary([check(true), check(true)]).line).toBe('2 passed, 0 failed');
  });

  it('counts a test file that could not be loaded as a failure', () => {
    const unloaded = { ...vitest, numFailedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(count(report(unloaded), vitestReport, false).failed).toBe(1);
  });

  it('counts a runner that failed after passing tests as a failure', () => {
    expect(count(report({ ...vitest, numFailedTests: 0 }), vitestReport, false).failed).toBe(1);
  });

  it.each([['absent'], ['{"half":']])('counts a report that is %s as a failure', (content) => {
    const path = content === 'absent' ? join(folder, 'nowhere.json') : report(content);
    expect(count(path, vitestReport, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

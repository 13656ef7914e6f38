/** How many checks passed, failed and were skipped, read from the test runners' own reports. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Vitest's `--reporter=json`. A file that could not be loaded has no tests: it is a failed suite without assertions. */
export const vitestReport = v.pipe(
  v.object({
    numPassedTests: Count,
    numFailedTests: Count,
    numPendingTests: Count,
    numTodoTests: Count,
    testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
  }),
  v.transform((report): Counts => {
    const unloaded = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  }),
);

/** Playwright's `--reporter=json`. `errors` are failures outside any test; a flaky test is a failed one. */
export const playwrightReport = v.pipe(
  v.object({
    stats: v.object({ expected: Count, unexpected: Count, flaky: Count, skipped: Count }),
    errors: v.array(v.unknown()),
  }),
  v.transform(
    ({ stats, errors }): Counts => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: stats.skipped,
    }),
  ),
);

/** A check that either holds or does not. */
export function check(passed: boolean): Counts {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** A check that cannot be made here. */
export const SKIPPED: Counts = { passed: 0, failed: 0, skipped: 1 };

/** Counts from the report in `file`; a runner that failed without saying which test, or left no report, is one failure. */
export function count(file: string, schema: v.GenericSchema<unknown, Counts>, runnerPassed: boolean): Counts {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return check(false);
  }
  const parsed = v.safeParse(schema, report);
  if (!parsed.success) return check(false);
  const counts = parsed.output;
  return !runnerPassed && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function summary(results: readonly Counts[]): { readonly line: string; readonly failed: number } {
  const total = (key: keyof Counts) => results.reduce((sum, counts) => sum + counts[key], 0);
  const skipped = total('skipped');
  const line = `${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return { line, failed: total('failed') };
}

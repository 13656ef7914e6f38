/** What of a data set cannot be used, told before anything is computed. */
import type { Survey } from '../src/engine/evaluation/read-items.ts';
import type { Terminal } from './terminal.ts';

export function tellProblems(survey: Survey, name: string, terminal: Terminal): void {
  const { items, problems, problemCount, remarkCount } = survey;
  const listed = problems.slice(0, 20);
  for (const { line, message } of listed) terminal.remark(`“${name}”, row ${line}: ${message}.`);
  const unlisted = problemCount + remarkCount - listed.length;
  if (unlisted > 0) terminal.remark(`${unlisted} more are not listed.`);
  if (problemCount > 0) terminal.remark(`${problemCount} rows are left out; ${items.length} remain.`);
}

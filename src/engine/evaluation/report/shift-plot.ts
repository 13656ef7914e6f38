/** Where pairs act ([BBW]'s figure): mean δ of groups of words, one mark a pair. */
import { PAPER_GROUPS } from '../../analysis/groups.ts';
import { type ShiftedToken, select } from '../../analysis/shift.ts';
import { shiftByGroup } from '../../analysis/shift-summary.ts';
import type { Answer } from '../answer.ts';
import { unpackShifts } from '../shifts.ts';
import type { DotPlot } from './dot-plot.ts';

/**
 * The quarter of each text's tokens that moved most, by the paper's groups; groups without tokens are left out.
 * @param answers by method; null when no method has shifts
 */
export function shiftPlot(answers: ReadonlyMap<string, readonly Answer[]>, seed: number): DotPlot | null {
  const byMethod = [...answers].flatMap(([name, own]) => {
    const tokens = own.flatMap(({ shifts }, index): readonly ShiftedToken[] =>
      shifts === undefined ? [] : select(unpackShifts(shifts, index), 'top-quartile'),
    );
    return tokens.length === 0 ? [] : [{ name, rows: shiftByGroup(tokens, PAPER_GROUPS, { seed }) }];
  });
  const groups = PAPER_GROUPS.map(({ name }) => name).filter((name) =>
    byMethod.some(({ rows }) => rows.some((row) => row.name === name && row.shift !== null)),
  );
  if (groups.length === 0) return null;
  return {
    title: 'Shift of probability by group of words, top quarter of the tokens',
    axis: 'mean of p(combined) − p(base) of the written token, 95 % interval',
    rows: groups,
    series: byMethod.map(({ name, rows }) => ({
      name,
      points: groups.map((group) => {
        const shift = rows.find((row) => row.name === group)?.shift;
        return shift ? { value: shift.value, low: shift.low, high: shift.high } : null;
      }),
    })),
  };
}

/** How the note is copied into a record system: remembered, for a clinic's system stays the same. */
import * as v from 'valibot';
import { create } from 'zustand';
import { CHART_HEADINGS, type ChartStyle, USUAL_CHART_STYLE } from '../../engine/export/chart-text.ts';
import { readStored, store } from '../shell/storage.ts';

const KEY = 'locum.chart-style';
const Stored = v.object({
  width: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(20))),
  ascii: v.boolean(),
  headings: v.picklist(CHART_HEADINGS),
});

export const useChartStyle = create<ChartStyle>(() => readStored(KEY, Stored) ?? USUAL_CHART_STYLE);

export function setChartStyle(change: Partial<ChartStyle>): void {
  useChartStyle.setState(change);
  const { width, ascii, headings } = useChartStyle.getState();
  store(KEY, { width, ascii, headings });
}

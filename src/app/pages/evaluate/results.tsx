import { lazy, useMemo } from 'react';
import { classTables } from '../../../engine/evaluation/report/class-tables.ts';
import { reportTables } from '../../../engine/evaluation/report/report.ts';
import { rightPlots } from '../../../engine/evaluation/report/right-plot.ts';
import { mainPlots } from '../../../engine/evaluation/report/write.ts';
import { Part } from '../../components/part.tsx';
import { Section } from '../../components/section.tsx';
import { useEvaluation } from '../../evaluation/state.ts';
import { Failures } from './failures.tsx';
import { Judge } from './judge.tsx';
import { ReportTable } from './report-table.tsx';
import { RightBars } from './right-bars.tsx';
import { useReport } from './use-report.ts';

// Observable Plot is fetched when there is something to draw.
const IntervalPlot = lazy(() => import('./interval-plot.tsx'));

export function Results() {
  const report = useReport();
  const phase = useEvaluation((state) => state.run.phase);
  const tables = useMemo(() => (report === null ? [] : reportTables({ ...report, byClass: false })), [report]);
  const byClass = useMemo(
    () => report?.sets.flatMap(({ name, summary }) => classTables(name, summary, report.methods)) ?? [],
    [report],
  );
  const plots = useMemo(() => (report === null ? [] : mainPlots(report)), [report]);
  if (report === null) return null;
  return (
    <>
      <Section title="Results">
        {phase !== 'finished' && (
          <p className="mb-2 text-[13px] text-warn">
            Of the answers so far: items that some method has not answered yet are in no figure.
          </p>
        )}
        <Part name="The chart" opening={<p className="text-muted">Drawing…</p>}>
          <div className="mb-4 flex flex-wrap gap-x-8 gap-y-4">
            {plots.map((plot) => (
              <IntervalPlot key={plot.title} plot={plot} />
            ))}
            {report !== null && rightPlots(report).map((plot) => <RightBars key={plot.title} plot={plot} />)}
          </div>
        </Part>
        <div className="flex flex-wrap gap-x-10 gap-y-5">
          {tables.map((table) => (
            <ReportTable key={table.title} table={table} />
          ))}
        </div>
        {byClass.length > 0 && (
          <details className="mt-5">
            <summary className="min-h-6 font-semibold">Class by class, and what was taken for what</summary>
            <div className="mt-3 flex flex-wrap gap-x-10 gap-y-5">
              {byClass.map((table) => (
                <ReportTable key={table.title} table={table} />
              ))}
            </div>
          </details>
        )}
      </Section>
      <Judge />
      <Failures />
    </>
  );
}

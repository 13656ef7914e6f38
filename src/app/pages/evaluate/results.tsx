import { lazy, Suspense, useMemo } from 'react';
import { reportTables } from '../../../engine/evaluation/report/report.ts';
import { mainPlots } from '../../../engine/evaluation/report/write.ts';
import { useEvaluation } from '../../stores/evaluation-state.ts';
import { Failures } from './failures.tsx';
import { Judge } from './judge.tsx';
import { ReportTable } from './report-table.tsx';
import { Section } from './section.tsx';
import { useReport } from './use-report.ts';

// Observable Plot is fetched when there is something to draw.
const IntervalPlot = lazy(() => import('./interval-plot.tsx'));

export function Results() {
  const report = useReport();
  const phase = useEvaluation((state) => state.run.phase);
  const tables = useMemo(() => (report === null ? [] : reportTables(report)), [report]);
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
        <Suspense fallback={<p className="text-muted">Drawing…</p>}>
          <div className="mb-4 flex flex-wrap gap-x-8 gap-y-4">
            {plots.map((plot) => (
              <IntervalPlot key={plot.title} plot={plot} />
            ))}
          </div>
        </Suspense>
        <div className="flex flex-col gap-5">
          {tables.map((table) => (
            <ReportTable key={table.title} table={table} />
          ))}
        </div>
      </Section>
      <Judge />
      <Failures />
    </>
  );
}

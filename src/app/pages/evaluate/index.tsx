import { useEffect } from 'react';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { PageActions } from '../../components/page-actions.tsx';
import { PageLayout } from '../../components/page-layout.tsx';
import { restoreRun } from '../../evaluation/evaluation.ts';
import { dismissProblem, useEvaluation } from '../../evaluation/state.ts';
import { DataSets } from './data-sets.tsx';
import { MethodChoices } from './method-choices.tsx';
import { ReportExport } from './report-export.tsx';
import { Results } from './results.tsx';
import { RunPanel } from './run-panel.tsx';

export default function EvaluatePage() {
  const problem = useEvaluation((state) => state.problem);
  const hasResults = useEvaluation((state) => state.sets.length > 0);
  useEffect(() => {
    void restoreRun();
  }, []);
  return (
    <PageLayout>
      {hasResults && (
        <PageActions>
          <ReportExport />
        </PageActions>
      )}
      {problem !== null && (
        <div className="mb-3">
          <ErrorPanel error={problem} onDismiss={dismissProblem} />
        </div>
      )}
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] xl:grid-rows-[auto_1fr]">
        <DataSets />
        <div className="min-w-0 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <MethodChoices />
        </div>
        <RunPanel />
        {hasResults && (
          <div className="flex min-w-0 flex-col gap-3 xl:col-span-2">
            <Results />
          </div>
        )}
      </div>
    </PageLayout>
  );
}

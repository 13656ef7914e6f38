import { useEffect } from 'react';
import { ErrorPanel } from '../../components/error-panel.tsx';
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
    <PageLayout
      title="Evaluate"
      about="Methods measured on data sets of yours, on this machine, with intervals and a comparison with the base."
      actions={hasResults && <ReportExport />}
    >
      <div className="flex max-w-6xl flex-col gap-4">
        {problem !== null && <ErrorPanel error={problem} onDismiss={dismissProblem} />}
        <DataSets />
        <MethodChoices />
        <RunPanel />
        {hasResults && <Results />}
      </div>
    </PageLayout>
  );
}

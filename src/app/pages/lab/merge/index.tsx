import { useEffect } from 'react';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { PageLayout } from '../../../components/page-layout.tsx';
import { dismissMergeProblem, look, useMerging } from '../../../merging/merging.ts';
import { followStorage, refresh } from '../../../models/models.ts';
import { MergeOrMix } from './merge-or-mix.tsx';
import { MergeResult } from './merge-result.tsx';
import { MethodChoice } from './method-choice.tsx';
import { ModelRows } from './model-rows.tsx';

/** Weights of several models become one model. */
export default function MergePage() {
  const problem = useMerging((state) => state.problem);
  useEffect(() => {
    void refresh();
    if (useMerging.getState().fit.state === 'unknown') void look();
    return followStorage();
  }, []);
  return (
    <PageLayout>
      {problem !== null && (
        <div className="mb-3">
          <ErrorPanel error={problem} onDismiss={dismissMergeProblem} />
        </div>
      )}
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <MethodChoice />
          <ModelRows />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <MergeResult />
          <MergeOrMix />
        </div>
      </div>
    </PageLayout>
  );
}

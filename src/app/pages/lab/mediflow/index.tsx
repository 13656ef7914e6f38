import { lazy, useEffect } from 'react';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { PageActions } from '../../../components/page-actions.tsx';
import { PageLayout } from '../../../components/page-layout.tsx';
import { Part } from '../../../components/part.tsx';
import { Section } from '../../../components/section.tsx';
import { dismissMediFlowProblem, restoreMediFlow } from '../../../mediflow/mediflow.ts';
import { useMediFlow } from '../../../mediflow/state.ts';
import { ExportTriplets } from './export-triplets.tsx';
import { JudgePanel } from './judge-panel.tsx';
import { KeepPanel } from './keep-panel.tsx';
import { TripletList } from './triplet-list.tsx';
import { WritePanel } from './write-panel.tsx';

// Observable Plot is fetched when there is something to draw.
const Histograms = lazy(() => import('./histograms.tsx'));

/** Instructions to train with, as MediFlow has them: written by a model, judged, the best kept, errors planted. */
export default function MediFlowPage() {
  const problem = useMediFlow((state) => state.problem);
  const hasTriplets = useMediFlow((state) => state.triplets.length > 0);
  useEffect(() => {
    void restoreMediFlow();
  }, []);
  return (
    <PageLayout>
      {hasTriplets && (
        <PageActions>
          <ExportTriplets />
        </PageActions>
      )}
      {problem !== null && (
        <div className="mb-3">
          <ErrorPanel error={problem} onDismiss={dismissMediFlowProblem} />
        </div>
      )}
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <WritePanel />
          {hasTriplets && <JudgePanel />}
          {hasTriplets && <KeepPanel />}
        </div>
        {hasTriplets && (
          <div className="flex min-w-0 flex-col gap-3">
            <TripletList />
            <Section title="What they are about">
              <Part name="The charts" opening={<p className="text-[13px] text-muted">Drawing…</p>}>
                <Histograms />
              </Part>
            </Section>
          </div>
        )}
      </div>
    </PageLayout>
  );
}

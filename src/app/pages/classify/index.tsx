import { useEffect, useState } from 'react';
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import {
  chooseSet,
  classifySingle,
  dismissProblem,
  restoreBatch,
  runBatch,
  setAlpha,
  useClassification,
} from '../../classification/classification.ts';
import { ErrorPanel, type Remedy } from '../../components/error-panel.tsx';
import { ModelStrip } from '../../components/model-strip.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { PageLayout } from '../../components/page-layout.tsx';
import { unloadModels, useEngine } from '../../models/engine.ts';
import { BatchPanel } from './batch-panel.tsx';
import { LabelSetPicker } from './label-set-picker.tsx';
import { SinglePanel } from './single-panel.tsx';

const TAB =
  'cursor-default border-b-2 border-transparent px-3 py-1.5 text-[13px] text-muted outline-none data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[hovered]:text-ink data-[selected]:border-accent data-[selected]:font-semibold data-[selected]:text-ink';

export default function ClassifyPage() {
  const set = useClassification((state) => state.set);
  const alpha = useClassification((state) => state.alpha);
  const batch = useClassification((state) => state.batch !== null);
  const problem = useClassification((state) => state.problem);

  const [tab, setTab] = useState<Key>('text');

  useEffect(() => {
    void restoreBatch();
  }, []);
  useEffect(() => {
    if (batch) setTab('file');
  }, [batch]);

  const remedy = (chosen: Remedy) => {
    if (chosen === 'use-cpu') useEngine.getState().setBackend('cpu');
    if (chosen === 'reload-models') unloadModels();
    dismissProblem();
    if (chosen === 'retry' || chosen === 'use-cpu' || chosen === 'reload-models') {
      void (batch ? runBatch() : classifySingle());
    }
  };

  return (
    <>
      <PageLayout>
        {problem !== null && (
          <div className="mb-3">
            <ErrorPanel error={problem} onRemedy={remedy} onDismiss={dismissProblem} />
          </div>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <LabelSetPicker set={set} onChange={chooseSet} />
          <NumberInput label="Strength α" digits={2} value={alpha} onChange={setAlpha} min={0} max={2} step={0.05} />
        </div>
        <Tabs className="mt-3" selectedKey={tab} onSelectionChange={setTab}>
          <TabList aria-label="What to classify" className="flex gap-1 border-b border-line">
            <Tab id="text" className={TAB}>
              One text
            </Tab>
            <Tab id="file" className={TAB}>
              A file
            </Tab>
          </TabList>
          <TabPanel id="text" className="pt-3 outline-none">
            <SinglePanel />
          </TabPanel>
          <TabPanel id="file" className="pt-3 outline-none">
            <BatchPanel />
          </TabPanel>
        </Tabs>
      </PageLayout>
      <footer className="border-t border-line bg-panel px-3 py-1.5">
        <ModelStrip />
      </footer>
    </>
  );
}

import { useEffect } from 'react';
import { PageLayout } from '../../components/page-layout.tsx';
import { followStorage, refresh } from '../../models/models.ts';
import { CatalogueList } from './catalogue-list.tsx';
import { Connections } from './connections.tsx';
import { OwnModel } from './own-model.tsx';
import { RolesPanel } from './roles-panel.tsx';
import { StorageMeter } from './storage-meter.tsx';
import { StoredList } from './stored-list.tsx';
import { WebLlmList } from './webllm-list.tsx';

export default function ModelsPage() {
  useEffect(() => {
    void refresh();
    return followStorage();
  }, []);
  return (
    <PageLayout title="Models" about="Which models there are, which are stored here, and which are used.">
      <div className="flex max-w-6xl flex-col gap-6">
        <RolesPanel />
        <StorageMeter />
        <StoredList />
        <CatalogueList />
        <OwnModel />
        <WebLlmList />
        <Connections />
      </div>
    </PageLayout>
  );
}

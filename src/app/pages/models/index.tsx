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
    <PageLayout>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <div className="min-w-0 xl:col-span-2">
          <RolesPanel />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <StorageMeter />
          <StoredList />
          <CatalogueList />
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <OwnModel />
          <WebLlmList />
          <Connections />
        </div>
      </div>
    </PageLayout>
  );
}

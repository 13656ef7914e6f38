import { Download, PackagePlus, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { StoredSummary } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { DeleteButton } from '../../components/delete-button.tsx';
import { entriesByRef, refOf, webLlmRef } from '../../models/model-refs.ts';
import { download, isBusy, remove, removeBroken, useModels, verify } from '../../models/models.ts';
import { labelOf } from '../../models/roles.ts';
import { bytes } from '../../text/format.ts';
import { FORM_NAMES } from './forms.ts';
import { PrepareForWebLlm } from './prepare-for-webllm.tsx';
import { Section } from './section.tsx';
import { StagedRow } from './staged-row.tsx';
import { TransferStatus } from './transfer-status.tsx';

/** What is stored, whole or in part, and what is on its way. */
export function StoredList() {
  const storage = useModels((state) => state.storage);
  const transfers = useModels((state) => state.transfers);
  if (storage === null) return null;
  const listed = new Set([
    ...storage.models.map(({ address }) => refOf(address)),
    ...storage.staged.map(({ id }) => webLlmRef(id)),
  ]);
  const starting = entriesByRef(transfers).filter(([ref]) => !listed.has(ref));
  return (
    <Section id="models-stored" title="Stored here">
      {listed.size + storage.broken.length === 0 && starting.length === 0 && (
        <p className="text-[13px] text-muted">
          Nothing yet. The demonstration models are read from where Locum is served.
        </p>
      )}
      <ul className="divide-y divide-line rounded border border-line bg-panel empty:hidden">
        {storage.models.map((model) => (
          <StoredRow key={model.key} model={model} />
        ))}
        {storage.broken.map((key) => (
          <li key={key} data-broken={key} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <div className="min-w-0 flex-1 basis-72">
              <p className="flex items-center gap-1 font-semibold text-warn">
                <TriangleAlert aria-hidden className="size-4 shrink-0" /> A model whose record is damaged
              </p>
              <p className="text-[13px] break-words text-muted">
                {key}: it cannot be used. Delete it, then download it again; the others are not affected.
              </p>
            </div>
            <DeleteButton name={key} amount="for good" onDelete={() => void removeBroken(key)} />
          </li>
        ))}
        {storage.staged.map((model) => (
          <StagedRow key={model.id} model={model} />
        ))}
        {starting.map(([ref, transfer]) => (
          <li key={ref} className="px-3 py-2">
            <p className="font-semibold">{labelOf(ref)}</p>
            <TransferStatus modelRef={ref} transfer={transfer} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function StoredRow({ model }: { model: StoredSummary }) {
  const ref = refOf(model.address);
  const transfer = useModels((state) => state.transfers[ref]);
  const [preparing, setPreparing] = useState(false);
  const { bytesStored, bytesTotal, complete, promised, form, keepAs } = model;
  const trust = promised ? 'weights checked against its host’s checksums' : 'checksums recorded at the first download';
  const name = labelOf(ref);
  return (
    <li className="px-3 py-2" data-stored={ref} data-complete={complete}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-semibold break-words">{name}</p>
          <p className="text-[13px] text-muted">
            {complete
              ? `${bytes(bytesStored)} · ${FORM_NAMES[form]} · ${form === 'original' ? trust : 'checksums recorded when it was quantised'}`
              : `In part: ${bytes(bytesStored)} of ${bytesTotal === null ? 'an unknown size' : bytes(bytesTotal)}`}
          </p>
        </div>
        {!complete && transfer === undefined && (
          <Button onPress={() => void download(ref, keepAs)}>
            <Download aria-hidden /> Resume
          </Button>
        )}
        {complete && !isBusy(transfer) && (
          <Button look="quiet" onPress={() => void verify(model)}>
            <ShieldCheck aria-hidden /> Verify
          </Button>
        )}
        {complete && (
          <Button look="quiet" aria-expanded={preparing} onPress={() => setPreparing(!preparing)}>
            <PackagePlus aria-hidden /> Prepare for web-llm
          </Button>
        )}
        <DeleteButton name={name} amount={bytes(bytesStored)} onDelete={() => void remove(model)} />
      </div>
      {transfer !== undefined && <TransferStatus modelRef={ref} transfer={transfer} />}
      {preparing && <PrepareForWebLlm place={{ stored: model.key }} onDone={() => setPreparing(false)} />}
    </li>
  );
}

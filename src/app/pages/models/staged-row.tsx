import { Download, Library, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { libraryOfFamily } from '../../../engine/catalogue/webllm-families.ts';
import type { StagedSummary } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { DeleteButton } from '../../components/delete-button.tsx';
import { HostsOff } from '../../components/hosts-off.tsx';
import { useHosts } from '../../models/hosts.ts';
import { webLlmRef } from '../../models/model-refs.ts';
import { isBusy, useModels } from '../../models/models.ts';
import {
  hostsOff,
  readList,
  removeStaged,
  resumable,
  stageModel,
  useWebLlm,
  verifyStaged,
} from '../../models/webllm.ts';
import { bytes, count } from '../../text/format.ts';
import { LibraryChoice } from './library-choice.tsx';
import { TransferStatus } from './transfer-status.tsx';
import { WebLlmMark } from './webllm-mark.tsx';

/** A model that lies in web-llm's cache, whole or in part. */
export function StagedRow({ model }: { model: StagedSummary }) {
  const ref = webLlmRef(model.id);
  const transfer = useModels((state) => state.transfers[ref]);
  const [choosing, setChoosing] = useState(false);
  const { id, complete, shared, folder } = model;
  const freed = bytes(model.bytesStored);
  const lacksLibrary = folder === null && !model.hasLibrary && model.bytesStored === model.bytesTotal;
  const rest = complete || folder === null ? undefined : resumable(model);
  return (
    <li className="px-3 py-2" data-stored={ref} data-complete={complete}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-semibold break-words">
            {id} <WebLlmMark />
          </p>
          <p className="text-[13px] text-muted">{complete || lacksLibrary ? described(model) : inPart(model)}</p>
          {lacksLibrary && transfer === undefined && (
            <p className="text-[13px] text-warn">It lacks the library that web-llm runs it on.</p>
          )}
        </div>
        {lacksLibrary && transfer === undefined && (
          <Button aria-expanded={choosing} onPress={() => setChoosing(!choosing)}>
            <Library aria-hidden /> Give it a library
          </Button>
        )}
        {rest !== undefined && transfer === undefined && (
          <Button onPress={() => void stageModel(rest)}>
            <Download aria-hidden /> Resume
          </Button>
        )}
        {complete && !isBusy(transfer) && (
          <Button look="quiet" onPress={() => void verifyStaged(model)}>
            <ShieldCheck aria-hidden /> Verify
          </Button>
        )}
        <DeleteButton
          name={`${id} for web-llm`}
          amount={shared ? 'it; another has the same weights' : freed}
          onDelete={() => void removeStaged(model)}
        />
      </div>
      {transfer !== undefined && <TransferStatus modelRef={ref} transfer={transfer} />}
      {choosing && <GiveLibrary model={model} onDone={() => setChoosing(false)} />}
    </li>
  );
}

function inPart({ folder, bytesStored, bytesTotal }: StagedSummary): string {
  const amount = bytesTotal === null ? bytes(bytesStored) : `${bytes(bytesStored)} of ${bytes(bytesTotal)}`;
  return folder === null ? `Not whole (${amount}): prepare it again, or delete it` : `In part: ${amount}`;
}

function described({ bytesStored, facts, memory, folder, shared }: StagedSummary): string {
  return [
    bytes(bytesStored),
    ...(facts === null ? [] : [facts.quantization, `${count(facts.contextLength, 'token')} of context`]),
    ...(memory === null ? [] : [`about ${bytes(memory)} of graphics memory`]),
    folder === null ? 'prepared here' : 'weights checked against the checksums in their index',
    ...(shared ? ['its weights are shared'] : []),
  ].join(' · ');
}

function GiveLibrary({ model, onDone }: { model: StagedSummary; onDone: () => void }) {
  const list = useWebLlm((state) => state.list);
  const [chosen, setChosen] = useState<{ readonly library: string | null | undefined } | null>(null);
  useHosts(({ on }) => on);
  useEffect(() => void readList(), []);
  if (!Array.isArray(list)) return <p className="mt-2 text-[13px] text-muted">Reading web-llm’s list…</p>;
  const { family, facts } = model;
  const url = family === null || facts === null ? null : libraryOfFamily(family, facts.quantization, list);
  const known = family === null || url === null ? null : { family, url };
  const library = chosen === null ? known?.url : chosen.library;
  const off = hostsOff([library ?? null]);
  return (
    <div className="mt-2 flex flex-col gap-1.5 border-l-2 border-accent pl-3 text-[13px]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <LibraryChoice known={known} canWait={false} onChange={(next) => setChosen({ library: next })} />
        <Button
          look="primary"
          isDisabled={!library || off.length > 0}
          onPress={() => {
            const input = library ? resumable({ ...model, library }) : undefined;
            if (input !== undefined) void stageModel(input);
            onDone();
          }}
        >
          <Download aria-hidden /> Download it
        </Button>
      </div>
      <HostsOff hosts={off} what="The library is downloaded" />
    </div>
  );
}

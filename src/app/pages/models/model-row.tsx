import { ChevronRight, Download, HardDriveDownload } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { HUGGING_FACE } from '../../../engine/catalogue/address.ts';
import { QUANTISATIONS } from '../../../engine/catalogue/memory.ts';
import type { CatalogueModel, EngineName } from '../../../engine/catalogue/models.ts';
import type { StoredForm } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { switchHost, useHosts } from '../../models/hosts.ts';
import { catalogueRef } from '../../models/model-refs.ts';
import { download, storedModel, useModels } from '../../models/models.ts';
import { bytes, count, parameters } from '../../text/format.ts';
import { AdapterFit } from './adapter-fit.tsx';
import { Choice } from './choice.tsx';
import { FORM_NAMES, usualForm } from './forms.ts';
import { modelNeed } from './roles-memory.ts';

const ENGINES: Readonly<Record<EngineName, string>> = {
  webgpu: 'Locum on the GPU',
  cpu: 'Locum on the CPU',
  webllm: 'web-llm',
};

export function ModelRow({ model }: { model: CatalogueModel }) {
  const ref = catalogueRef(model);
  const stored = useModels((state) => storedModel(state.storage, ref));
  const transfer = useModels((state) => state.transfers[ref]);
  const state = transfer ? 'on its way' : stored?.complete ? 'stored' : stored ? 'stored in part' : '';
  return (
    <li data-model={model.id}>
      <Disclosure className="group">
        <Heading level={4}>
          <AriaButton
            slot="trigger"
            className="flex w-full flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1.5 text-left text-[13px] data-[hovered]:bg-wash"
          >
            <ChevronRight
              aria-hidden
              className="size-4 shrink-0 text-muted transition-transform group-data-[expanded]:rotate-90"
            />
            <span className="min-w-0 flex-1 basis-48 font-semibold break-words">{model.name}</span>
            <Figure name="Parameters">{parameters(model.parameters).replace(' parameters', '')}</Figure>
            <Figure name="Download">{bytes(model.download)}</Figure>
            <Figure name="Memory">{bytes(model.memory.q4)}</Figure>
            <span className="w-24 shrink-0 text-accent">{state}</span>
          </AriaButton>
        </Heading>
        <DisclosurePanel>
          <Details model={model} />
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

function Figure({ name, children }: { name: string; children: string }) {
  return (
    <span className="w-36 shrink-0 whitespace-nowrap">
      <span className="text-muted">{name}</span> {children}
    </span>
  );
}

function Details({ model }: { model: CatalogueModel }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Name at its host', model.family === 'demo' ? 'comes with Locum' : model.id],
    ['Licence', model.licence],
    ...(model.evidence === undefined ? [] : ([['What was tuned', model.evidence]] as const)),
    ['Run here', model.verified ? 'yes' : 'never; it has a layout that Locum reads'],
    ['Context', count(model.contextLength, 'token')],
    ['Runs in', model.engines.map((engine) => ENGINES[engine]).join(', ')],
    ['Memory', QUANTISATIONS.map((form) => `${form} ${bytes(model.memory[form])}`).join(', ')],
  ];
  return (
    <div className="border-t border-line px-3 py-2 pl-10 text-[13px]">
      <p>{model.about}</p>
      <dl className="mt-1.5 grid grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <AdapterFit need={modelNeed(model.shape, model.contextLength, 'q4')} />
      <Acquire model={model} />
    </div>
  );
}

/** What stands between the user and the download, then the download. */
function Acquire({ model }: { model: CatalogueModel }) {
  const ref = catalogueRef(model);
  const stored = useModels((state) => storedModel(state.storage, ref));
  const transfer = useModels((state) => state.transfers[ref]);
  const allowed = useHosts(({ on }) => model.family === 'demo' || on.includes(HUGGING_FACE.id));
  const [form, setForm] = useState<StoredForm>(usualForm(model));
  if (model.over !== undefined)
    return <p className="mt-2 text-muted">It is read beside its base when that is loaded.</p>;
  if (transfer !== undefined) return <p className="mt-2 text-muted">Its download is listed under “Stored here”.</p>;
  if (stored?.complete) {
    const more = model.engines.includes('webllm') ? ' Under “Stored here” it can be prepared for web-llm.' : '';
    return <p className="mt-2">Stored: it loads without a network.{more}</p>;
  }
  if (!allowed) {
    return (
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <span>It is downloaded from Hugging Face, which is switched off.</span>
        <Button onPress={() => switchHost(HUGGING_FACE, true)}>Switch Hugging Face on</Button>
      </p>
    );
  }
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {model.gated && (
        <p className="basis-full text-warn">
          Its host asks for an account that has accepted the licence. Download the folder there and open it below.
        </p>
      )}
      {model.family !== 'demo' && (
        <Choice
          label="Keep"
          value={form}
          onChange={(next) => setForm(next as StoredForm)}
          options={[
            { id: 'q4', label: FORM_NAMES.q4, about: 'Smallest and fastest; the originals are deleted.' },
            { id: 'q8', label: FORM_NAMES.q8, about: 'Nearer to the original; the originals are deleted.' },
            { id: 'original', label: FORM_NAMES.original, about: 'Every bit; needs the most room.' },
          ]}
        />
      )}
      <Button
        look="primary"
        onPress={() => {
          const need = model.family === 'demo' ? null : modelNeed(model.shape, model.contextLength, form);
          void download(ref, form, { need });
        }}
      >
        {stored ? <HardDriveDownload aria-hidden /> : <Download aria-hidden />}
        {stored ? 'Resume the download' : `Download ${bytes(model.download)}`}
      </Button>
    </div>
  );
}

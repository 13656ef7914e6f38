import { Download, List } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StageInput } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { HostsOff } from '../../components/hosts-off.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useHosts } from '../../models/hosts.ts';
import { webLlmRef } from '../../models/model-refs.ts';
import { stagedModel, useModels } from '../../models/models.ts';
import { hostsOff, lookAtGraphics, readList, stageModel, useWebLlm } from '../../models/webllm.ts';
import { bytes } from '../../text/format.ts';
import { MlcFolder } from './mlc-folder.tsx';
import { ProblemBox } from './problem-box.tsx';
import { Section } from './section.tsx';

/** Models that web-llm has compiled libraries for, and any other folder in its layout. */
export function WebLlmList() {
  const list = useWebLlm((state) => state.list);
  const problem = useWebLlm((state) => state.problem);
  const graphics = useWebLlm((state) => state.graphics);
  useEffect(() => void lookAtGraphics(), []);
  return (
    <Section
      id="models-webllm"
      title="Models for web-llm"
      about="web-llm is a second engine for graphics adapters, with compiled models. Each can take any role, beside models that Locum runs itself. The list says what a model takes of the adapter’s memory; how large its download is shows when it begins."
    >
      {graphics?.webgpu === false && (
        <p className="mb-2 text-[13px] text-warn">
          This browser offers no graphics adapter (WebGPU): web-llm cannot run here. Models can be stored all the same.
        </p>
      )}
      {Array.isArray(list) ? (
        <Filtered list={list} />
      ) : (
        <Button isDisabled={list === 'reading'} onPress={() => void readList()}>
          <List aria-hidden /> {list === 'reading' ? 'Reading web-llm’s list…' : 'Show web-llm’s list'}
        </Button>
      )}
      {problem !== null && <ProblemBox problem={problem} />}
      <MlcFolder />
    </Section>
  );
}

function Filtered({ list }: { list: readonly StageInput[] }) {
  const [filter, setFilter] = useState('');
  useHosts(({ on }) => on);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = list.filter(({ id }) => words.every((word) => id.toLowerCase().includes(word)));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-1">
        <div className="min-w-0 flex-1 basis-56 sm:max-w-xs">
          <TextInput label="Filter" placeholder="phi-3.5 q4f16" value={filter} onChange={setFilter} />
        </div>
        <p role="status" className="text-[13px] text-muted">
          {shown.length} of {list.length} models
        </p>
      </div>
      <HostsOff hosts={hostsOff(list.flatMap(({ folder, library }) => [folder, library]))} what="They are downloaded" />
      <ul
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        tabIndex={0}
        aria-label="web-llm’s list"
        className="max-h-96 divide-y divide-line overflow-auto rounded border border-line bg-panel"
      >
        {shown.map((model) => (
          <Row key={model.id} model={model} />
        ))}
        {shown.length === 0 && <li className="px-3 py-2 text-[13px] text-muted">No model has all of these words.</li>}
      </ul>
    </div>
  );
}

function Row({ model }: { model: StageInput }) {
  const { id, memory, requiredFeatures, folder, library } = model;
  const ref = webLlmRef(id);
  const staged = useModels(({ storage }) => stagedModel(storage, ref));
  const transfer = useModels(({ transfers }) => transfers[ref]);
  // Where there is no adapter at all, that is said once, above.
  const halfFloats = useWebLlm(({ graphics }) => graphics?.webgpu !== true || graphics.halfFloats);
  const needsHalfFloats = requiredFeatures?.includes('shader-f16') ?? id.includes('f16');
  const isOff = hostsOff([folder, library]).length > 0;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-1 text-[13px]" data-prebuilt={id}>
      <span className="min-w-0 flex-1 basis-64 break-words">{id}</span>
      {needsHalfFloats && !halfFloats && <span className="text-warn">needs half floats, which are missing here</span>}
      {memory !== null && (
        <span className="w-36 whitespace-nowrap">
          <span className="text-muted">Memory</span> {bytes(memory)}
        </span>
      )}
      <span className="flex w-28 justify-end">
        {transfer !== undefined ? (
          <span className="text-accent">on its way</span>
        ) : staged?.complete ? (
          <span className="text-accent">stored</span>
        ) : (
          <Button look="quiet" isDisabled={isOff} aria-label={`Download ${id}`} onPress={() => void stageModel(model)}>
            <Download aria-hidden /> {staged ? 'Resume' : 'Download'}
          </Button>
        )}
      </span>
    </li>
  );
}

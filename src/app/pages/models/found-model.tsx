import { Download, MemoryStick, PackagePlus } from 'lucide-react';
import { useState } from 'react';
import { LARGE_PARAMETERS, memoryNeed, STATED_CONTEXT } from '../../../engine/catalogue/memory.ts';
import type { Prepared, StoredForm, Wanted } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { refOf } from '../../models/model-refs.ts';
import { download } from '../../models/models.ts';
import { addSessionModel } from '../../models/roles.ts';
import { bytes, count, parameters } from '../../text/format.ts';
import { Choice } from './choice.tsx';
import { FORM_NAMES } from './forms.ts';
import { PrepareForWebLlm } from './prepare-for-webllm.tsx';
import { modelNeed } from './roles-memory.ts';

interface FoundModelProps {
  readonly wanted: Wanted;
  readonly prepared: Prepared;
  readonly onDone: () => void;
}

/** What a model of the user's own turned out to be, and what can be done with it. */
export function FoundModel({ wanted, prepared, onDone }: FoundModelProps) {
  const { inspection, licence, plan } = prepared;
  const quantised = inspection.storedPrecision !== 'f32';
  // What is quantised already is near its best as it is.
  const large = inspection.parameters > LARGE_PARAMETERS && !quantised;
  const [form, setForm] = useState<StoredForm>(large ? 'q4' : 'original');
  const [preparing, setPreparing] = useState(false);
  const context = Math.min(inspection.contextLength, STATED_CONTEXT);
  const { weights, total } = memoryNeed(inspection.shape, large ? 'q4' : inspection.storedPrecision, context);
  // Matrices may each be held in a precision of their own.
  const memory = large ? total : total - weights + inspection.heldBytes;
  const facts = [
    inspection.architecture,
    parameters(inspection.parameters),
    `${count(inspection.contextLength, 'token')} of context`,
    inspection.chat ? 'chat template' : 'no chat template: gets plain text',
    `about ${bytes(memory)} of memory`,
    ...(licence === null ? [] : [`licence: ${licence}`]),
  ];
  const local = wanted.kind === 'folder';
  function runFromMemory(): void {
    if (local) addSessionModel({ kind: 'picked', label: `${plan.label} (picked)`, files: wanted.files, large, memory });
    else addSessionModel({ kind: 'streamed', label: `${plan.label} (not stored)`, wanted, large, memory });
    onDone();
  }
  return (
    <div className="mt-2 rounded border border-line bg-panel px-3 py-2 text-[13px]" data-testid="found-model">
      <p className="font-semibold break-words">{plan.label}</p>
      <p className="text-muted">{facts.join(' · ')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Choice
          label="Keep"
          value={form}
          onChange={(next) => setForm(next as StoredForm)}
          options={(['q4', 'q8', 'original'] as const).map((id) => ({ id, label: FORM_NAMES[id] }))}
        />
        <Button
          look="primary"
          onPress={() => {
            void download(refOf(plan.address), form, {
              source: wanted,
              need: large ? modelNeed(inspection.shape, inspection.contextLength, form) : null,
            });
            onDone();
          }}
        >
          <Download aria-hidden /> {local ? 'Copy into the storage' : 'Download'}
          {prepared.bytes !== null && ` (${bytes(prepared.bytes)})`}
        </Button>
        <Button onPress={runFromMemory}>
          <MemoryStick aria-hidden /> {local ? 'Use it until this page is closed' : 'Run from memory, without storing'}
        </Button>
        <Button aria-expanded={preparing} onPress={() => setPreparing(!preparing)}>
          <PackagePlus aria-hidden /> Prepare for web-llm
        </Button>
      </div>
      {preparing && <PrepareForWebLlm place={{ wanted }} onDone={() => setPreparing(false)} />}
    </div>
  );
}

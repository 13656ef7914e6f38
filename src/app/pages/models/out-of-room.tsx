import { MemoryStick, Trash2 } from 'lucide-react';
import { LARGE_PARAMETERS } from '../../../engine/catalogue/memory.ts';
import type { ErrorRecord } from '../../../engine/errors.ts';
import { Button } from '../../components/button.tsx';
import { catalogueOf, isForWebLlm, type ModelRef, refOf, webLlmRef } from '../../models/model-refs.ts';
import { remove, runFromMemory, stagedModel, storedModel, useModels } from '../../models/models.ts';
import { labelOf } from '../../models/roles.ts';
import { removeStaged } from '../../models/webllm.ts';
import { bytes } from '../../text/format.ts';

/** What can be done when the browser's storage is full. */
export function OutOfRoom({ modelRef, problem }: { modelRef: ModelRef; problem: ErrorRecord }) {
  const storage = useModels((state) => state.storage);
  const others = storage?.models.filter(({ address }) => refOf(address) !== modelRef) ?? [];
  const staged = storage?.staged.filter(({ id }) => webLlmRef(id) !== modelRef) ?? [];
  const transfer = useModels((state) => state.transfers[modelRef]);
  const here = (storedModel(storage, modelRef) ?? stagedModel(storage, modelRef))?.bytesStored ?? 0;
  // Refused before it began, the figures are with the error; refused on the way, they follow from what is there now.
  const { needed = (transfer?.bytesTotal ?? here) - here, free = (storage?.quota ?? 0) - (storage?.usage ?? 0) } =
    problem.details;
  return (
    <div className="mt-1.5">
      {typeof needed === 'number' && typeof free === 'number' && needed > 0 && (
        <p>
          It needs another {bytes(needed)}
          {/* A disk can be full before the browser's estimate is: then the estimate is no help. */}
          {free < needed && `; ${bytes(Math.max(0, free))} are free`}.
        </p>
      )}
      <ul className="mt-1.5 flex flex-wrap gap-2">
        {others.map((model) => (
          <li key={model.key}>
            <Button onPress={() => void remove(model)}>
              <Trash2 aria-hidden /> Delete {labelOf(refOf(model.address))} ({bytes(model.bytesStored)})
            </Button>
          </li>
        ))}
        {staged.map((model) => (
          <li key={model.id}>
            <Button onPress={() => void removeStaged(model)}>
              <Trash2 aria-hidden /> Delete {model.id} for web-llm ({bytes(model.bytesStored)})
            </Button>
          </li>
        ))}
        <li hidden={isForWebLlm(modelRef)}>
          <Button onPress={() => void runFromMemory(modelRef, isLarge(modelRef))}>
            <MemoryStick aria-hidden /> Run from memory, without storing
          </Button>
        </li>
      </ul>
      <p className="mt-1 text-xs text-muted" hidden={isForWebLlm(modelRef)}>
        Run from memory: the model can be chosen for a role until this page is closed, and is read from its host each
        time it is loaded.
      </p>
    </div>
  );
}

function isLarge(ref: ModelRef): boolean {
  return (catalogueOf(ref)?.parameters ?? Number.POSITIVE_INFINITY) > LARGE_PARAMETERS;
}

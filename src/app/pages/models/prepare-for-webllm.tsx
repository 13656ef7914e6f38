import { PackagePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { libraryOfFamily } from '../../../engine/catalogue/webllm-families.ts';
import { Cancelled, type ErrorRecord, LocumError } from '../../../engine/errors.ts';
import type { CheckpointPlace, Preparable, Quantization } from '../../../workers/models-protocol.ts';
import { Button } from '../../components/button.tsx';
import { HostsOff } from '../../components/hosts-off.tsx';
import { useHosts } from '../../models/hosts.ts';
import { useModels } from '../../models/models.ts';
import { models } from '../../models/models-worker.ts';
import { hostsOff, lookAtGraphics, prepare, readList, useWebLlm } from '../../models/webllm.ts';
import { bytes } from '../../text/format.ts';
import { Choice } from './choice.tsx';
import { LibraryChoice } from './library-choice.tsx';
import { ProblemBox } from './problem-box.tsx';

const FORMATS: Readonly<Record<Quantization, string>> = {
  q4f16_1: 'Smaller and faster; needs a graphics adapter with half floats (shader-f16).',
  q4f32_1: 'Runs on every graphics adapter.',
};

/** What is true of a source that has lost something already. */
const SOURCES: Readonly<Record<Preparable['form'], string>> = {
  float: '',
  q4: 'It is made from 4-bit weights, and they become the same as from the originals.',
  q4_1: 'It is made from 4-bit weights of another form, which are rounded once more; from originals it becomes nearer to the model.',
  q8: 'It is made from 8-bit weights, which are rounded once more; from originals or from 4 bits it becomes nearer to the model.',
};

interface PrepareProps {
  readonly place: CheckpointPlace;
  readonly onDone: () => void;
}

/** Looks at a checkpoint, then offers to write it down for web-llm. */
export function PrepareForWebLlm({ place, onDone }: PrepareProps) {
  const [found, setFound] = useState<Preparable | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const halfFloats = useWebLlm((state) => state.graphics?.halfFloats ?? false);
  // The object is made anew with every drawing of the row; what it names is not.
  const [from] = useState(place);
  useEffect(() => {
    const controller = new AbortController();
    // List and adapter are a help; without them the model can be prepared all the same.
    const looking = [readList(), lookAtGraphics()];
    models
      .inspectForWebLlm(from, controller.signal)
      .then(async (model) => {
        await Promise.all(looking);
        setFound(model);
      })
      .catch((thrown: unknown) => {
        if (!(thrown instanceof Cancelled)) setProblem(LocumError.from(thrown).toRecord());
      });
    return () => controller.abort();
  }, [from]);
  return (
    <div className="mt-2 border-l-2 border-accent pl-3 text-[13px]" data-testid="prepare-for-webllm">
      {problem !== null ? (
        <ProblemBox problem={problem} />
      ) : found === null ? (
        <p role="status" className="text-muted">
          Looking at the model…
        </p>
      ) : (
        <Options place={from} model={found} halfFloats={halfFloats} onDone={onDone} />
      )}
    </div>
  );
}

interface OptionsProps extends PrepareProps {
  readonly model: Preparable;
  readonly halfFloats: boolean;
}

function Options({ place, model, halfFloats, onDone }: OptionsProps) {
  const { becomes, form, family } = model;
  const list = useWebLlm((state) => state.list);
  const listProblem = useWebLlm((state) => state.problem);
  useHosts(({ on }) => on);
  const [quantization, setQuantization] = useState<Quantization>(halfFloats ? 'q4f16_1' : 'q4f32_1');
  const { id, bytes: size, memory } = becomes[quantization];
  const url = family === null || !Array.isArray(list) ? null : libraryOfFamily(family, quantization, list);
  const known = family === null || url === null ? null : { family, url };
  /** Null: the one that fits, or none for now. */
  const [chosen, setChosen] = useState<{ readonly library: string | null | undefined } | null>(null);
  const library = chosen === null ? (known?.url ?? null) : chosen.library;
  const exists = useModels(({ storage }) => storage?.staged.some((staged) => staged.id === id));
  const off = hostsOff([library ?? null]);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-muted">
        web-llm keeps a copy of its own, {bytes(size)}, and takes about {bytes(memory)} of the graphics adapter’s memory
        with 4,096 tokens of context. {SOURCES[form]}
      </p>
      {listProblem !== null && <ProblemBox problem={listProblem} />}
      {known === null && listProblem === null && (
        <p className="text-warn">
          web-llm’s list has no library for a model of this architecture and size. It runs only on one that was compiled
          for it.
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Choice
          label="Format"
          value={quantization}
          onChange={(next) => {
            setQuantization(next as Quantization);
            setChosen(null);
          }}
          options={(['q4f16_1', 'q4f32_1'] as const).map((id) => ({ id, label: id, about: FORMATS[id] }))}
        />
        <LibraryChoice key={quantization} known={known} canWait onChange={(next) => setChosen({ library: next })} />
      </div>
      {!halfFloats && quantization === 'q4f16_1' && (
        <p className="text-warn">This browser’s graphics adapter has no half floats: it cannot run this format.</p>
      )}
      <HostsOff hosts={off} what="The library is downloaded" />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look="primary"
          isDisabled={library === undefined || off.length > 0}
          onPress={() => {
            void prepare(place, id, quantization, library ?? null);
            onDone();
          }}
        >
          <PackagePlus aria-hidden /> Prepare it ({bytes(size)})
        </Button>
        <Button look="quiet" onPress={onDone}>
          Cancel
        </Button>
        {exists && <span className="text-muted">It takes the place of the one that is there.</span>}
      </div>
    </div>
  );
}

import { Download } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import type { LoadProgress, ModelInfo, Role } from '../../workers/protocol.ts';
import { type EngineStatus, useEngine } from '../models/engine.ts';
import { ROLES } from '../models/roles.ts';
import { loadNoteModels } from '../note/run.ts';
import { bytes, parameters } from '../text/format.ts';
import { ROLE_NAMES } from '../text/names.ts';
import { Button } from './button.tsx';

const ABOUT: Readonly<Record<Role, string>> = {
  base: 'general model, does the work',
  expert: 'small clinical model',
  anti: 'the same small model, untuned',
};

const BACKEND_NAMES = { webgpu: 'GPU (WebGPU)', cpu: 'CPU', webllm: 'GPU (web-llm)' } as const;

/** The three models: how far they are loaded, then their size and precision, and where they run and why. */
export function ModelStrip() {
  const status = useEngine((state) => state.status);
  return (
    <section
      aria-label="Models"
      // One line where the page is as high as the window: what is told of loaded models must not push the page up.
      className="flex flex-wrap items-center gap-x-5 gap-y-1 text-xs lg:h-8 lg:flex-nowrap"
      data-state={status.state}
    >
      {ROLES.map((role) => (
        <div key={role} className="flex min-w-0 items-baseline gap-1.5" title={ABOUT[role]} data-role={role}>
          <span className="font-semibold">{ROLE_NAMES[role]}</span>
          <ModelState role={role} name={ROLE_NAMES[role]} status={status} />
        </div>
      ))}
      <BackendState status={status} />
    </section>
  );
}

function ModelState({ role, name, status }: { role: Role; name: string; status: EngineStatus }) {
  switch (status.state) {
    case 'empty':
    case 'lost':
      return <span className="text-muted">not loaded</span>;
    case 'loading':
      return <Loading name={name} progress={status.progress[role]} />;
    case 'ready':
      if (role === 'base' && status.trio.endpoint !== null) return <Elsewhere origin={status.trio.endpoint} />;
      return <Loaded model={status.trio.models[role]} />;
    default:
      return status satisfies never;
  }
}

function Loading({ name, progress }: { name: string; progress: LoadProgress | undefined }) {
  const { bytesDone, bytesTotal } = progress ?? { bytesDone: 0, bytesTotal: 0 };
  return (
    <ProgressBar
      aria-label={`${name} model`}
      value={bytesDone}
      maxValue={Math.max(bytesTotal, 1)}
      valueLabel={progress === undefined ? 'waiting' : `${bytes(bytesDone)} of ${bytes(bytesTotal)}`}
      className="flex items-center gap-1.5"
    >
      {({ percentage = 0, valueText }) => (
        <>
          <span className="inline-block h-1.5 w-16 overflow-hidden rounded-full bg-edge/40">
            <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
          </span>
          <span className="text-muted">{valueText}</span>
        </>
      )}
    </ProgressBar>
  );
}

/** Shown as long as text can go there. */
function Elsewhere({ origin }: { origin: string }) {
  return (
    <strong className="font-semibold text-warn lg:whitespace-nowrap" data-testid="endpoint">
      on {origin}: what you write is sent there
    </strong>
  );
}

function Loaded({ model }: { model: ModelInfo | undefined }) {
  if (model === undefined) return <span className="text-muted">not needed</span>;
  const size = [model.id, parameters(model.parameters), bytes(model.bytes), model.precision];
  const text = [...size, ...(model.backend === 'webllm' ? ['web-llm'] : [])].join(' · ');
  return (
    <span className="min-w-0 text-muted lg:truncate" title={text}>
      {text}
    </span>
  );
}

function BackendState({ status }: { status: EngineStatus }) {
  switch (status.state) {
    case 'empty':
      return (
        <Button look="quiet" onPress={() => void loadNoteModels()}>
          <Download aria-hidden /> Load the models
        </Button>
      );
    case 'loading':
      return null;
    case 'ready':
      return (
        <p className="min-w-0 lg:truncate" title={status.trio.reason} data-testid="backend">
          <span className="font-semibold">Runs on the {BACKEND_NAMES[status.trio.backend]}</span>{' '}
          <span className="text-muted">{status.trio.reason}</span>
        </p>
      );
    case 'lost':
      return (
        <Button look="quiet" onPress={() => void loadNoteModels()}>
          <Download aria-hidden /> Load the models again
        </Button>
      );
    default:
      return status satisfies never;
  }
}

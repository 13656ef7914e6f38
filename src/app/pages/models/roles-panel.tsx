import { Download, Power, PowerOff } from 'lucide-react';
import { useState } from 'react';
import type { ErrorRecord } from '../../../engine/errors.ts';
import { isInterpolation } from '../../../engine/presets.ts';
import type { Role } from '../../../workers/protocol.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { unloadModels, useEngine } from '../../models/engine.ts';
import { loadModels } from '../../models/loading.ts';
import { catalogueOf, downloadOf, isForWebLlm, kinOf, type ModelRef, webLlmRef } from '../../models/model-refs.ts';
import { download, stagedModel, storedModel, useModels } from '../../models/models.ts';
import { modelsHere } from '../../models/models-here.ts';
import { labelOf, ROLES, setRoles, useRoles } from '../../models/roles.ts';
import { stageByName, useWebLlm } from '../../models/webllm.ts';
import { bytes } from '../../text/format.ts';
import { ROLE_NAMES } from '../../text/names.ts';
import { AdapterFit } from './adapter-fit.tsx';
import { Choice, type Option } from './choice.tsx';
import { formOf } from './forms.ts';
import { PresetChooser } from './preset-chooser.tsx';
import { rolesNeed, storageNeed } from './roles-memory.ts';
import { Section } from './section.tsx';
import { WebLlmMark } from './webllm-mark.tsx';

const ABOUT: Readonly<Record<Role, string>> = {
  base: 'general model, does the work',
  expert: 'clinical model',
  anti: 'the expert before its clinical tuning',
};

/** Which model plays which role, what they take together, and whether they are loaded. */
export function RolesPanel() {
  const roles = useRoles((state) => state.roles);
  const session = useRoles((state) => state.session);
  const storage = useModels((state) => state.storage);
  const options = roleOptions([
    ...modelsHere(storage, session),
    ...(storage?.staged ?? []).filter(({ complete }) => complete).map(({ id }) => webLlmRef(id)),
    ...Object.values(roles),
  ]);
  const distinct = [...new Set(Object.values(roles))];
  const isThere = (ref: ModelRef): boolean =>
    ref.startsWith('app:') ||
    ref in session ||
    (storedModel(storage, ref) ?? stagedModel(storage, ref))?.complete === true;
  const missing = storage === null ? [] : distinct.filter((ref) => !isThere(ref));
  return (
    <Section
      id="models-roles"
      title="The models that write"
      about="The base writes; at every token the difference between expert and anti-expert is added to it. The note page uses these three."
    >
      <Steps missing={missing.length > 0} />
      <PresetChooser />
      <div className="mt-2 grid divide-line rounded border border-line bg-panel max-lg:divide-y lg:grid-cols-3 lg:divide-x">
        {ROLES.map((role) => (
          <div key={role} className="flex min-w-0 flex-col gap-1 px-3 py-2" data-role-choice={role}>
            <span className="text-[13px]">
              <span className="font-semibold">{ROLE_NAMES[role]}</span>{' '}
              <span className="text-muted">{ABOUT[role]}</span>
            </span>
            <Choice
              label={`${ROLE_NAMES[role]} model`}
              labelHidden
              value={roles[role]}
              onChange={(ref) => setRoles({ [role]: ref })}
              options={options}
            />
            {isForWebLlm(roles[role]) && <WebLlmMark />}
            {missing.includes(roles[role]) && <span className="text-[13px] text-muted">not stored here</span>}
          </div>
        ))}
      </div>
      <Remarks refs={distinct} />
      {missing.length > 0 && <Missing refs={missing} />}
      <Loading canLoad={missing.length === 0} />
    </Section>
  );
}

function roleOptions(refs: readonly ModelRef[]): readonly Option<ModelRef>[] {
  return [...new Set(refs)].map((ref) => {
    const about = isForWebLlm(ref) ? 'Runs in web-llm, on the graphics adapter.' : catalogueOf(ref)?.about;
    return { id: ref, label: labelOf(ref), ...(about === undefined ? {} : { about }) };
  });
}

const STEPS = ['Choose', 'Download', 'Load', 'In use'] as const;

/** How far the chosen models are on their way to being used. */
function Steps({ missing }: { missing: boolean }) {
  const areLoaded = useAreLoaded();
  const step = missing ? 1 : areLoaded ? 3 : 2;
  return (
    <ol aria-label="Steps" className="mb-2 flex flex-wrap gap-x-2 gap-y-1 text-[13px]">
      {STEPS.map((name, index) => (
        <li
          key={name}
          aria-current={index === step ? 'step' : undefined}
          className={index === step ? 'font-semibold text-accent' : 'text-muted'}
        >
          {index + 1}. {name}
          {index < step && <span className="sr-only"> (done)</span>}
          {index < STEPS.length - 1 && <span aria-hidden> →</span>}
        </li>
      ))}
    </ol>
  );
}

/** Whether the models in memory are those of the roles; others may have been loaded before the choice changed. */
function useAreLoaded(): boolean {
  const status = useEngine((state) => state.status);
  const roles = useRoles((state) => state.roles);
  return status.state === 'ready' && ROLES.every((role) => status.roles[role] === roles[role]);
}

/** What follows from the choice: memory, shared passes, tokenizers. */
function Remarks({ refs }: { refs: readonly ModelRef[] }) {
  const roles = useRoles((state) => state.roles);
  const storage = useModels((state) => state.storage);
  const need = rolesNeed(roles, storage);
  const tokenizers = new Set(ROLES.flatMap((role) => kinOf(roles[role])?.tokenizer ?? []));
  const pair = new Set([roles.expert, roles.anti].flatMap((ref) => kinOf(ref)?.tokenizer ?? []));
  return (
    <div className="mt-1.5 flex flex-col gap-1 text-[13px]">
      {need !== null && (
        <p>
          Together they take about <strong className="font-semibold">{bytes(need.bytes)}</strong> of memory with 4,096
          tokens of context.
        </p>
      )}
      {isInterpolation(roles) && roles.base !== roles.expert && (
        <p className="max-w-prose text-warn">
          Base and anti-expert are the same model: α is then an interpolation from the base (0) to the expert (1), and
          at α = 1 the expert writes alone. Proxy tuning wants a base that is larger than the pair, or another one.
        </p>
      )}
      {refs.length < ROLES.length && (
        <p className="text-muted">Two roles name the same model: it is loaded once, and one pass serves both.</p>
      )}
      {pair.size > 1 && (
        <p className="text-warn">Expert and anti-expert have different tokenizers: their difference cannot be taken.</p>
      )}
      {pair.size === 1 && tokenizers.size > 1 && (
        <p className="text-warn">
          The base has another tokenizer than the pair: it works with CAPT, not with proxy tuning.
        </p>
      )}
      {need !== null && need.bytes > 1e9 && <AdapterFit need={need} />}
      <WebLlmRemarks refs={refs.filter(isForWebLlm)} />
    </div>
  );
}

/** Where models for web-llm cannot be used, that is said before they are loaded. */
function WebLlmRemarks({ refs }: { refs: readonly ModelRef[] }) {
  const graphics = useWebLlm((state) => state.graphics);
  const storage = useModels((state) => state.storage);
  if (refs.length === 0 || graphics === null) return null;
  const names = (chosen: readonly ModelRef[]): string => chosen.map(labelOf).join(', ');
  if (!graphics.webgpu) {
    return (
      <p className="text-warn">
        {names(refs)} cannot be used in this browser: web-llm needs a graphics adapter (WebGPU), and there is none.
      </p>
    );
  }
  const halves = refs.filter((ref) => !graphics.halfFloats && stagedModel(storage, ref)?.needsHalfFloats);
  if (halves.length === 0) return null;
  return (
    <p className="text-warn">
      {names(halves)} cannot be used here: the graphics adapter has no half floats. Take the q4f32_1 form.
    </p>
  );
}

function Missing({ refs }: { refs: readonly ModelRef[] }) {
  const total = refs.reduce((sum, ref) => sum + downloadOf(ref), 0);
  const storage = useModels((state) => state.storage);
  const free = storage?.quota == null || storage.usage === null ? null : storage.quota - storage.usage;
  const { peak, kept } = storageNeed(refs);
  return (
    <>
      {free !== null && peak > free && (
        <p className="mt-1.5 max-w-prose text-[13px] text-warn">
          This browser’s storage has {bytes(free)} free: too little while they are downloaded and made smaller (
          {bytes(peak)})
          {kept <= free ? `, though enough for what is kept in the end (${bytes(kept)}): download one at a time` : ''}.
          Free some below, take smaller models, or open a folder of this device.
        </p>
      )}
      <p className="mt-1.5 flex flex-wrap items-center gap-2 text-[13px]">
        <span>
          Not stored here yet: {refs.map(labelOf).join(', ')}
          {total > 0 && ` (${bytes(total)} to download)`}.
        </span>
        <Button
          onPress={() => {
            const { roles } = useRoles.getState();
            const need = rolesNeed(roles, useModels.getState().storage);
            for (const ref of refs) {
              if (isForWebLlm(ref)) void stageByName(ref);
              else void download(ref, formOf(ref), { need });
            }
          }}
        >
          <Download aria-hidden /> Download them
        </Button>
      </p>
    </>
  );
}

function Loading({ canLoad }: { canLoad: boolean }) {
  const status = useEngine((state) => state.status);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  async function load(): Promise<void> {
    setProblem(null);
    const outcome = await loadModels();
    if (typeof outcome === 'object') setProblem(outcome);
  }
  const areLoaded = useAreLoaded();
  const shown = problem ?? (status.state === 'lost' ? status.error : null);
  return (
    <div className="mt-2">
      <div
        className="flex flex-wrap items-center gap-2 text-[13px]"
        data-testid="engine-state"
        data-state={status.state}
      >
        {status.state === 'ready' && (
          <Button onPress={unloadModels}>
            <PowerOff aria-hidden /> Unload
          </Button>
        )}
        {!areLoaded && (
          <Button look="primary" isDisabled={!canLoad || status.state === 'loading'} onPress={() => void load()}>
            <Power aria-hidden /> {status.state === 'loading' ? 'Loading…' : 'Load'}
          </Button>
        )}
        {status.state === 'ready' && (
          <span>
            {areLoaded ? 'Loaded' : 'Others are loaded, and give way when these are'}:{' '}
            {Object.values(status.trio.models)
              .map(({ id, bytes: held }) => `${id} (${bytes(held)})`)
              .join(', ')}
            . <span className="text-muted">{status.trio.reason}</span>
          </span>
        )}
      </div>
      {shown !== null && (
        <div className="mt-2">
          <ErrorPanel
            error={shown}
            onDismiss={() => setProblem(null)}
            onRemedy={(remedy) => {
              if (remedy === 'use-cpu') useEngine.getState().setBackend('cpu');
              if (remedy === 'reload-models') unloadModels();
              void load();
            }}
          />
        </div>
      )}
    </div>
  );
}

/** The engine as the page sees it: one worker, its models, and how far they are loaded. */
import { create } from 'zustand';
import { type ErrorRecord, LocumError } from '../../engine/errors.ts';
import type { RoleModels } from '../../engine/presets.ts';
import { EngineClient } from '../../workers/client.ts';
import type {
  BackendPreference,
  CacheChoice,
  LoadProgress,
  Method,
  Role,
  TrioSummary,
} from '../../workers/protocol.ts';
import { APP_VERSION } from '../version.ts';
import { workerOf } from '../workers.ts';
import { useBlackBox } from './black-box.ts';
import { engineOrigins, useHosts } from './hosts.ts';
import { type RoleRefs, refsOf, roleAddresses, useRoles } from './roles.ts';

export type EngineStatus =
  | { readonly state: 'empty' }
  | { readonly state: 'loading'; readonly progress: Readonly<Partial<Record<Role, LoadProgress>>> }
  /** With the models that were asked for; the roles may be others' since. */
  | { readonly state: 'ready'; readonly trio: TrioSummary; readonly roles: RoleRefs }
  /** The models were loaded and are gone. */
  | { readonly state: 'lost'; readonly error: ErrorRecord };

interface EngineStore {
  readonly backend: BackendPreference;
  readonly cache: CacheChoice;
  readonly status: EngineStatus;
  /** It is at work and has not been heard for long: blocked, or computing. */
  readonly silent: boolean;
  setBackend(backend: BackendPreference): void;
  setCache(cache: CacheChoice): void;
}

export const useEngine = create<EngineStore>((set) => ({
  backend: 'auto',
  cache: 'auto',
  status: { state: 'empty' },
  silent: false,
  setBackend: (backend) => set({ backend }),
  setCache: (cache) => set({ cache }),
}));

export const engine = new EngineClient(() => workerOf('engine')(engineOrigins()), {
  onLost: (error) => useEngine.setState({ status: { state: 'lost', error: error.toRecord() } }),
  onSilence: (silent) => useEngine.setState({ silent }),
});

// What a worker may reach is settled when it starts: another endpoint means another worker, and its models again.
useHosts.subscribe(({ endpoint }, former) => {
  if (endpoint !== former.endpoint) unloadModels();
});

/** Gives the models' memory back. The page keeps its text; the next use loads them again. */
export function unloadModels(): void {
  engine.dispose();
  useEngine.setState({ status: { state: 'empty' } });
}

/** The models that stand ready for a task, told to whoever writes with them: `useEngine` says what is there now. */
export interface ReadyModels extends TrioSummary {
  /** Plays the base in place of a model here. */
  readonly remote: { readonly id: string; readonly endpoint: string } | null;
  readonly app: string;
}

/**
 * Makes three models ready on the chosen backend – those in the roles, or others by their ids; at once when they are. Where the base
 * of the roles is on another server, the pair.
 * @throws {LocumError} @throws {Cancelled}
 */
export async function openModels(signal?: AbortSignal, others?: RoleModels): Promise<ReadyModels> {
  const { backend, cache, status } = useEngine.getState();
  const blackBox = others === undefined ? useBlackBox.getState().inUse : null;
  if (status.state !== 'ready') useEngine.setState({ status: { state: 'loading', progress: {} } });
  try {
    const roles = others ? refsOf(others) : useRoles.getState().roles;
    const { models, ports } = await roleAddresses(roles);
    const input = { models, backend, cache, blackBox };
    const trio = await engine.open(input, { signal, onProgress: noteProgress, transfer: ports });
    useEngine.setState({ status: { state: 'ready', trio, roles } });
    const remote = blackBox && { id: blackBox.model, endpoint: new URL(blackBox.baseUrl).origin };
    return { ...trio, remote, app: APP_VERSION };
  } catch (thrown) {
    // A lost engine has said so already, with its error.
    if (useEngine.getState().status.state !== 'lost') useEngine.setState({ status: { state: 'empty' } });
    throw thrown;
  }
}

function noteProgress(progress: LoadProgress): void {
  useEngine.setState(({ status }) => ({
    status: {
      state: 'loading',
      progress: { ...(status.state === 'loading' ? status.progress : {}), [progress.role]: progress },
    },
  }));
}

/** What the authors of the model that leads recommend against repetition; 1 is none. @param trio null: it is not known yet */
export function recommendedPenalty(trio: Pick<TrioSummary, 'defaults'> | null, method: Method): number {
  return trio?.defaults[method === 'expert' ? 'expert' : 'base']?.repetitionPenalty ?? 1;
}

/** The models that are loaded; null while none are. */
export const trioOf = (status: EngineStatus): TrioSummary | null => (status.state === 'ready' ? status.trio : null);

/** The user has seen that the models are gone. */
export function forgetLoss(): void {
  if (useEngine.getState().status.state === 'lost') useEngine.setState({ status: { state: 'empty' } });
}

/** What a page shows of anything that was thrown. */
export function problemOf(thrown: unknown): ErrorRecord {
  return LocumError.from(thrown).toRecord();
}

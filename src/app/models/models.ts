/** What is stored, what is being downloaded, and what went wrong with it. */
import { create } from 'zustand';
import { HUGGING_FACE, hostOf } from '../../engine/catalogue/address.ts';
import { Cancelled, type ErrorRecord, LocumError } from '../../engine/errors.ts';
import { type Pace, TransferRate } from '../../engine/transfer-rate.ts';
import { shared } from '../../tabs.ts';
import type {
  AdapterNeed,
  StagedSummary,
  StorageState,
  StoredForm,
  StoredSummary,
  Wanted,
} from '../../workers/models-protocol.ts';
import { MODELS } from '../../workers/models-protocol.ts';
import { isOn } from './hosts.ts';
import { entriesByRef, isForWebLlm, type ModelRef, refOf, wantedOf, webLlmRef } from './model-refs.ts';
import { models } from './models-worker.ts';
import { addSessionModel, labelOf } from './roles.ts';

export type TransferPhase =
  | 'checking'
  | 'downloading'
  | 'waiting'
  | 'quantising'
  | 'converting'
  | 'verifying'
  | 'paused'
  | 'failed';

export interface Transfer {
  readonly phase: TransferPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  readonly pace: Pace;
  /** While waiting for the connection: when it is tried again. */
  readonly retryInMs: number | null;
  readonly problem: ErrorRecord | null;
  /** Files that a check found damaged; null: none was made. */
  readonly damaged: readonly string[] | null;
  /** Does it again, or the rest of it; null where that needs more than a press. */
  readonly again: (() => Promise<void>) | null;
  /** Does it though the graphics adapter does not grant the memory. */
  readonly regardless: (() => Promise<void>) | null;
  /** Nothing is kept of what was done in part. */
  readonly restarts: boolean;
}

export interface DownloadOptions {
  /** Where it comes from, when its name alone does not tell. */
  readonly source?: Wanted;
  /** Refused where the graphics adapter does not grant so much. */
  readonly need?: AdapterNeed | null;
}

interface ModelsStore {
  /** Null until it has been looked at. */
  readonly storage: StorageState | null;
  readonly transfers: Readonly<Record<ModelRef, Transfer>>;
  readonly problem: ErrorRecord | null;
}

export const useModels = create<ModelsStore>(() => ({ storage: null, transfers: {}, problem: null }));

const running = new Map<ModelRef, AbortController>();
/** Files that the user picked and that are being copied: they cannot be asked for again. */
const picked = new Map<ModelRef, Wanted>();

const IDLE: Transfer = {
  phase: 'checking',
  bytesDone: 0,
  bytesTotal: null,
  pace: { bytesPerSecond: null, secondsLeft: null },
  retryInMs: null,
  problem: null,
  damaged: null,
  again: null,
  regardless: null,
  restarts: false,
};

export function updateTransfer(ref: ModelRef, change: Partial<Transfer>): void {
  useModels.setState(({ transfers }) => ({
    transfers: { ...transfers, [ref]: { ...(transfers[ref] ?? IDLE), ...change } },
  }));
}

export function dropTransfer(ref: ModelRef): void {
  useModels.setState(({ transfers: { [ref]: _, ...transfers } }) => ({ transfers }));
}

/** Follows what other tabs store and delete. Returns how to end that. */
export function followStorage(): () => void {
  return shared(MODELS).watch(async () => {
    await refresh();
    const { storage, transfers } = useModels.getState();
    for (const [ref, { problem }] of entriesByRef(transfers)) {
      // What another tab was at when this one asked for it, and has finished.
      if (problem?.code === 'storage-unavailable' && storedModel(storage, ref)?.complete) dropTransfer(ref);
    }
  });
}

export async function refresh(): Promise<void> {
  try {
    useModels.setState({ storage: await models.state() });
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) useModels.setState({ problem: LocumError.from(thrown).toRecord() });
  }
}

export function storedModel(storage: StorageState | null, ref: ModelRef): StoredSummary | undefined {
  return storage?.models.find(({ address }) => refOf(address) === ref);
}

export function stagedModel(storage: StorageState | null, ref: ModelRef): StagedSummary | undefined {
  return storage?.staged.find(({ id }) => webLlmRef(id) === ref);
}

export function isBusy(transfer: Transfer | undefined): boolean {
  return transfer !== undefined && transfer.phase !== 'paused' && transfer.phase !== 'failed';
}

/** Downloads, or goes on where a download stopped. */
export async function download(
  ref: ModelRef,
  form: StoredForm,
  { source, need = null }: DownloadOptions = {},
): Promise<void> {
  const again = (): Promise<void> => download(ref, form, { need });
  const regardless = (): Promise<void> => download(ref, form, { ...(source && { source }) });
  await runTransfer(ref, { again, regardless }, async (signal) => {
    const wanted = source ?? picked.get(ref) ?? (await wantedOf(ref));
    if (wanted === null) throw gone(ref);
    if (wanted.kind === 'folder') picked.set(ref, wanted);
    const host = wanted.kind === 'folder' || wanted.kind === 'app' ? null : hostOf(wanted, location.origin);
    if (host !== null && !isOn(host)) throw notAllowed(host === HUGGING_FACE ? host.name : host.id);
    await models.download({ wanted, form, need: need ?? undefined }, { signal, onProgress: follow(ref) });
    picked.delete(ref);
    dropTransfer(ref);
  });
}

interface Progress {
  readonly state: TransferPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number | null;
  readonly retryInMs?: number;
}

/** Shows what a worker reports of a transfer. */
export function follow(ref: ModelRef): (progress: Progress) => void {
  const rate = new TransferRate();
  return ({ state, bytesDone, bytesTotal, retryInMs }) => {
    if (state === 'downloading') rate.add(performance.now(), bytesDone);
    else rate.reset();
    const pace = rate.pace(bytesTotal);
    updateTransfer(ref, { phase: state, bytesDone, bytesTotal, pace, retryInMs: retryInMs ?? null });
  };
}

/** Reads a stored model again and compares it with its digests. */
export async function verify({ key, address, form }: StoredSummary): Promise<void> {
  const ref = refOf(address);
  await runTransfer(ref, { again: () => download(ref, form) }, async (signal) => {
    const damaged = await models.verify(key, {
      signal,
      onProgress: ({ bytesDone, bytesTotal }) => updateTransfer(ref, { phase: 'verifying', bytesDone, bytesTotal }),
    });
    updateTransfer(ref, { phase: 'paused', damaged });
  });
}

/** One thing at a time for each model; what fails stays with it, to be read and tried again. */
export async function runTransfer(
  ref: ModelRef,
  begin: Partial<Transfer>,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (running.has(ref)) return;
  const controller = new AbortController();
  running.set(ref, controller);
  updateTransfer(ref, { ...IDLE, ...begin, ...lastBytes(ref) });
  try {
    await work(controller.signal);
  } catch (thrown) {
    const problem = thrown instanceof Cancelled ? null : LocumError.from(thrown).toRecord();
    updateTransfer(ref, { phase: problem === null ? 'paused' : 'failed', problem, retryInMs: null });
  } finally {
    running.delete(ref);
    await refresh();
  }
}

function lastBytes(ref: ModelRef): Partial<Transfer> {
  const { storage } = useModels.getState();
  const stored = isForWebLlm(ref) ? stagedModel(storage, ref) : storedModel(storage, ref);
  return stored ? { bytesDone: stored.bytesStored, bytesTotal: stored.bytesTotal } : {};
}

export function pause(ref: ModelRef): void {
  running.get(ref)?.abort();
}

/** A stored model of which nothing is known but its key. */
export async function removeBroken(key: string): Promise<void> {
  try {
    await models.remove(key);
  } catch (thrown) {
    useModels.setState({ problem: LocumError.from(thrown).toRecord() });
  }
  await refresh();
}

export async function remove({ key, address }: StoredSummary): Promise<void> {
  const ref = refOf(address);
  pause(ref);
  try {
    await models.remove(key);
    dropTransfer(ref);
  } catch (thrown) {
    updateTransfer(ref, { phase: 'failed', problem: LocumError.from(thrown).toRecord() });
  }
  await refresh();
}

/** Makes a model available without storing it; its host is read each time it is loaded. */
export async function runFromMemory(ref: ModelRef, large: boolean): Promise<ModelRef | null> {
  const wanted = picked.get(ref) ?? (await wantedOf(ref));
  if (wanted === null) return null;
  const label = `${labelOf(ref)} (not stored)`;
  dropTransfer(ref);
  const held = { label, large, memory: null };
  if (wanted.kind === 'folder') return addSessionModel({ kind: 'picked', files: wanted.files, ...held });
  return addSessionModel({ kind: 'streamed', wanted, ...held });
}

export function dismiss(ref: ModelRef): void {
  if (!running.has(ref)) dropTransfer(ref);
}

/** Asks the browser not to clear what is stored when space runs low. */
export async function askPersistence(): Promise<boolean> {
  const granted = (await navigator.storage?.persist?.()) ?? false;
  await refresh();
  return granted;
}

function gone(ref: ModelRef): LocumError {
  return new LocumError('file-not-found', `The folder “${labelOf(ref)}” has to be chosen again.`, {
    hint: 'A browser forgets which folder was picked when the page is reloaded. What was copied is kept.',
  });
}

export function notAllowed(host: string): LocumError {
  return new LocumError('host-not-allowed', `Locum may not connect to ${host}.`, {
    hint: 'Switch the host on under “Connections” first.',
    details: { host },
  });
}

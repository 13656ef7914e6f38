/** Models for web-llm: its own list, what is brought into its cache, and what is prepared for it here. */
import { create } from 'zustand';
import { hostOfUrl, type ModelHost } from '../../engine/catalogue/address.ts';
import { type ErrorRecord, LocumError } from '../../engine/errors.ts';
import type {
  CheckpointPlace,
  Graphics,
  Quantization,
  StagedSummary,
  StageInput,
} from '../../workers/models-protocol.ts';
import { prebuiltModels } from '../../workers/prebuilt-models.ts';
import { startWebLlm } from '../../workers/start.ts';
import { isOn } from './hosts.ts';
import { type ModelRef, nameOf, webLlmRef } from './model-refs.ts';
import {
  dropTransfer,
  follow,
  notAllowed,
  pause,
  refresh,
  runTransfer,
  stagedModel,
  updateTransfer,
  useModels,
} from './models.ts';
import { models } from './models-worker.ts';

interface WebLlmStore {
  /** web-llm's own list; null until it has been asked for. */
  readonly list: readonly StageInput[] | 'reading' | null;
  readonly problem: ErrorRecord | null;
  /** Null until it has been looked at. */
  readonly graphics: Graphics | null;
}

export const useWebLlm = create<WebLlmStore>(() => ({ list: null, problem: null, graphics: null }));

let reading: Promise<readonly StageInput[]> | null = null;

/** Once: it takes web-llm itself, a few megabytes of script from where Locum is served. Empty where that failed, which the store tells. */
export async function readList(): Promise<readonly StageInput[]> {
  const { list } = useWebLlm.getState();
  if (Array.isArray(list)) return list;
  reading ??= startReading().finally(() => {
    reading = null;
  });
  return reading;
}

async function startReading(): Promise<readonly StageInput[]> {
  useWebLlm.setState({ list: 'reading', problem: null });
  try {
    const read = await prebuiltModels(startWebLlm);
    useWebLlm.setState({ list: read });
    return read;
  } catch (thrown) {
    useWebLlm.setState({ list: null, problem: LocumError.from(thrown).toRecord() });
    return [];
  }
}

export async function lookAtGraphics(): Promise<void> {
  if (useWebLlm.getState().graphics !== null) return;
  // A worker that was started anew meanwhile is asked the next time.
  const graphics = await models.graphics().catch(() => null);
  useWebLlm.setState({ graphics });
}

/** Hosts that have to be switched on before files at these addresses can be fetched. */
export function hostsOff(urls: readonly (string | null)[]): readonly ModelHost[] {
  const hosts = urls.flatMap((url) => (url === null ? [] : (hostOfUrl(url, location.origin) ?? [])));
  return hosts.filter((host, index) => !isOn(host) && hosts.findIndex(({ id }) => id === host.id) === index);
}

/**
 * Brings a model and its library into web-llm's cache, or the rest of them.
 * @param fits whether the graphics adapter has to grant its memory first
 */
export async function stageModel(model: StageInput, fits = true): Promise<void> {
  const ref = webLlmRef(model.id);
  const again = (): Promise<void> => stageModel(model, fits);
  await runTransfer(ref, { again, regardless: () => stageModel(model, false) }, async (signal) => {
    const [off] = hostsOff([model.folder, model.library]);
    if (off !== undefined) throw notAllowed(off.name);
    // How its largest matrix is split is web-llm's affair.
    const need = fits && model.memory !== null ? { bytes: model.memory, largest: 0 } : undefined;
    await models.stage({ model, need }, { signal, onProgress: follow(ref) });
    dropTransfer(ref);
  });
}

/** As `stageModel`, of a model by the name that a role knows it by. */
export async function stageByName(ref: ModelRef): Promise<void> {
  const { storage } = useModels.getState();
  const staged = stagedModel(storage, ref);
  const known = staged && resumable(staged);
  const input = known ?? (await readList()).find(({ id }) => id === nameOf(ref));
  if (input !== undefined) return stageModel(input);
  await runTransfer(ref, { again: () => stageByName(ref) }, () => Promise.reject(unknown(nameOf(ref))));
}

/** What is needed to fetch the rest of a model; undefined where that is not a matter of downloading. */
export function resumable({ library, ...staged }: StagedSummary): StageInput | undefined {
  if (library === null) return undefined;
  const { id, folder, contextLength, requiredFeatures, manifest, memory } = staged;
  return { id, folder, library, contextLength, requiredFeatures, manifest, memory };
}

/** Writes a checkpoint down for web-llm. @param id what it will be called */
export async function prepare(
  place: CheckpointPlace,
  id: string,
  quantization: Quantization,
  library: string | null,
): Promise<void> {
  const ref = webLlmRef(id);
  const again = (): Promise<void> => prepare(place, id, quantization, library);
  await runTransfer(ref, { again, restarts: true }, async (signal) => {
    const [off] = hostsOff([library]);
    if (off !== undefined) throw notAllowed(off.name);
    await models.convert({ from: place, quantization, library }, { signal, onProgress: follow(ref) });
    dropTransfer(ref);
  });
}

/** Reads a model again and compares it with the sums in its index. */
export async function verifyStaged(staged: StagedSummary): Promise<void> {
  const ref = webLlmRef(staged.id);
  // What was prepared here is nowhere else.
  const again = staged.folder === null ? null : () => stageByName(ref);
  await runTransfer(ref, { again }, async (signal) => {
    const damaged = await models.verifyStaged(staged.id, { signal, onProgress: follow(ref) });
    updateTransfer(ref, { phase: 'paused', damaged });
  });
}

export async function removeStaged({ id }: StagedSummary): Promise<void> {
  const ref = webLlmRef(id);
  pause(ref);
  try {
    await models.removeStaged(id);
    dropTransfer(ref);
  } catch (thrown) {
    updateTransfer(ref, { phase: 'failed', problem: LocumError.from(thrown).toRecord() });
  }
  await refresh();
}

function unknown(id: string): LocumError {
  return new LocumError('file-not-found', `“${id}” is not here for web-llm any more.`, {
    hint: 'Prepare it again, or choose another model.',
    details: { model: id },
  });
}

/**
 * The origins beside its own that Locum may connect to: model hosts that the user switched on, and an endpoint that the
 * user typed in. Only the worker that needs one gets it (`src/policy.ts`); the page never does.
 */
import * as v from 'valibot';
import { create } from 'zustand';
import { HUGGING_FACE, MODEL_LIBRARIES, type ModelHost, ownHost } from '../../engine/catalogue/address.ts';
import { readStored, store } from '../shell/storage.ts';

const KEY = 'locum.hosts';
const Stored = v.array(v.string());

interface HostsStore {
  /** Ids: `huggingface`, `mlc-libraries`, or an origin. */
  readonly on: readonly string[];
  /** The endpoint in use; the engine sends text to it. Kept for this session only. */
  readonly endpoint: string | null;
}

export const useHosts = create<HostsStore>(() => ({ on: readStored(KEY, Stored) ?? [], endpoint: null }));

export function hostById(id: string): ModelHost {
  return [HUGGING_FACE, MODEL_LIBRARIES].find((host) => host.id === id) ?? ownHost(id);
}

export function isOn(host: ModelHost | null): boolean {
  return host === null || useHosts.getState().on.includes(host.id);
}

export function switchHost(host: ModelHost, on: boolean): void {
  const others = useHosts.getState().on.filter((id) => id !== host.id);
  const next = on ? [...others, host.id] : others;
  if (next.length === 0) store(KEY, null);
  else store(KEY, next);
  useHosts.setState({ on: next });
}

/** Of the worker that downloads models. */
export function modelOrigins(): readonly string[] {
  return useHosts.getState().on.flatMap((id) => hostById(id).origins);
}

/** Of the worker that runs the models. */
export function engineOrigins(): readonly string[] {
  const { endpoint } = useHosts.getState();
  return endpoint === null ? [] : [endpoint];
}

/** The one endpoint that the engine may reach from its next start on; null for none. @param address as the user typed it */
export function setEndpoint(address: string | null): void {
  useHosts.setState({ endpoint: address === null ? null : new URL(address).origin });
}

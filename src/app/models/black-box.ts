/**
 * A base model behind an address that the user typed in, for CAPT with the pair here. Off until it is switched on, and in
 * memory only: nothing of it, the key least of all, is stored.
 */
import { create } from 'zustand';
import type { BlackBoxInput } from '../../workers/protocol.ts';
import { setEndpoint } from './hosts.ts';

interface BlackBoxStore {
  /** What is written on the note page is sent there. */
  readonly inUse: BlackBoxInput | null;
}

export const useBlackBox = create<BlackBoxStore>(() => ({ inUse: null }));

/** The engine starts anew with it, for what a worker may reach is settled when it starts (`hosts.ts`). */
export function setBlackBox(inUse: BlackBoxInput | null): void {
  useBlackBox.setState({ inUse });
  setEndpoint(inUse === null ? null : inUse.baseUrl);
}

/** The origin of an address as it was typed; null when it is none. */
export function originOf(address: string): string | null {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url.origin : null;
}

/**
 * The record system's FHIR server that a note can be sent to: off until the user names it, or has opened Locum from it, and then asked
 * nothing before the user says so. In memory only.
 */
import { create } from 'zustand';
import { serverAddress } from '../../engine/remote/server-address.ts';

interface RecordSystem {
  /** As it was typed in last; empty: none was. */
  readonly address: string;
  /** The system that Locum was opened from. */
  readonly openedFrom: string | null;
}

export const useRecordSystem = create<RecordSystem>(() => ({ address: '', openedFrom: null }));

/**
 * Reads the address by which a record system opens the page: `iss`, its FHIR server, and `launch`
 * (https://hl7.org/fhir/smart-app-launch/app-launch.html). That server is proposed, and both are taken out of the address. To sign in
 * there the page would have to lead away with what it holds, which it never does: a token is the user's to give.
 */
export function takeSmartLaunch(address = location.href): void {
  const url = new URL(address);
  const iss = url.searchParams.get('iss');
  if (iss === null || !url.searchParams.has('launch')) return;
  for (const name of ['iss', 'launch']) url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
  try {
    const openedFrom = serverAddress(iss, 'a FHIR server', 'https://fhir.hospital.example/r4').href;
    useRecordSystem.setState({ openedFrom, address: openedFrom });
  } catch {
    // What is no address is not proposed.
  }
}

/**
 * Which entries a vault holds, each with the nonce under which it was last sealed. It is the text that proves a passphrase right,
 * so that nobody can take it away without the key: an entry that is removed from the database, or put back into it, is noticed.
 * A copy of the whole database that is put back is not: nothing outside it is kept.
 */
import * as v from 'valibot';
import { toBase64 } from './cipher.ts';
import type { StoredEntry } from './vault-storage.ts';

/** By id: the nonce in base64. */
export type Register = ReadonlyMap<string, string>;

/** How a register begins; before there were any, this was the whole text. */
const BEGINNING = 'locum history';

const Written = v.record(v.string(), v.string());

export function registerOf(entries: readonly StoredEntry[]): Register {
  return new Map(entries.map(({ id, nonce }) => [id, toBase64(nonce)]));
}

export function writeRegister(register: Register): string {
  return `${BEGINNING}\n${JSON.stringify(Object.fromEntries(register))}`;
}

/** `unlisted` in a vault from before there were registers. @throws {SyntaxError | v.ValiError} for what is none */
export function readRegister(text: string): Register | 'unlisted' {
  if (text === BEGINNING) return 'unlisted';
  return new Map(Object.entries(v.parse(Written, JSON.parse(text.slice(BEGINNING.length)))));
}

/** The register after a change. */
export function registerAfter(register: Register, put: readonly StoredEntry[], remove: readonly string[]): Register {
  const after = new Map([...register, ...registerOf(put)]);
  for (const id of remove) after.delete(id);
  return after;
}

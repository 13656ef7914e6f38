/** What is stored of a vault, and what the place where it lies has to hold to. */
import type { Bytes, Sealed } from './cipher.ts';

export interface VaultHead {
  /** Random, so that it also tells one vault from another. */
  readonly salt: Bytes;
  readonly iterations: number;
  /** The register of entries, sealed: it also tells a right passphrase from a wrong one before there are entries. */
  readonly check: Sealed;
}

export interface StoredEntry extends Sealed {
  readonly id: string;
}

export interface StoredContents {
  /** Of the head as it is stored now. */
  readonly check: Sealed;
  readonly entries: readonly StoredEntry[];
}

export interface VaultChange {
  readonly put: readonly StoredEntry[];
  /** By id. */
  readonly remove: readonly string[];
  readonly check: { readonly from: Sealed; readonly to: Sealed };
}

/** Where a vault lies: IndexedDB in the app. Each call is done whole or not at all. */
export interface VaultStorage {
  head(): Promise<VaultHead | null>;
  /** Begins a vault where there is none; false where there is one, which stays as it is. */
  begin(head: VaultHead): Promise<boolean>;
  /** Null when the vault that is there is another. */
  contents(head: VaultHead): Promise<StoredContents | null>;
  /** Nothing is done when the vault that is there is `another`, or its check was `overtaken` by somebody else's change. */
  change(head: VaultHead, change: VaultChange): Promise<'done' | 'another' | 'overtaken'>;
  /** Ends the vault with all its entries; false, and nothing done, when the one that is there is another. */
  end(head: VaultHead): Promise<boolean>;
}

/** Two heads of one vault, whose check may be older in one of them. */
export function sameVault(one: VaultHead | null | undefined, other: VaultHead): boolean {
  return sameBytes(one?.salt, other.salt);
}

/** No two seals have the same nonce. */
export function sameSeal(one: Sealed, other: Sealed): boolean {
  return sameBytes(one.nonce, other.nonce);
}

function sameBytes(one: Bytes | undefined, other: Bytes): boolean {
  return one?.length === other.length && one.every((byte, index) => byte === other[index]);
}

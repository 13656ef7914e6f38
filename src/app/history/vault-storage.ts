/** What is stored of a vault, and what the place where it lies has to hold to. */
import type { Bytes, Sealed } from './cipher.ts';

export interface VaultHead {
  /** Random, so that it also tells one vault from another. */
  readonly salt: Bytes;
  readonly iterations: number;
  /** A known text, sealed: tells a right passphrase from a wrong one before there are entries. */
  readonly check: Sealed;
}

export interface StoredEntry extends Sealed {
  readonly id: string;
}

/** Where a vault lies: IndexedDB in the app. Each call is done whole or not at all. */
export interface VaultStorage {
  head(): Promise<VaultHead | null>;
  /** Begins a vault where there is none; false where there is one, which stays as it is. */
  begin(head: VaultHead): Promise<boolean>;
  /** Null when the vault that is there is another. */
  entries(head: VaultHead): Promise<readonly StoredEntry[] | null>;
  /** False, and nothing done, when the vault that is there is another. */
  change(
    head: VaultHead,
    change: { readonly put?: readonly StoredEntry[]; readonly remove?: readonly string[] },
  ): Promise<boolean>;
  /** Ends the vault with all its entries; false, and nothing done, when the one that is there is another. */
  end(head: VaultHead): Promise<boolean>;
}

export function sameVault(one: VaultHead | null | undefined, other: VaultHead): boolean {
  return one?.salt.length === other.salt.length && one.salt.every((byte, index) => byte === other.salt[index]);
}

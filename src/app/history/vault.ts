/**
 * The history as entries under one passphrase. What is stored are sealed entries, a salt and how often the passphrase is
 * stretched; when and about what an entry is can be read with the passphrase only. Every change compares the vault with the one
 * that is there: another tab may have ended it, or begun another.
 */
import { LocumError } from '../../engine/errors.ts';
import { deriveKey, ITERATIONS, SALT_BYTES, type Sealed, seal, unseal } from './cipher.ts';
import type { HistoryEntry } from './entry.ts';
import { readExport, writeExport } from './export-file.ts';
import { readEntry, writeEntry } from './forms.ts';
import { PASSPHRASE_HINT, weaknessOf } from './passphrase-strength.ts';
import { type Register, readRegister, registerAfter, registerOf, writeRegister } from './register.ts';
import type { StoredContents, StoredEntry, VaultHead, VaultStorage } from './vault-storage.ts';

/** An entry that the right key does not make readable. */
export interface UnreadableEntry {
  readonly id: string;
  /** `damaged`: not what was sealed. `newer`: sealed by a version of Locum that writes another form. */
  readonly why: 'damaged' | 'newer';
  /** Bytes as stored. */
  readonly size: number;
}

/** What somebody, or something, other than the vault has done to what is stored. */
export interface Meddling {
  /** Entries that were saved and not deleted, and are not there. */
  readonly missing: number;
  /** Ids of entries that are there though they were deleted, or as they were before. */
  readonly returned: readonly string[];
  /** The register itself cannot be read, so that nobody can tell. */
  readonly untold: boolean;
}

export interface Contents {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly meddling: Meddling;
}

export interface Imported {
  readonly added: number;
  /** Left out because they are here already, or twice in the file. */
  readonly known: number;
  /** Left out because they cannot be read. */
  readonly unreadable: number;
}

export class Vault {
  readonly head: VaultHead;
  readonly #storage: VaultStorage;
  readonly #key: CryptoKey;

  private constructor(storage: VaultStorage, head: VaultHead, key: CryptoKey) {
    this.#storage = storage;
    this.head = head;
    this.#key = key;
  }

  /**
   * A new, empty vault where there is none.
   * @throws {LocumError} `bad-argument` for a passphrase that is easy to guess; `history-changed` when there is a vault already
   */
  static async create(storage: VaultStorage, passphrase: string, iterations = ITERATIONS): Promise<Vault> {
    const weakness = await weaknessOf(passphrase);
    if (weakness !== null) {
      throw new LocumError('bad-argument', weakness, { hint: PASSPHRASE_HINT });
    }
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const key = await deriveKey(passphrase, salt, iterations);
    const head = { salt, iterations, check: await seal(key, writeRegister(new Map()), 'check') };
    if (await storage.begin(head)) return new Vault(storage, head, key);
    throw new LocumError('history-changed', 'The history has been switched on in another tab.', {
      hint: 'Unlock it with the passphrase that was chosen there. Nothing was changed.',
    });
  }

  /** @throws {LocumError} `wrong-passphrase`; `history-locked` when there is no vault */
  static async unlock(storage: VaultStorage, passphrase: string): Promise<Vault> {
    const head = await storage.head();
    if (head === null)
      throw new LocumError('history-locked', 'There is no history yet.', { hint: 'Switch it on first.' });
    const key = await deriveKey(passphrase, head.salt, head.iterations);
    const { entries } = (await storage.contents(head)) ?? { entries: [] };
    if (await opens(key, head.check, entries)) return new Vault(storage, head, key);
    throw wrongPassphrase();
  }

  /** Each entry by itself: one that is damaged hides no other. @throws {LocumError} `history-changed` */
  async contents(): Promise<Contents> {
    const entries: HistoryEntry[] = [];
    const unreadable: UnreadableEntry[] = [];
    const stored = await this.#stored();
    for (const each of stored.entries) {
      const read = await open(this.#key, each);
      if (typeof read === 'string') unreadable.push({ id: each.id, why: read, size: each.data.length });
      else entries.push(read);
    }
    entries.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    return { entries, unreadable, meddling: meddlingWith(stored, await this.#register(stored), unreadable) };
  }

  /** @throws {LocumError} `history-changed`: nothing was written */
  async save(...entries: readonly HistoryEntry[]): Promise<void> {
    const put: StoredEntry[] = [];
    for (const entry of entries) put.push({ id: entry.id, ...(await seal(this.#key, writeEntry(entry), entry.id)) });
    await this.#change(put, []);
  }

  /** @throws {LocumError} `history-changed`: nothing was deleted */
  async delete(id: string): Promise<void> {
    await this.#change([], [id]);
  }

  /** Takes what is there for what was saved. @throws {LocumError} `history-changed` */
  async accept(): Promise<void> {
    await this.#change([], [], async ({ entries }) => registerOf(entries));
  }

  /** Deletes everything. @throws {LocumError} `history-changed`: nothing was deleted */
  async end(): Promise<void> {
    if (!(await this.#storage.end(this.head))) throw changed();
  }

  /**
   * Everything as a file, sealed as it is stored, damaged and newer entries included: it opens with the present passphrase.
   * @param id of one entry, to take along that one alone
   * @throws {LocumError} `history-changed`
   */
  async exportAll(id?: string): Promise<string> {
    const { entries, check } = await this.#stored();
    const taken = id === undefined ? entries : entries.filter((entry) => entry.id === id);
    return writeExport({ ...this.head, check }, taken);
  }

  /**
   * Adds what such a file holds; entries that are here already stay as they are.
   * @param passphrase of the file
   * @throws {LocumError} `file-invalid`, `wrong-passphrase`, `history-changed`
   */
  async importAll(file: string, passphrase: string): Promise<Imported> {
    const { head, entries } = readExport(file);
    const key = await deriveKey(passphrase, head.salt, head.iterations);
    if (!(await opens(key, head.check, entries))) throw wrongPassphrase();
    const present = new Set((await this.#stored()).entries.map(({ id }) => id));
    const added = new Map<string, HistoryEntry>();
    let unreadable = 0;
    let known = 0;
    for (const sealed of entries) {
      if (present.has(sealed.id) || added.has(sealed.id)) {
        known++;
        continue;
      }
      const read = await open(key, sealed);
      if (typeof read === 'string') unreadable++;
      else added.set(sealed.id, read);
    }
    await this.save(...added.values());
    return { added: added.size, known, unreadable };
  }

  async #stored(): Promise<StoredContents> {
    const stored = await this.#storage.contents(this.head);
    if (stored === null) throw changed();
    return stored;
  }

  /** @param before the register that the change is made to; by default the one that is kept, missing entries and all */
  async #change(
    put: readonly StoredEntry[],
    remove: readonly string[],
    before = (stored: StoredContents) => this.#register(stored),
  ): Promise<void> {
    for (;;) {
      const stored = await this.#stored();
      const register = await before(stored);
      const to =
        register === null
          ? stored.check
          : await seal(this.#key, writeRegister(registerAfter(register, put, remove)), 'check');
      const outcome = await this.#storage.change(this.head, { put, remove, check: { from: stored.check, to } });
      if (outcome === 'done') return;
      if (outcome === 'another') throw changed();
    }
  }

  /** The one that is kept; null where it is damaged. */
  async #register({ check, entries }: StoredContents): Promise<Register | null> {
    const text = await unseal(this.#key, check, 'check');
    const register = text === null ? null : readRegister(text);
    return register === 'unlisted' ? registerOf(entries) : register;
  }
}

/** @param unreadable entries that are named as such, whatever else is the matter with them */
function meddlingWith(
  { entries }: StoredContents,
  register: Register | null,
  unreadable: readonly UnreadableEntry[],
): Meddling {
  if (register === null) return { missing: 0, returned: [], untold: true };
  const present = registerOf(entries);
  const named = new Set(unreadable.map(({ id }) => id));
  const returned = [...present].filter(([id, nonce]) => register.get(id) !== nonce && !named.has(id));
  return {
    missing: [...register.keys()].filter((id) => !present.has(id)).length,
    returned: returned.map(([id]) => id),
    untold: false,
  };
}

/** Whether it is the key: the check says so, or an entry does where the check itself is damaged. */
async function opens(key: CryptoKey, check: Sealed, entries: readonly StoredEntry[]): Promise<boolean> {
  if ((await unseal(key, check, 'check')) !== null) return true;
  for (const { id, ...sealed } of entries) if ((await unseal(key, sealed, id)) !== null) return true;
  return false;
}

async function open(key: CryptoKey, { id, ...sealed }: StoredEntry): Promise<HistoryEntry | UnreadableEntry['why']> {
  const text = await unseal(key, sealed, id);
  return text === null ? 'damaged' : readEntry(text);
}

function wrongPassphrase(): LocumError {
  return new LocumError('wrong-passphrase', 'The passphrase does not open the history.', {
    hint: 'Try again; capitals and spaces count. Without the passphrase nobody can read it, Locum included.',
  });
}

function changed(): LocumError {
  return new LocumError('history-changed', 'The history was switched off, or begun anew, in another tab.', {
    hint: 'Nothing was written or deleted here. Open it again with its passphrase, or switch it on, and repeat what you did.',
  });
}

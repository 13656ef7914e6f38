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
import type { StoredEntry, VaultHead, VaultStorage } from './vault-storage.ts';

/** An entry that the right key does not make readable. */
export interface UnreadableEntry {
  readonly id: string;
  /** `damaged`: not what was sealed. `newer`: sealed by a version of Locum that writes another form. */
  readonly why: 'damaged' | 'newer';
  /** Bytes as stored. */
  readonly size: number;
}

export interface Contents {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  readonly unreadable: readonly UnreadableEntry[];
}

export interface Imported {
  readonly added: number;
  /** Left out because they are here already, or twice in the file. */
  readonly known: number;
  /** Left out because they cannot be read. */
  readonly unreadable: number;
}

const CHECK = 'locum history';

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
    const head = { salt, iterations, check: await seal(key, CHECK, 'check') };
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
    if (await opens(key, head.check, (await storage.entries(head)) ?? [])) return new Vault(storage, head, key);
    throw wrongPassphrase();
  }

  /** Each entry by itself: one that is damaged hides no other. @throws {LocumError} `history-changed` */
  async contents(): Promise<Contents> {
    const entries: HistoryEntry[] = [];
    const unreadable: UnreadableEntry[] = [];
    for (const stored of await this.#stored()) {
      const read = await open(this.#key, stored);
      if (typeof read === 'string') unreadable.push({ id: stored.id, why: read, size: stored.data.length });
      else entries.push(read);
    }
    return { entries: entries.sort((a, b) => b.savedAt.localeCompare(a.savedAt)), unreadable };
  }

  /** @throws {LocumError} `history-changed`: nothing was written */
  async save(...entries: readonly HistoryEntry[]): Promise<void> {
    const put: StoredEntry[] = [];
    for (const entry of entries) put.push({ id: entry.id, ...(await seal(this.#key, writeEntry(entry), entry.id)) });
    if (!(await this.#storage.change(this.head, { put }))) throw changed();
  }

  /** @throws {LocumError} `history-changed`: nothing was deleted */
  async delete(id: string): Promise<void> {
    if (!(await this.#storage.change(this.head, { remove: [id] }))) throw changed();
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
    const stored = await this.#stored();
    return writeExport(this.head, id === undefined ? stored : stored.filter((entry) => entry.id === id));
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
    const present = new Set((await this.#stored()).map(({ id }) => id));
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

  async #stored(): Promise<readonly StoredEntry[]> {
    const stored = await this.#storage.entries(this.head);
    if (stored === null) throw changed();
    return stored;
  }
}

/** Whether it is the key: the check says so, or an entry does where the check itself is damaged. */
async function opens(key: CryptoKey, check: Sealed, entries: readonly StoredEntry[]): Promise<boolean> {
  if ((await unseal(key, check, 'check')) === CHECK) return true;
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

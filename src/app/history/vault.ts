/**
 * The history as entries under one passphrase. What is stored are sealed entries, a salt and how often the passphrase is
 * stretched; when and about what an entry is can be read with the passphrase only.
 */
import * as v from 'valibot';
import { LocumError } from '../../engine/errors.ts';
import {
  type Bytes,
  deriveKey,
  fromBase64,
  ITERATIONS,
  SALT_BYTES,
  type Sealed,
  seal,
  toBase64,
  unseal,
} from './cipher.ts';
import { HistoryEntry } from './entry.ts';

export interface VaultHead {
  readonly salt: Bytes;
  readonly iterations: number;
  /** A known text, sealed: tells a right passphrase from a wrong one before there are entries. */
  readonly check: Sealed;
}

export interface StoredEntry extends Sealed {
  readonly id: string;
}

/** Where a vault lies: IndexedDB in the app. */
export interface VaultStorage {
  head(): Promise<VaultHead | null>;
  putHead(head: VaultHead): Promise<void>;
  entries(): Promise<readonly StoredEntry[]>;
  put(entries: readonly StoredEntry[]): Promise<void>;
  delete(id: string): Promise<void>;
  /** Head and entries. */
  clear(): Promise<void>;
}

const CHECK = 'locum history';
export const SHORTEST_PASSPHRASE = 12;

export class Vault {
  readonly #storage: VaultStorage;
  readonly #head: VaultHead;
  readonly #key: CryptoKey;

  private constructor(storage: VaultStorage, head: VaultHead, key: CryptoKey) {
    this.#storage = storage;
    this.#head = head;
    this.#key = key;
  }

  /** A new, empty vault in the place of any other. @throws {LocumError} `bad-argument` for a passphrase that is too short */
  static async create(storage: VaultStorage, passphrase: string, iterations = ITERATIONS): Promise<Vault> {
    if ([...passphrase].length < SHORTEST_PASSPHRASE) {
      throw new LocumError('bad-argument', `The passphrase is shorter than ${SHORTEST_PASSPHRASE} characters.`, {
        hint: 'Take several words: they are easy to remember and hard to guess.',
      });
    }
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const key = await deriveKey(passphrase, salt, iterations);
    const head = { salt, iterations, check: await seal(key, CHECK, 'check') };
    await storage.clear();
    await storage.putHead(head);
    return new Vault(storage, head, key);
  }

  /** @throws {LocumError} `wrong-passphrase`; `history-locked` when there is no vault */
  static async unlock(storage: VaultStorage, passphrase: string): Promise<Vault> {
    const head = await storage.head();
    if (head === null)
      throw new LocumError('history-locked', 'There is no history yet.', { hint: 'Switch it on first.' });
    const key = await deriveKey(passphrase, head.salt, head.iterations);
    await unseal(key, head.check, 'check');
    return new Vault(storage, head, key);
  }

  /** Newest first. */
  async entries(): Promise<HistoryEntry[]> {
    const stored = await this.#storage.entries();
    const opened = await Promise.all(stored.map((entry) => open(this.#key, entry)));
    return opened.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  }

  async save(...entries: readonly HistoryEntry[]): Promise<void> {
    const sealed = entries.map(async (entry) => ({
      id: entry.id,
      ...(await seal(this.#key, JSON.stringify(entry), entry.id)),
    }));
    await this.#storage.put(await Promise.all(sealed));
  }

  async delete(id: string): Promise<void> {
    await this.#storage.delete(id);
  }

  /** Everything as a file, sealed as it is stored: it opens with the present passphrase. */
  async exportAll(): Promise<string> {
    const { salt, iterations, check } = this.#head;
    const entries = (await this.#storage.entries()).map(({ id, ...sealed }) => ({ id, ...encode(sealed) }));
    return JSON.stringify({ format: FORMAT, salt: toBase64(salt), iterations, check: encode(check), entries });
  }

  /**
   * Adds what such a file holds; entries that are here already stay as they are. Returns how many came.
   * @param passphrase of the file
   * @throws {LocumError} `file-invalid`, `wrong-passphrase`
   */
  async importAll(file: string, passphrase: string): Promise<number> {
    const { salt, iterations, check, entries } = readExport(file);
    const key = await deriveKey(passphrase, salt, iterations);
    await unseal(key, check, 'check');
    const present = new Set((await this.#storage.entries()).map(({ id }) => id));
    const added = await Promise.all(entries.filter(({ id }) => !present.has(id)).map((entry) => open(key, entry)));
    await this.save(...added);
    return added.length;
  }
}

async function open(key: CryptoKey, { id, ...sealed }: StoredEntry): Promise<HistoryEntry> {
  return v.parse(HistoryEntry, JSON.parse(await unseal(key, sealed, id)));
}

const FORMAT = 'locum-history-1';
const encode = ({ nonce, data }: Sealed) => ({ nonce: toBase64(nonce), data: toBase64(data) });

const EncodedBytes = v.pipe(v.string(), v.base64(), v.transform(fromBase64));
const EncodedSeal = { nonce: EncodedBytes, data: EncodedBytes };
const ExportFile = v.object({
  format: v.literal(FORMAT),
  salt: EncodedBytes,
  // A file must not make the browser stretch for minutes.
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000)),
  check: v.object(EncodedSeal),
  entries: v.array(v.object({ id: v.string(), ...EncodedSeal })),
});

function readExport(file: string): v.InferOutput<typeof ExportFile> {
  try {
    return v.parse(ExportFile, JSON.parse(file));
  } catch (cause) {
    throw new LocumError('file-invalid', 'This file is no history of Locum, or it is damaged.', {
      cause,
      hint: 'Choose a file that “Export all” has made.',
    });
  }
}

/** IndexedDB as Locum uses it: made when there is something to keep, given up at once when another tab wants it newer or gone. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { LocumError } from '../../engine/errors.ts';

type Upgrading<Schema extends DBSchema> = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** @typeParam Former what an earlier version had, where it is read once more */
export interface DatabaseOptions<Schema extends DBSchema, Former extends DBSchema = Schema> {
  readonly name: string;
  readonly version: number;
  /** From whatever is there, perhaps nothing. @param former the transaction, with the stores of an earlier version */
  readonly upgrade: (fresh: IDBPDatabase<Schema>, former: Upgrading<Former>) => void | Promise<void>;
  /** What it holds, as in “keep a history”. */
  readonly holds: string;
  /** What to do where nothing can be kept. */
  readonly otherwise: string;
}

export class Database<Schema extends DBSchema, Former extends DBSchema = Schema> {
  readonly #options: DatabaseOptions<Schema, Former>;
  #opened: Promise<IDBPDatabase<Schema>> | null = null;

  constructor(options: DatabaseOptions<Schema, Former>) {
    this.#options = options;
  }

  /** Looking leaves no empty database behind. */
  async exists(): Promise<boolean> {
    if (typeof indexedDB === 'undefined') return false;
    const { name } = this.#options;
    const known = (await indexedDB.databases?.()) ?? [{ name }];
    return known.some((each) => each.name === name);
  }

  /** @throws {LocumError} `quota-exceeded`, `storage-unavailable`; what `work` throws as such */
  async within<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open());
    } catch (thrown) {
      throw this.#failure(thrown);
    }
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    if (this.#opened !== null) return this.#opened;
    const { name, version, upgrade } = this.#options;
    const forget = (): void => {
      if (this.#opened === opening) this.#opened = null;
    };
    const opening = new Promise<IDBPDatabase<Schema>>((resolve, reject) => {
      openDB<Schema>(name, version, {
        upgrade: (fresh, _from, _to, transaction) => upgrade(fresh, transaction as unknown as Upgrading<Former>),
        blocked: () => reject(blocked()),
        blocking: (_current, _wanted, { target }) => {
          forget();
          (target as IDBDatabase).close();
        },
        terminated: forget,
      }).then(resolve, reject);
    });
    this.#opened = opening;
    opening.catch(forget);
    return opening;
  }

  #failure(cause: unknown): LocumError {
    if (cause instanceof LocumError) return cause;
    const { holds, otherwise } = this.#options;
    const name = cause instanceof DOMException || cause instanceof Error ? cause.name : '';
    switch (name) {
      case 'QuotaExceededError':
        return new LocumError('quota-exceeded', `The browser has no room left to ${holds}.`, {
          cause,
          hint: 'Export what is kept, then delete some of it; or free space on the disk.',
        });
      case 'VersionError':
        return new LocumError('storage-unavailable', 'What is kept here was written by a newer version of Locum.', {
          cause,
          hint: 'Reload the page to get that version. Nothing was changed.',
        });
      default:
        return new LocumError('storage-unavailable', `The browser does not let Locum ${holds}.`, {
          cause,
          hint: otherwise,
        });
    }
  }
}

function blocked(): LocumError {
  return new LocumError('storage-unavailable', 'A tab with an earlier version of Locum stands in the way.', {
    hint: 'Reload the other tabs of Locum, or close them; then try again.',
  });
}

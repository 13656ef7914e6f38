/** Where stored models lie: folders of files that grow from front to back. A browser's OPFS, or a folder under Node. */

/**
 * One file, held by one holder at a time. All calls are synchronous, as OPFS access handles are: a chunk that
 * arrived is in the file when `write` returns, so nothing that was received is ever received again.
 */
export interface OpenFile {
  size(): number;
  /** @returns bytes read, fewer than asked for at the end of the file */
  read(target: Uint8Array, at: number): number;
  /** @throws {LocumError} `quota-exceeded` */
  write(bytes: Uint8Array, at: number): void;
  truncate(size: number): void;
  close(): void;
}

/** Paths are `folder/…/name`; folders come into being with their files. */
export interface FileStore {
  /** Opens for reading and writing; an empty file where there was none. @throws {LocumError} `storage-unavailable` */
  open(path: string): Promise<OpenFile>;
  /** The content by reference, or null when there is no such file. */
  blob(path: string): Promise<Blob | null>;
  /** Replaces the file at once: a reader sees the old text or the new one. @throws {LocumError} `quota-exceeded` */
  writeText(path: string, text: string): Promise<void>;
  /** Names of the folders in a folder; none when there is no such folder. */
  folders(path: string): Promise<readonly string[]>;
  /** Removes a file, or a folder with all that is in it; nothing where there is nothing. */
  remove(path: string): Promise<void>;
}

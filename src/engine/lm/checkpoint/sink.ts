/** Where the files of a checkpoint go: the counterpart of `source.ts`. */

/** One folder to write to. What its methods throw ends the writing; quota failures are its own to name. */
export interface CheckpointSink {
  /** Opens a file, emptied of what it held. */
  open(path: string): Promise<FileSink>;
}

export interface FileSink {
  /** Puts `bytes` at `offset`. Offsets come in any order; `bytes` are valid until the promise settles. */
  write(bytes: Uint8Array, offset: number): Promise<void>;
  /** To be called once, whether all went well or not. */
  close(): Promise<void>;
}

export async function writeText(sink: CheckpointSink, path: string, text: string): Promise<void> {
  const file = await sink.open(path);
  try {
    await file.write(new TextEncoder().encode(text), 0);
  } finally {
    await file.close();
  }
}

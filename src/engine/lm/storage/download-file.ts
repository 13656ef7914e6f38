/**
 * One file into a store, from wherever it stopped: what is there is hashed, the rest is asked for from that byte on, and
 * every chunk is in the file before the next is taken. At the end the digest decides.
 */
import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { createHasher, type Digest, type Hasher, sameDigest } from './digest.ts';
import type { OpenFile } from './file-store.ts';
import { connectionBroke, type Origin } from './origin.ts';
import { ownSize, untoldBound } from './own-size.ts';
import { PieceHasher } from './pieces.ts';

export interface FileWanted {
  readonly path: string;
  /** Bytes; null where the host did not say. */
  readonly size: number | null;
  /** What the host promises; null: the first download is trusted and its digest recorded. */
  readonly digest: Digest | null;
}

export interface DownloadFileOptions {
  readonly origin: Origin;
  /** What the host said of the file when its first bytes came; a different one means another file. */
  readonly validator: string | null;
  readonly signal?: AbortSignal | undefined;
  /** Called before bytes are stored under it. */
  readonly onValidator?: ((validator: string | null) => Promise<void>) | undefined;
  /** `checking` while stored bytes are read again, then `downloading`. `bytesDone` counts from the start of the file. */
  readonly onProgress?: ((state: 'checking' | 'downloading', bytesDone: number) => void) | undefined;
}

export interface FileReceived {
  readonly size: number;
  readonly digest: Digest;
  /** As `PieceHasher` has them. */
  readonly pieces: string[];
}

/** Bytes hashed at a time when a stored file is read. */
const READ_BYTES = 1 << 20;
/** Bytes before the end of what is stored that are asked for again, where no digest would tell that the rest is another file's. */
const OVERLAP_BYTES = 4096;

/**
 * @throws {LocumError} `checksum-mismatch` (the file is emptied, so that the next attempt starts afresh), `network`,
 *   `quota-exceeded` (both keep what arrived), and as the origin
 * @throws {Cancelled} what arrived is kept
 */
export async function downloadFile(
  wanted: FileWanted,
  file: OpenFile,
  options: DownloadFileOptions,
): Promise<FileReceived> {
  const { origin, signal, onProgress } = options;
  const { path, size, digest } = wanted;
  // Without a size a partial file cannot be told from a whole one.
  if (size === null || file.size() > size) file.truncate(0);
  let hasher = fileHasher(digest?.algorithm ?? 'sha256', size ?? 0);
  const most = size === null ? untoldBound(path, file) : () => size;
  let stored = await hashStored(file, hasher, signal, (done) => onProgress?.('checking', done));
  if (size === null || stored < size) {
    const from = digest === null ? Math.max(0, stored - OVERLAP_BYTES) : stored;
    const part = await origin.open(path, from, signal);
    const reader = part.body.getReader();
    try {
      const changed = options.validator !== null && part.validator !== null && options.validator !== part.validator;
      if (stored > 0 && changed) throw differs(path, 'it has changed at the host since its download began');
      if (size !== null && part.size !== null && part.size !== size) {
        throw differs(path, `the host has ${part.size} bytes where ${size} are expected`);
      }
      await options.onValidator?.(part.validator);
      if (part.start !== from && part.start > 0) throw connectionBroke(path, `asked for ${from}, got ${part.start}`);
      if (part.start !== from) {
        // The host knows no ranges: from the start again.
        file.truncate(0);
        hasher = fileHasher(digest?.algorithm ?? 'sha256', size ?? 0);
        stored = 0;
      }
      let position = part.start;
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        throwIfCancelled(signal);
        const again = value.subarray(0, stored - position);
        if (!isStored(again, file, position)) {
          throw differs(
            path,
            'the host sends other bytes than before: it holds another file by now, or another part of it',
          );
        }
        position += value.length;
        const fresh = value.subarray(again.length);
        if (fresh.length === 0) continue;
        file.write(fresh, stored);
        hasher.update(fresh);
        stored += fresh.length;
        if (stored > most()) {
          throw differs(
            path,
            `the host sends more than ${size === null ? 'such a file has' : `the ${size} bytes expected`}`,
          );
        }
        onProgress?.('downloading', stored);
      }
    } catch (thrown) {
      await reader.cancel().catch(() => {});
      if (isAnotherFile(thrown)) file.truncate(0);
      throw signal?.aborted ? new Cancelled() : thrown;
    }
    const told = size ?? part.size;
    if (told !== null && stored < told) throw cutShort(path, stored, told);
  }
  if (digest === null) refuseUnlikeItself(path, file, stored);
  const received = hasher.digest();
  if (digest !== null && !sameDigest(received, digest)) {
    file.truncate(0);
    throw differs(path, `its ${digest.algorithm} is ${received.hex}, not ${digest.hex}`);
  }
  return { size: stored, digest: received, pieces: await hasher.pieces() };
}

/**
 * What no digest vouches for is at least what it says of itself: whole, and not longer.
 * @throws {LocumError} `network` when it ends early; `checksum-mismatch`, `checkpoint-invalid` with the file emptied
 */
function refuseUnlikeItself(path: string, file: OpenFile, stored: number): void {
  try {
    const own = ownSize(path, file);
    if (own === null || own === stored) return;
    // Kept, but asked for from its start again where the host told no size.
    if (stored < own) throw cutShort(path, stored, own);
    throw differs(path, `it has ${stored} bytes where its own table says ${own}`);
  } catch (thrown) {
    if (isAnotherFile(thrown)) file.truncate(0);
    throw thrown;
  }
}

/** Another file than the one that was begun, or none of its kind: nothing of it can be kept. */
function isAnotherFile(thrown: unknown): boolean {
  return (
    thrown instanceof LocumError && ['checksum-mismatch', 'checkpoint-invalid', 'limit-exceeded'].includes(thrown.code)
  );
}

/** Whether `bytes` are what lies in the file at `offset`. */
function isStored(bytes: Uint8Array, file: OpenFile, offset: number): boolean {
  const there = new Uint8Array(bytes.length);
  const read = bytes.length === 0 ? 0 : file.read(there, offset);
  return read === bytes.length && bytes.every((byte, index) => byte === there[index]);
}

/** The digest of the whole and those of the pieces, of one pass. */
export function fileHasher(algorithm: Digest['algorithm'], size: number): Hasher & Pieces {
  const whole = createHasher(algorithm, size);
  const pieces = new PieceHasher();
  return {
    update(bytes) {
      whole.update(bytes);
      pieces.update(bytes);
    },
    digest: () => whole.digest(),
    pieces: () => pieces.digests(),
  };
}

interface Pieces {
  pieces(): Promise<string[]>;
}

/** Feeds the file to `hasher`; returns its size. @throws {Cancelled} */
export async function hashStored(
  file: OpenFile,
  hasher: Pick<Hasher, 'update'>,
  signal: AbortSignal | undefined,
  onProgress: (bytesDone: number) => void,
): Promise<number> {
  const size = file.size();
  const piece = new Uint8Array(Math.min(READ_BYTES, size));
  for (let at = 0; at < size; ) {
    throwIfCancelled(signal);
    const read = file.read(piece, at);
    if (read === 0) break;
    hasher.update(piece.subarray(0, read));
    at += read;
    onProgress(at);
    // A turn of the event loop, so that a cancellation can arrive.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return size;
}

function differs(path: string, what: string): LocumError {
  return new LocumError('checksum-mismatch', `${path} is not the file that was promised: ${what}.`, {
    hint: 'It was refused and is not used. Download it again; if it happens again, the host’s copy is damaged or was replaced: delete the stored model to take what the host has now.',
    details: { file: path },
  });
}

function cutShort(path: string, stored: number, size: number): LocumError {
  return new LocumError('network', `${path} ended after ${stored} of ${size} bytes.`, {
    hint: 'What has arrived is kept, and the download goes on at the same byte.',
    details: { file: path },
  });
}

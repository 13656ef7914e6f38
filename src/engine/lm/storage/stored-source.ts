/**
 * The files of a stored model, every byte compared with what was recorded when it was stored before it is handed on: a disk or a
 * browser that changed a bit must not make a model write something else.
 */
import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { ChunkReader, endStream, handOn } from '../checkpoint/chunk-reader.ts';
import { type FileSource, missingFile } from '../checkpoint/source.ts';
import { PIECE_BYTES, pieceDigest } from './pieces.ts';

export interface PiecedFile {
  readonly blob: Blob;
  /** SHA-256 of each piece. */
  readonly pieces: readonly string[];
}

interface Piece {
  readonly bytes: Uint8Array;
  readonly digest: Promise<string>;
  readonly promised: string | undefined;
}

/**
 * @param find the file of this name, or null
 * @returns a source that rejects with `checksum-mismatch`, naming the file, where it is not what was stored
 */
export function storedSource(label: string, find: (path: string) => Promise<PiecedFile | null>): FileSource {
  async function need(path: string, signal?: AbortSignal): Promise<PiecedFile> {
    throwIfCancelled(signal);
    const file = await find(path);
    if (file === null) throw missingFile(label, path);
    return file;
  }

  /** From whole pieces, `length` bytes from `offset` on; a piece is digested on another thread while the one before it is used. */
  function verified(
    path: string,
    { blob, pieces }: PiecedFile,
    offset: number,
    length: number,
    signal: AbortSignal | undefined,
  ): ReadableStream<Uint8Array> {
    const first = Math.floor(offset / PIECE_BYTES);
    const end = Math.ceil(Math.min(blob.size, offset + length) / PIECE_BYTES);
    const reader = new ChunkReader(blob.slice(first * PIECE_BYTES, end * PIECE_BYTES).stream());
    const size = Math.min(PIECE_BYTES, blob.size - first * PIECE_BYTES);
    // Two buffers over and over: what a browser hands out anew is collected late.
    const buffers = [new Uint8Array(size), new Uint8Array(end - first > 1 ? size : 0)] as const;
    let chunk: Uint8Array = new Uint8Array();

    /** The bytes of a piece, not verified yet, and its digest on its way; null after the last one. */
    async function read(piece: number): Promise<Piece | null> {
      if (piece >= end) return null;
      const buffer = buffers[(piece - first) % 2 === 0 ? 0 : 1];
      const wanted = Math.min(PIECE_BYTES, blob.size - piece * PIECE_BYTES);
      let filled = 0;
      while (filled < wanted) {
        if (chunk.length === 0) {
          const next = await reader.read().catch((thrown: unknown) => {
            throw signal?.aborted ? new Cancelled() : vanished(label, path, thrown);
          });
          if (next === null) break;
          chunk = next;
        }
        const part = chunk.subarray(0, wanted - filled);
        buffer.set(part, filled);
        filled += part.length;
        chunk = chunk.subarray(part.length);
      }
      const bytes = buffer.subarray(0, filled);
      return { bytes, digest: pieceDigest(bytes), promised: pieces[piece] };
    }

    let index = first;
    let next: Piece | null = null;
    let toSkip = offset - first * PIECE_BYTES;
    let left = length;
    let rest: Uint8Array = new Uint8Array();
    return new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        throwIfCancelled(signal);
        if (rest.length === 0 && left > 0) {
          const piece = next ?? (await read(index));
          if (piece !== null) {
            if ((await piece.digest) !== piece.promised) throw damaged(label, path);
            rest = piece.bytes.subarray(toSkip, toSkip + left);
            toSkip = 0;
            left -= rest.length;
            // Read before this one is used, which may leave no time for it.
            next = left > 0 ? await read(++index) : null;
          }
        }
        if (rest.length > 0) {
          rest = handOn(controller, rest);
          return;
        }
        endStream(controller);
        await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  return {
    label,
    size: async (path, signal) => (await need(path, signal)).blob.size,
    async text(path, signal) {
      const file = await need(path, signal);
      return new Response(verified(path, file, 0, file.blob.size, signal)).text();
    },
    async stream(path, { offset = 0, length = Number.POSITIVE_INFINITY, signal } = {}) {
      return verified(path, await need(path, signal), offset, length, signal);
    },
  };
}

export function damaged(label: string, path: string): LocumError {
  return new LocumError('checksum-mismatch', `The stored file ${path} of “${label}” is damaged.`, {
    hint: 'It is not used. Press “Verify” at the model on the Models page: what is damaged is removed, and can be downloaded again.',
    details: { file: path },
  });
}

function vanished(label: string, path: string, cause: unknown): LocumError {
  return new LocumError('file-not-found', `The stored file ${path} of “${label}” can no longer be read.`, {
    hint: 'Another tab may have deleted the model. Download it again on the Models page.',
    details: { file: path },
    cause,
  });
}

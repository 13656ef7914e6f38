/**
 * Digests of a file's pieces, taken while the whole of it was compared with its own digest: so that any part of the file can be
 * read later and verified by itself, off this thread, before it is used.
 */
import { bytesToHex } from '@noble/hashes/utils.js';

export const PIECE_BYTES = 1 << 22;

/** SHA-256, in lower-case hexadecimal. The browser takes a copy of the bytes at once. */
export async function pieceDigest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function pieceCount(size: number): number {
  return Math.ceil(size / PIECE_BYTES);
}

/** Takes a file from front to back. */
export class PieceHasher {
  readonly #digests: Promise<string>[] = [];
  readonly #piece = new Uint8Array(PIECE_BYTES);
  #filled = 0;

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + PIECE_BYTES - this.#filled);
      this.#piece.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === PIECE_BYTES) this.#end();
    }
  }

  /** In the order of the file; the last piece may be shorter. */
  async digests(): Promise<string[]> {
    if (this.#filled > 0) this.#end();
    return Promise.all(this.#digests);
  }

  #end(): void {
    this.#digests.push(pieceDigest(this.#piece.subarray(0, this.#filled)));
    this.#filled = 0;
  }
}

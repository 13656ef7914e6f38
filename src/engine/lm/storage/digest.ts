/** Digests of files, computed as their bytes arrive. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * `sha256` of the content (what Git LFS, and so Hugging Face, calls a large file's oid), or `git-sha1`: the name git
 * gives a small file, SHA-1 over `blob <size>`, a zero byte and the content.
 */
export interface Digest {
  readonly algorithm: 'sha256' | 'git-sha1';
  /** Lower case. */
  readonly hex: string;
}

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Digest;
}

/** @param size of the whole file in bytes; git hashes it with the content */
export function createHasher(algorithm: Digest['algorithm'], size: number): Hasher {
  const hash = startOf(algorithm, size);
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => ({ algorithm, hex: bytesToHex(hash.digest()) }),
  };
}

function startOf(algorithm: Digest['algorithm'], size: number) {
  switch (algorithm) {
    case 'sha256':
      return sha256.create();
    case 'git-sha1':
      return sha1.create().update(new TextEncoder().encode(`blob ${size}\0`));
    default:
      return algorithm satisfies never;
  }
}

export function sameDigest(one: Digest, other: Digest): boolean {
  return one.algorithm === other.algorithm && one.hex === other.hex;
}

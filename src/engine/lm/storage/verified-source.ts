/**
 * A model that is read straight from its host and kept nowhere: for when there is no room to store it. Every file is
 * still hashed as it passes, and the end of one that is not the promised one is withheld.
 */
import { LocumError } from '../../errors.ts';
import { entryOf } from '../checkpoint/gguf/parts.ts';
import { type FileSource, missingFile } from '../checkpoint/source.ts';
import { createHasher, type Hasher, sameDigest } from './digest.ts';
import type { FileWanted } from './download-file.ts';
import type { ModelPlan } from './model-store.ts';
import type { Origin } from './origin.ts';

export function verifiedSource({ label, files }: ModelPlan, origin: Origin): FileSource {
  const wanted = new Map(files.map((file) => [file.path, file]));
  /** What has been read of a file's beginning: a checkpoint's header, before its weights are streamed from there on. */
  const heads = new Map<string, Uint8Array>();

  function need(path: string): FileWanted {
    const file = wanted.get(path);
    if (file === undefined) throw missingFile(label, path);
    return file;
  }

  async function whole(path: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    const file = need(path);
    const { body } = await origin.open(path, 0, signal);
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    const hasher = createHasher(file.digest?.algorithm ?? 'sha256', bytes.length);
    hasher.update(bytes);
    check(file, hasher);
    return bytes;
  }

  return {
    label,
    entry: entryOf(wanted.keys()),
    size: async (path) => need(path).size,
    text: async (path, signal) => new TextDecoder().decode(await whole(path, signal)),
    async stream(path, { offset = 0, length, signal } = {}) {
      const file = need(path);
      const part = await origin.open(path, offset, signal);
      const from = part.start === offset ? 0 : offset - part.start;
      const head = heads.get(path) ?? new Uint8Array();
      const known = offset <= head.length;
      if (length !== undefined) {
        const bytes = await firstBytes(part.body, from, length);
        if (known && offset + bytes.length > head.length) heads.set(path, joined(head.subarray(0, offset), bytes));
        return new Response(bytes).body ?? new ReadableStream();
      }
      if (!known || file.size === null) return part.body.pipeThrough(skipping(from));
      const hasher = createHasher(file.digest?.algorithm ?? 'sha256', file.size);
      hasher.update(head.subarray(0, offset));
      return part.body.pipeThrough(skipping(from)).pipeThrough(checking(file, hasher, file.size - offset));
    },
  };
}

function check({ path, digest }: FileWanted, hasher: Hasher): void {
  const received = hasher.digest();
  if (digest === null || sameDigest(received, digest)) return;
  throw new LocumError('checksum-mismatch', `${path} is not the file that was promised.`, {
    hint: 'It was refused and is not used. Try again; if it happens again, the host’s copy is damaged or was replaced.',
    details: { file: path },
  });
}

/** Lets everything pass but the last of `left` bytes of a wrong file. */
function checking(file: FileWanted, hasher: Hasher, left: number): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      hasher.update(chunk);
      left -= chunk.length;
      if (left <= 0) check(file, hasher);
      controller.enqueue(chunk);
    },
  });
}

function skipping(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      const rest = chunk.subarray(Math.min(bytes, chunk.length));
      bytes -= chunk.length - rest.length;
      if (rest.length > 0) controller.enqueue(rest);
    },
  });
}

async function firstBytes(body: ReadableStream<Uint8Array>, skip: number, length: number) {
  const bytes = new Uint8Array(length);
  let filled = 0;
  const reader = body.pipeThrough(skipping(skip)).getReader();
  while (filled < length) {
    const { done, value } = await reader.read();
    if (done) break;
    const part = value.subarray(0, length - filled);
    bytes.set(part, filled);
    filled += part.length;
  }
  await reader.cancel();
  return bytes.subarray(0, filled);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

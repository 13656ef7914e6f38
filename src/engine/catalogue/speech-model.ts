/** Speech models on a hub: one file of a repository, as `ggerganov/whisper.cpp/ggml-base.en-q5_1.bin`. */
import { LocumError, throwIfCancelled } from '../errors.ts';
import type { FileWanted } from '../lm/storage/download-file.ts';
import { verifiedSource } from '../lm/storage/verified-source.ts';
import { checkSpeechModelSize } from '../speech/model-file.ts';
import { HUB_ENDPOINT } from './address.ts';
import { hubRepository } from './hub-repository.ts';

/** Where whisper.cpp's authors keep its models. */
export const SPEECH_MODEL = 'ggerganov/whisper.cpp/ggml-base.en-q5_1.bin';

const ADDRESS =
  /^(?:https:\/\/huggingface\.co\/)?([\w][\w.-]{0,95}\/[\w][\w.-]{0,95})\/(?:(?:resolve|blob)\/main\/)?([\w][\w.-]*\.bin)$/u;

export interface SpeechModelAddress {
  readonly endpoint: string;
  readonly repository: string;
  readonly file: string;
}

/** @param text `organisation/repository/file.bin`, or the address of that file on Hugging Face @throws {LocumError} `bad-argument` */
export function parseSpeechModel(text: string): SpeechModelAddress {
  const [, repository, file] = ADDRESS.exec(text.trim()) ?? [];
  if (repository === undefined || file === undefined) {
    throw new LocumError('bad-argument', `“${text.trim().slice(0, 100)}” names no file of a repository.`, {
      hint: `Enter the name of a repository of Hugging Face with that of a file in it, as ${SPEECH_MODEL}.`,
    });
  }
  return { endpoint: HUB_ENDPOINT, repository, file };
}

/**
 * The model's file, whole, as the hub promises it.
 * @param onProgress bytes that have arrived, and of how many
 * @throws {LocumError} `limit-exceeded` before anything of it is downloaded; `checkpoint-missing-file`, `checksum-mismatch`, `network`
 */
export async function fetchSpeechModel(
  { endpoint, repository, file }: SpeechModelAddress,
  {
    signal,
    onProgress,
  }: { readonly signal?: AbortSignal | undefined; readonly onProgress: (done: number, of: number) => void },
): Promise<Blob> {
  const label = `${repository}/${file}`;
  const { files, origin, sha } = await hubRepository({ endpoint, repository, revision: 'main', label }, signal);
  const wanted: FileWanted | undefined = files.get(file);
  if (wanted === undefined) {
    throw new LocumError('checkpoint-missing-file', `“${repository}” has no file “${file}”.`, {
      hint: `It has ${[...files.keys()].filter((path) => path.endsWith('.bin')).join(', ') || 'no speech model'}.`,
    });
  }
  const size = wanted.size ?? 0;
  checkSpeechModelSize(file, size);
  const address = { kind: 'hub', id: repository, endpoint, revision: sha } as const;
  const source = verifiedSource({ label, address, files: [wanted] }, origin);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  try {
    const reader = (await source.stream(file, signal && { signal })).getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      throwIfCancelled(signal);
      chunks.push(new Uint8Array(read.value));
      done += read.value.length;
      onProgress(done, size);
    }
  } catch (thrown) {
    throwIfCancelled(signal);
    if (thrown instanceof LocumError) throw thrown;
    throw broken(label, thrown);
  }
  if (done < size) throw broken(label);
  return new Blob(chunks);
}

function broken(label: string, cause?: unknown): LocumError {
  return new LocumError('network', `The download of “${label}” broke off.`, { cause, hint: 'Download it again.' });
}

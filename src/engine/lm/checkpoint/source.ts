/** Where the files of a checkpoint come from. Everything above this line of the engine is blind to URLs and folders. */

import { boundedText } from '../../bounded-text.ts';
import { Cancelled, LocumError } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import { windowOf } from './chunk-reader.ts';
import { type Answer, fetchPatiently } from './patience.ts';

export interface StreamOptions {
  /** First byte, default 0. */
  readonly offset?: number;
  /** Most bytes to deliver; default: to the end. */
  readonly length?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Files of one checkpoint, by name. All methods reject with `checkpoint-missing-file` when there is no such file,
 * with `network` when it cannot be read, and with `Cancelled`.
 */
export interface FileSource {
  /** Short name of the checkpoint, for people: usually the folder's. */
  readonly label: string;
  /** The file that it begins with, where the layout fixes no name for it: a GGUF file, or the first of its parts. */
  readonly entry?: string | undefined;
  /** How its matrices are to be held when it is loaded, where that is decided for it alone. */
  readonly precision?: Precision;
  /** Present where an adapter changes the weights: whose they are, and what changes them (see `lora/`). */
  readonly adapted?: { readonly base: FileSource; readonly adapter: FileSource };
  /** Bytes, or null where the source does not tell. */
  size(path: string, signal?: AbortSignal): Promise<number | null>;
  text(path: string, signal?: AbortSignal): Promise<string>;
  stream(path: string, options?: StreamOptions): Promise<ReadableStream<Uint8Array>>;
}

export function missingFile(label: string, path: string, cause?: unknown): LocumError {
  return new LocumError('checkpoint-missing-file', `The model “${label}” has no file ${path}.`, {
    hint: 'Check that the whole model folder is there, in the Hugging Face layout: config.json, tokenizer.json and model.safetensors.',
    details: { file: path },
    cause,
  });
}

/** The text of a file, or null where there is none. @throws {LocumError} `network` @throws {Cancelled} */
export async function textIfPresent(
  source: Pick<FileSource, 'text'>,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  try {
    return await source.text(path, signal);
  } catch (thrown) {
    if (thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file') return null;
    throw thrown;
  }
}

/** Most bytes of a file that is read as text: twice the largest `tokenizer.json` there is. */
export const MOST_TEXT_BYTES = 64 << 20;

/** The error for a text that goes on and on. */
export function textTooLarge(label: string, path: string): LocumError {
  return new LocumError('checkpoint-invalid', `${path} of “${label}” has more than ${MOST_TEXT_BYTES >> 20} MiB.`, {
    hint: 'No file of this kind is so large: the host sends something else, or the file is damaged.',
    details: { file: path, limitBytes: MOST_TEXT_BYTES },
  });
}

const RANGE_NOT_SATISFIABLE = 416;

/** Files below `baseUrl`. */
export function urlSource(baseUrl: string | URL, label?: string): FileSource {
  const base = String(baseUrl).replace(/\/*$/, '/');
  const name = label ?? decodeURIComponent(base.split('/').at(-2) ?? base);

  async function request(path: string, init: RequestInit): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await fetchPatiently(base + path, init, name);
    } catch (thrown) {
      throw fetchFailure(thrown, name, path, init.signal);
    }
    const { response } = answer;
    // A single-page-app server answers unknown paths with its page and status 200.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (response.status === 404 || response.status === 410 || (response.ok && isPage)) {
      await response.body?.cancel();
      throw missingFile(name, path);
    }
    if (!response.ok && response.status !== RANGE_NOT_SATISFIABLE) {
      await response.body?.cancel();
      throw new LocumError('network', `Loading ${path} of “${name}” failed with HTTP status ${response.status}.`, {
        hint: 'Check the address of the model and try again.',
        details: { file: path, status: response.status },
      });
    }
    return answer;
  }

  return {
    label: name,
    async size(path, signal) {
      const { response } = await request(path, { method: 'HEAD', signal: signal ?? null });
      const header = response.headers.get('content-length');
      // The length of a compressed answer is not the file's.
      if (header === null || response.headers.has('content-encoding')) return null;
      return Number(header);
    },
    async text(path, signal) {
      const { response, waiting } = await request(path, { signal: signal ?? null });
      if (response.body === null) return '';
      const translate = (thrown: unknown): Error => fetchFailure(thrown, name, path, signal);
      const body = windowOf(response.body, { translate, waiting });
      return boundedText(body, MOST_TEXT_BYTES, () => textTooLarge(name, path));
    },
    async stream(path, { offset = 0, length, signal } = {}) {
      const isPart = offset > 0 || length !== undefined;
      const last = length === undefined ? '' : String(offset + length - 1);
      const { response, waiting } = await request(path, {
        signal: signal ?? null,
        headers: isPart ? { range: `bytes=${offset}-${last}` } : {},
      });
      // The file ends before the range begins: deliver nothing, and let the reader say how much was expected.
      if (response.status === RANGE_NOT_SATISFIABLE || response.body === null) {
        await response.body?.cancel();
        return new ReadableStream({ start: (controller) => controller.close() });
      }
      // A server may ignore the range and send the whole file.
      const skip = response.status === 206 ? 0 : offset;
      const translate = (thrown: unknown): Error => fetchFailure(thrown, name, path, signal);
      return windowOf(response.body, { skip, length, translate, waiting });
    },
  };
}

function fetchFailure(thrown: unknown, label: string, path: string, signal: AbortSignal | null | undefined): Error {
  if (signal?.aborted) return new Cancelled();
  if (thrown instanceof LocumError) return thrown;
  return new LocumError('network', `Loading ${path} of “${label}” failed: the connection broke.`, {
    hint: 'Check the connection to the server that holds the model, then try again.',
    details: { file: path },
    cause: thrown,
  });
}

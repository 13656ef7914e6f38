/** Speech models as whisper.cpp keeps them: one file, `ggml-*.bin`. */
import { LocumError } from '../errors.ts';

/** `ggml` as a little-endian number, and what follows it: vocabulary, audio context, width, heads, layers, … */
const MAGIC = 0x67676d6c;
/** Bytes of magic and hyperparameters. */
export const MODEL_HEAD_BYTES = 48;
/** A 32-bit memory holds the model, its caches and an hour of sound; the small model has 488 MB, the medium one 1.5 GB. */
const MOST_BYTES = 1_000_000_000;

export interface SpeechModel {
  /** Of encoder layers: how large it is. */
  readonly layers: number;
  /** It knows other languages beside English. */
  readonly multilingual: boolean;
}

/**
 * What a speech model is by the first bytes of its file.
 * @throws {LocumError} `file-invalid` for what is none, `limit-exceeded` for one that is too large
 */
export function readSpeechModel({ name, size }: { readonly name: string; readonly size: number }, head: Uint8Array) {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const field = (index: number) => view.getInt32(4 * index, true);
  const isOne =
    head.length >= MODEL_HEAD_BYTES && view.getUint32(0, true) === MAGIC && isPlausible(field(1), field(5), field(10));
  if (!isOne) {
    throw new LocumError('file-invalid', `“${name}” is no speech model of whisper.cpp.`, {
      hint: 'Such a model is one file, as ggml-base.en-q5_1.bin of ggerganov/whisper.cpp on Hugging Face.',
    });
  }
  checkSpeechModelSize(name, size);
  return { layers: field(5), multilingual: field(1) >= 51_865 } satisfies SpeechModel;
}

/** Whisper's vocabularies have 51,864 to 51,866 tokens, its encoders 4 to 32 layers, its spectra 80 or 128 bands. */
const isPlausible = (vocabulary: number, layers: number, bands: number): boolean =>
  vocabulary >= 51_864 && vocabulary <= 51_866 && layers >= 1 && layers <= 32 && (bands === 80 || bands === 128);

/** @throws {LocumError} `limit-exceeded` */
export function checkSpeechModelSize(name: string, size: number): void {
  if (size <= MOST_BYTES) return;
  throw new LocumError('limit-exceeded', `“${name}” is too large to run in a browser.`, {
    hint: `At most ${MOST_BYTES / 1e6} MB: the tiny, base and small models are smaller.`,
  });
}

/** What may be transcribed: sound of at most an hour in which somebody may be heard. What is not is refused by what it is. */
import { LocumError } from '../errors.ts';

/** Samples a second that speech models read, of one channel. */
export const SAMPLE_RATE = 16_000;
/** A long visit has half of it; an hour takes 230 MB as samples, and as much again while it is transcribed. */
export const MOST_MINUTES = 60;
/** An hour of 16-bit stereo at 48 kHz has 690 MB. */
const MOST_BYTES = 700_000_000;
/** Relative to full scale: below what any microphone picks up in a quiet room. */
const QUIET_DECIBELS = -60;
/** Of a window whose loudness is looked at: shorter than a syllable. */
const WINDOW_SECONDS = 0.05;

/** Bytes from the beginning of a file that `checkRecordingFile` looks at. */
export const HEAD_BYTES = 4096;

const FILM = /\.(?:3gpp?|avi|mkv|mov|mp4|mpe?g|ogv|wmv)$/iu;

interface RecordingFile {
  readonly name: string;
  readonly size: number;
}

/**
 * Refuses what need not be decoded to be refused.
 * @param head the file's first bytes
 * @throws {LocumError} `recording-unreadable`, `recording-too-long`
 */
export function checkRecordingFile({ name, size }: RecordingFile, head: Uint8Array): void {
  if (size === 0) throw unreadable(name, 'it is empty');
  const seconds = wavSeconds(head, size);
  if (seconds !== null) checkLength(name, seconds);
  if (size > MOST_BYTES) {
    throw new LocumError('recording-too-long', `“${name}” has ${Math.round(size / 1e6)} MB, more than Locum decodes.`, {
      hint: `At most ${MOST_BYTES / 1e6} MB are read. Save it as .m4a, .mp3 or .ogg, or in parts. ${NOTHING_LOST}`,
      details: { bytes: size, limit: MOST_BYTES },
    });
  }
}

/**
 * Refuses sound in which nobody can be heard, or too much of it.
 * @param samples of one channel, in [-1, 1], `SAMPLE_RATE` a second
 * @throws {LocumError} `recording-too-long`, `recording-silent`
 */
export function checkSamples(name: string, samples: Float32Array): void {
  checkLength(name, samples.length / SAMPLE_RATE);
  if (isQuiet(samples, 0, samples.length / SAMPLE_RATE)) throw silent(name);
}

/** Whether nothing can be heard from one second to another. */
export function isQuiet(samples: Float32Array, from: number, to: number): boolean {
  const quiet = 10 ** (QUIET_DECIBELS / 20);
  const window = Math.round(WINDOW_SECONDS * SAMPLE_RATE);
  const last = Math.min(samples.length, Math.ceil(to * SAMPLE_RATE));
  for (let start = Math.max(0, Math.floor(from * SAMPLE_RATE)); start < last; start += window) {
    const end = Math.min(start + window, last);
    let squares = 0;
    for (let at = start; at < end; at++) squares += (samples[at] ?? 0) ** 2;
    if (Math.sqrt(squares / (end - start)) > quiet) return false;
  }
  return true;
}

export function silent(name: string): LocumError {
  return new LocumError('recording-silent', `Nobody is heard in “${name}”.`, {
    hint: `Listen to it in another program; the wrong microphone may have been on. ${NOTHING_LOST}`,
  });
}

/** @param why as the end of a sentence */
export function unreadable(name: string, why: string, cause?: unknown): LocumError {
  const what = FILM.test(name)
    ? 'Save the film’s sound alone, as .m4a, .mp3 or .wav, and open that.'
    : 'Sound is read as .wav, .mp3, .m4a, .ogg, .flac or .webm.';
  return new LocumError('recording-unreadable', `“${name}” holds no sound that can be read: ${why}.`, {
    cause,
    hint: `${what} ${NOTHING_LOST}`,
  });
}

const NOTHING_LOST = 'What stood here is unchanged.';

function checkLength(name: string, seconds: number): void {
  if (seconds <= MOST_MINUTES * 60) return;
  const minutes = Math.ceil(seconds / 60);
  throw new LocumError('recording-too-long', `“${name}” lasts ${minutes} minutes, more than one visit.`, {
    hint: `At most ${MOST_MINUTES} minutes are transcribed. Cut it, and open the parts one by one. ${NOTHING_LOST}`,
    details: { minutes, limit: MOST_MINUTES },
  });
}

/** How long a WAV file lasts by its header; null for anything else. */
function wavSeconds(head: Uint8Array, size: number): number | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const tag = (at: number) => String.fromCharCode(...head.subarray(at, at + 4));
  if (tag(0) !== 'RIFF' || tag(8) !== 'WAVE') return null;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= head.length; ) {
    const length = view.getUint32(at + 4, true);
    if (tag(at) === 'fmt ' && at + 20 <= head.length) bytesPerSecond = view.getUint32(at + 16, true);
    // A recorder that was cut off left the length of the sound open.
    if (tag(at) === 'data') return bytesPerSecond === 0 ? null : Math.min(length, size - at - 8) / bytesPerSecond;
    at += 8 + length + (length % 2);
  }
  return null;
}

/** A recording as samples, as speech models read it and as it is played. The browser decodes; it does so off the page's thread. */
import { LocumError } from '../../engine/errors.ts';
import {
  checkRecordingFile,
  checkSamples,
  HEAD_BYTES,
  SAMPLE_RATE,
  unreadable,
} from '../../engine/speech/recording.ts';

/** The last one: it is checked, transcribed and played. */
let decoded: { readonly sound: File; readonly samples: Float32Array<ArrayBuffer> } | null = null;

/**
 * @returns one channel in [-1, 1], `SAMPLE_RATE` a second
 * @throws {LocumError} `recording-unreadable`, `recording-too-long`, `recording-silent`, `file-not-found`
 */
export async function samplesOf(sound: File): Promise<Float32Array<ArrayBuffer>> {
  if (decoded?.sound === sound) return decoded.samples;
  checkRecordingFile(sound, new Uint8Array(await bytesOf(sound, sound.slice(0, HEAD_BYTES))));
  const samples = await decode(sound, await bytesOf(sound, sound));
  checkSamples(sound.name, samples);
  decoded = { sound, samples };
  return samples;
}

async function bytesOf({ name }: File, part: Blob): Promise<ArrayBuffer> {
  try {
    return await part.arrayBuffer();
  } catch (cause) {
    throw new LocumError('file-not-found', `“${name}” could not be read.`, {
      cause,
      hint: 'It may have been moved or deleted. Choose it again.',
    });
  }
}

async function decode({ name }: File, bytes: ArrayBuffer): Promise<Float32Array<ArrayBuffer>> {
  let buffer: AudioBuffer;
  try {
    // Whatever rate a file has, it is decoded to the rate of its context.
    buffer = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(bytes);
  } catch (cause) {
    throw unreadable(name, 'this browser finds none in it, or none of a kind that it knows', cause);
  }
  const mixed = buffer.getChannelData(0);
  for (let channel = 1; channel < buffer.numberOfChannels; channel++) {
    const other = buffer.getChannelData(channel);
    for (let at = 0; at < mixed.length; at++) mixed[at] = (mixed[at] ?? 0) + (other[at] ?? 0);
  }
  if (buffer.numberOfChannels > 1)
    for (let at = 0; at < mixed.length; at++) mixed[at] = (mixed[at] ?? 0) / buffer.numberOfChannels;
  return mixed;
}

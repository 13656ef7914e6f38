/** A recording as samples, as speech models read it and as it is played, and how loud each of its channels is. The browser decodes; it does so off the page's thread. */
import { LocumError } from '../../engine/errors.ts';
import { loudnessOf } from '../../engine/speech/channels.ts';
import {
  checkRecordingFile,
  checkSamples,
  HEAD_BYTES,
  SAMPLE_RATE,
  unreadable,
} from '../../engine/speech/recording.ts';

export interface Decoded {
  /** All channels as one, in [-1, 1], `SAMPLE_RATE` a second. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** Of each channel, as `channels.ts` has it. */
  readonly loudness: readonly Float32Array[];
}

/** The last one: it is checked, transcribed and played. */
let last: (Decoded & { readonly sound: File }) | null = null;

/**
 * @throws {LocumError} `recording-unreadable`, `recording-too-long`, `recording-silent`, `file-not-found`
 */
export async function decodedOf(sound: File): Promise<Decoded> {
  if (last?.sound === sound) return last;
  checkRecordingFile(sound, new Uint8Array(await bytesOf(sound, sound.slice(0, HEAD_BYTES))));
  const decoded = await decode(sound, await bytesOf(sound, sound));
  checkSamples(sound.name, decoded.samples);
  last = { sound, ...decoded };
  return last;
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

async function decode({ name }: File, bytes: ArrayBuffer): Promise<Decoded> {
  let buffer: AudioBuffer;
  try {
    // Whatever rate a file has, it is decoded to the rate of its context.
    buffer = await new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(bytes);
  } catch (cause) {
    throw unreadable(name, 'this browser finds none in it, or none of a kind that it knows', cause);
  }
  const channels = Array.from({ length: buffer.numberOfChannels }, (_, channel) => buffer.getChannelData(channel));
  const loudness = channels.map(loudnessOf);
  const [mixed = new Float32Array(), ...others] = channels;
  for (const other of others) {
    for (let at = 0; at < mixed.length; at++) mixed[at] = (mixed[at] ?? 0) + (other[at] ?? 0);
  }
  if (others.length > 0) for (let at = 0; at < mixed.length; at++) mixed[at] = (mixed[at] ?? 0) / channels.length;
  return { samples: mixed, loudness };
}

/** Who speaks where every speaker has a channel: two microphones, the two ends of a telephone line. */
import { SAMPLE_RATE } from './recording.ts';
import type { SpokenSentence } from './transcript.ts';

/** Of one loudness: shorter than a syllable. */
const WINDOW = SAMPLE_RATE / 20;
/** Of energies, 6 dB: what two microphones in one room hear of one voice differs by less. */
const APART = 4;
/** Of sentences that one channel has to itself, so that the others are taken for what both speak at once. */
const SHARE = 0.9;

/** The energy of each window of a channel. */
export function loudnessOf(samples: Float32Array): Float32Array {
  const windows = new Float32Array(Math.ceil(samples.length / WINDOW));
  for (let at = 0; at < samples.length; at++) {
    const window = Math.floor(at / WINDOW);
    windows[window] = (windows[window] ?? 0) + (samples[at] ?? 0) ** 2;
  }
  return windows;
}

/**
 * The channel that each sentence is spoken on, from 0; null where channels are no speakers.
 * @param channels the loudness of each, as `loudnessOf` has it
 */
export function channelsOf(
  sentences: readonly SpokenSentence[],
  channels: readonly Float32Array[],
): readonly number[] | null {
  if (channels.length < 2) return null;
  const heard = sentences.map(({ from, to }) => {
    const energies = channels.map((windows) => energyBetween(windows, from, to));
    const [first = 0, second = 0] = [...energies].sort((a, b) => b - a);
    return { channel: energies.indexOf(first), apart: first > APART * second };
  });
  const apart = heard.filter((sentence) => sentence.apart);
  const speakers = new Set(apart.map(({ channel }) => channel));
  return speakers.size > 1 && apart.length >= SHARE * heard.length ? heard.map(({ channel }) => channel) : null;
}

/** @param from in seconds, as `to` */
function energyBetween(windows: Float32Array, from: number, to: number): number {
  const perSecond = SAMPLE_RATE / WINDOW;
  let sum = 0;
  for (const energy of windows.subarray(Math.floor(from * perSecond), Math.ceil(to * perSecond))) sum += energy;
  return sum;
}

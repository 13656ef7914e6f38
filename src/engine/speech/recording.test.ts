import { describe, expect, it } from 'vitest';
import { checkRecordingFile, checkSamples, HEAD_BYTES, isQuiet, SAMPLE_RATE, unreadable } from './recording.ts';

/** The beginning of a WAV file, with a chunk before the sound as recorders write it. */
function wavHead({ bytesPerSecond, soundBytes }: { bytesPerSecond: number; soundBytes: number }): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  tag(0, 'RIFF');
  tag(8, 'WAVE');
  tag(12, 'LIST');
  view.setUint32(16, 3, true);
  tag(24, 'fmt ');
  view.setUint32(28, 16, true);
  view.setUint32(40, bytesPerSecond, true);
  tag(48, 'data');
  view.setUint32(52, soundBytes, true);
  return bytes;
}

const bytesPerSecond = 2 * SAMPLE_RATE;
/** A square wave: as loud as it is high. */
const tone = (seconds: number, loudness: number) =>
  new Float32Array(seconds * SAMPLE_RATE).fill(loudness).fill(-loudness, (seconds * SAMPLE_RATE) / 2);

describe('a recording', () => {
  it('of two hours is refused by its header, before it is decoded', () => {
    const soundBytes = 2 * 3600 * bytesPerSecond;
    const check = () =>
      checkRecordingFile({ name: 'clinic.wav', size: soundBytes + 56 }, wavHead({ bytesPerSecond, soundBytes }));
    expect(check).toThrow(
      expect.objectContaining({
        code: 'recording-too-long',
        message: '“clinic.wav” lasts 120 minutes, more than one visit.',
        hint: expect.stringMatching(/At most 60 minutes.*What stood here is unchanged/u),
      }),
    );
  });

  it('of twenty minutes is taken, with its length left open by a recorder that was cut off too', () => {
    const size = 20 * 60 * bytesPerSecond + 56;
    for (const soundBytes of [size - 56, 0xffffffff]) {
      expect(() => checkRecordingFile({ name: 'v.wav', size }, wavHead({ bytesPerSecond, soundBytes }))).not.toThrow();
    }
  });

  it('of no known kind is left to the browser to decode; one without bytes, or with too many, is not', () => {
    const head = new Uint8Array([1, 2, 3]);
    expect(() => checkRecordingFile({ name: 'visit.m4a', size: 3 }, head)).not.toThrow();
    expect(() => checkRecordingFile({ name: 'visit.m4a', size: 0 }, head.subarray(0, 0))).toThrow(/it is empty/u);
    expect(() => checkRecordingFile({ name: 'visit.mkv', size: 4e9 }, head)).toThrow(
      expect.objectContaining({ code: 'recording-too-long', message: expect.stringContaining('4000 MB') }),
    );
  });

  it('is silent where nothing in it is louder than a quiet room, be it hum or rounding', () => {
    for (const samples of [new Float32Array(SAMPLE_RATE), tone(1, 0.0005)]) {
      expect(() => checkSamples('visit.wav', samples)).toThrow(
        expect.objectContaining({ code: 'recording-silent', message: 'Nobody is heard in “visit.wav”.' }),
      );
    }
    const oneWord = new Float32Array(10 * SAMPLE_RATE);
    oneWord.set(tone(1, 0.02), 5 * SAMPLE_RATE);
    expect(() => checkSamples('visit.wav', oneWord)).not.toThrow();
    expect(isQuiet(oneWord, 0, 5)).toBe(true);
    expect(isQuiet(oneWord, 4.5, 5.5)).toBe(false);
  });

  it('that was decoded to more than an hour is refused then', () => {
    const samples = { length: 61 * 60 * SAMPLE_RATE } as Float32Array;
    expect(() => checkSamples('visit.ogg', samples)).toThrow(/lasts 61 minutes/u);
  });

  it('that is a film says how to get at its sound', () => {
    expect(unreadable('visit.mp4', 'there is none').hint).toContain('Save the film’s sound alone');
    expect(unreadable('visit.wav', 'there is none').hint).toContain('.wav, .mp3, .m4a');
  });
});

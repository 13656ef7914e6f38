import { describe, expect, it } from 'vitest';
import { dialogueTurns } from '../tasks/dialogue.ts';
import { channelsOf, loudnessOf } from './channels.ts';
import { SAMPLE_RATE } from './recording.ts';
import { transcriptText } from './transcript.ts';

const SENTENCES = ['What brings you in?', 'My knee.', 'Since Monday.', 'Which one?'].map((text, index) => ({
  text,
  from: 2 * index,
  to: 2 * index + 1.5,
}));
/** How loud each sentence is on a channel, from 0 to 1. */
const channel = (...levels: readonly number[]) => {
  const samples = new Float32Array(8 * SAMPLE_RATE);
  for (const [index, level] of levels.entries())
    samples.fill(level, 2 * index * SAMPLE_RATE, 2 * (index + 1) * SAMPLE_RATE);
  return loudnessOf(samples);
};

describe('who speaks in a recording', () => {
  it('is told by the channel, and stands before each sentence, so that its sound is still its own', () => {
    const speakers = channelsOf(SENTENCES, [channel(0.3, 0.02, 0.02, 0.2), channel(0.02, 0.1, 0.4, 0.01)]);
    expect(speakers).toEqual([0, 1, 1, 0]);
    const turns = dialogueTurns(transcriptText(SENTENCES, speakers));
    expect(turns.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Speaker 1: What brings you in?',
      'Speaker 2: My knee.',
      'Speaker 2: Since Monday.',
      'Speaker 1: Which one?',
    ]);
  });

  it.each([
    ['one channel', [channel(0.3, 0.1, 0.1, 0.3)]],
    ['two that hear the same', [channel(0.3, 0.1, 0.1, 0.3), channel(0.3, 0.1, 0.1, 0.3)]],
    ['two microphones in one room', [channel(0.3, 0.1, 0.1, 0.3), channel(0.2, 0.15, 0.15, 0.2)]],
    ['two of which one heard nothing', [channel(0.3, 0.1, 0.1, 0.3), channel(0, 0, 0, 0)]],
  ])('is not told by %s', (_, channels) => {
    expect(channelsOf(SENTENCES, channels)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { dialogueTurns } from '../tasks/dialogue.ts';
import { SAMPLE_RATE } from './recording.ts';
import { type HeardSegment, spokenSentences, transcriptText } from './transcript.ts';
import { turnSpans } from './turn-spans.ts';

/** Loud all the way. */
const LOUD = new Float32Array(10 * SAMPLE_RATE).fill(0.1);
const token = (text: string, from: number, to: number) => ({ text, from, to });

/** Sentences that begin and end within segments, as a model of half-minute windows hears them. */
const HEARD: readonly HeardSegment[] = [
  {
    text: ' Good morning, Dr. Lee here. What brings',
    from: 0,
    to: 4,
    tokens: [
      token('[_BEG_]', 0, 0),
      token(' Good', 0, 0.5),
      token(' morning,', 0.5, 1),
      token(' Dr.', 1, 1.2),
      token(' Lee', 1.2, 1.5),
      token(' here.', 1.5, 2),
      token(' What', 2.5, 3),
      token(' brings', 3, 4),
    ],
  },
  {
    text: ' you in?',
    from: 4,
    to: 5,
    tokens: [token(' you', 4, 4.4), token(' in?', 4.4, 5), token('[_TT_250]', 5, 5)],
  },
  { text: ' (coughs) My knee. [BLANK_AUDIO]', from: 6, to: 8, tokens: [token(' My', 6, 7)] },
];

describe('what a speech model heard', () => {
  it('becomes sentences with their own times, across segments, without what is no speech', () => {
    expect(spokenSentences(HEARD, LOUD)).toEqual([
      { text: 'Good morning, Dr. Lee here.', from: 0, to: 2 },
      { text: 'What brings you in?', from: 2.5, to: 5 },
      // Its tokens are not its text: it has the times of its segment.
      { text: 'My knee.', from: 6, to: 8 },
    ]);
  });

  it('in silence is left out', () => {
    const samples = LOUD.slice();
    samples.fill(0, 5 * SAMPLE_RATE);
    expect(spokenSentences(HEARD, samples).map(({ text }) => text)).not.toContain('My knee.');
    expect(spokenSentences(HEARD, new Float32Array(10 * SAMPLE_RATE))).toEqual([]);
  });

  it('becomes a conversation whose turns find their sound', () => {
    const sentences = spokenSentences(HEARD, LOUD);
    const text = transcriptText(sentences, null);
    expect(text).toBe('Good morning, Dr. Lee here.\nWhat brings you in?\nMy knee.');
    expect([...turnSpans(dialogueTurns(text), sentences)]).toEqual([
      [1, { from: 0, to: 2 }],
      [2, { from: 2.5, to: 5 }],
      [3, { from: 6, to: 8 }],
    ]);
  });

  it('is found again when speakers were named, words corrected, turns joined and written', () => {
    const sentences = spokenSentences(HEARD, LOUD);
    const edited =
      'Doctor: Good morning, Dr. Leigh here. What brings you in?\nNurse: I wrote this.\nPatient: My left knee.';
    expect([...turnSpans(dialogueTurns(edited), sentences)]).toEqual([
      [1, { from: 0, to: 5 }],
      [3, { from: 6, to: 8 }],
    ]);
    expect(turnSpans(dialogueTurns('Doctor: Another conversation.'), sentences).size).toBe(0);
  });
});

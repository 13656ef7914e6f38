import { describe, expect, it } from 'vitest';
import { dialogueTurns } from './dialogue.ts';
import { conversationIn } from './transcript.ts';

describe('a transcript', () => {
  it('of WebVTT and SubRip becomes turns with speakers and times', () => {
    const vtt =
      'WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<v Doctor>What brings\nyou in?\n\n00:04.500 --> 00:06.000\n<v Patient>My <i>knee</i>.\n\n00:07.000 --> 00:08.000\n<v Patient>The left one.';
    expect(conversationIn(vtt, 'visit.VTT')).toBe(
      '00:01 Doctor: What brings you in?\n00:04 Patient: My knee. The left one.',
    );
    const srt =
      '1\n01:00:01,000 --> 01:00:03,000\nDoctor: Any fever?\n\n2\n01:00:04,000 --> 01:00:05,000\nPatient: No.\n';
    const conversation = conversationIn(srt, 'visit.srt');
    expect(dialogueTurns(conversation).map(({ speaker, text }) => [speaker, text])).toEqual([
      ['clinician', 'Any fever?'],
      ['patient', 'No.'],
    ]);
    expect(conversation).toMatch(/^1:00:01 Doctor/u);
  });

  it('of Whisper, WhisperX and transformers.js is read from JSON', () => {
    const segments = [
      { start: 0, end: 2, text: ' Any fever?', speaker: 'SPEAKER_00' },
      { start: 62.4, end: 63, text: ' No.', speaker: 'SPEAKER_01' },
    ];
    expect(conversationIn(JSON.stringify({ segments }), 'a.json')).toBe(
      '00:00 Speaker 0: Any fever?\n01:02 Speaker 1: No.',
    );
    const chunks = [
      { timestamp: [0, 2], text: ' Any fever?' },
      { timestamp: [2, null], text: ' No.' },
    ];
    expect(conversationIn(JSON.stringify({ text: '', chunks }), 'a.json')).toBe('Any fever?\nNo.');
  });

  it('that is broken or silent is refused by its name, and other text is left as it is', () => {
    for (const [text, name] of [
      ['no cue', 'a.srt'],
      ['{"a": 1}', 'a.json'],
      ['{', 'a.json'],
      ['WEBVTT\n\n00:01.000 --> 00:02.000\n\n', 'a.vtt'],
      ['{"segments": []}', 'a.json'],
      ['{"segments": [{"start": 0, "text": " [BLANK_AUDIO]"}, {"start": 30, "text": "(silence)"}]}', 'a.json'],
    ] as const) {
      expect(() => conversationIn(text, name)).toThrowError(expect.objectContaining({ code: 'file-invalid' }));
    }
    expect(conversationIn('Doctor: 00:01 --> {', 'visit.txt')).toBe('Doctor: 00:01 --> {');
  });

  it('of two hours is read to its end, without its silences', () => {
    const cues = Array.from({ length: 1440 }, (_, index) => {
      const at = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23);
      const said =
        index % 3 === 2 ? '[BLANK_AUDIO]' : `<v ${index % 3 === 0 ? 'Doctor' : 'Patient'}>Sentence ${index}.`;
      return `${at(index * 5)} --> ${at(index * 5 + 4)}\n${said}`;
    });
    const turns = dialogueTurns(conversationIn(['WEBVTT', ...cues].join('\n\n'), 'visit.vtt'));
    expect(turns).toHaveLength(960);
    expect(turns.at(-1)).toMatchObject({ speaker: 'patient', text: 'Sentence 1438.' });
  });
});

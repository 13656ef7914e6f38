import { describe, expect, it } from 'vitest';
import { readConversation } from './read-text-file.ts';

describe('a file with a conversation', () => {
  it('is refused for what it is where it is a recording, however long', async () => {
    for (const name of ['two-hours.wav', 'visit.mp4']) {
      const file = new File([new Uint8Array(3_000_000)], name);
      await expect(readConversation(file)).rejects.toMatchObject({
        code: 'file-not-text',
        message: expect.stringContaining(`“${name}” is a recording`),
      });
    }
  });

  it('is read as its turns where it is a transcript', async () => {
    const file = new File(['WEBVTT\n\n00:01.000 --> 00:02.000\n<v Doctor>Any fever?\n'], 'visit.vtt');
    expect(await readConversation(file)).toBe('00:01 Doctor: Any fever?');
  });
});

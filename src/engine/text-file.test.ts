import { describe, expect, test } from 'vitest';
import { decodeText } from './text-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeText', () => {
  test('reads UTF-8, with or without its mark, any script', () => {
    expect(decodeText(utf8('Doctor: Ça va? مرحبا 👋'), 'a.txt')).toBe('Doctor: Ça va? مرحبا 👋');
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('Hello')), 'a.txt')).toBe('Hello');
  });
  test('reads UTF-16 as Windows editors write it', () => {
    const units = new Uint16Array(['\ufeff', ...'Grüezi'].map((character) => character.charCodeAt(0)));
    expect(decodeText(new Uint8Array(units.buffer), 'a.txt')).toBe('Grüezi');
  });
  test('reads Windows-1252', () => {
    expect(decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9), 'a.txt')).toBe('café');
  });
  test('makes line ends one kind', () => {
    expect(decodeText(utf8('a\r\nb\rc\n'), 'a.txt')).toBe('a\nb\nc\n');
  });
  test.each(['visit.mp3', 'visit.WAV', 'visit.mp4', 'two hours.m4a'])('refuses %s as a recording, unread', (name) => {
    expect(() => decodeText(utf8('RIFF'), name)).toThrow(
      expect.objectContaining({
        code: 'file-not-text',
        message: expect.stringContaining(`“${name}” is a recording`),
        hint: expect.stringContaining('.srt, .vtt'),
      }),
    );
  });
  test.each([
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
    ['a ZIP (docx)', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06]],
    ['bytes without a zero', [0x01, 0x02, 0x03, 0x41, 0x42]],
  ])('refuses %s by its name', (_, bytes) => {
    expect(() => decodeText(Uint8Array.from(bytes), 'scan.bin')).toThrow(
      expect.objectContaining({ code: 'file-not-text', message: expect.stringContaining('scan.bin') }),
    );
  });
});

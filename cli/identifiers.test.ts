import { describe, expect, it } from 'vitest';
import { parseCommand } from './arguments.ts';
import { locum, locumHere } from './testing/locum.ts';

const NOTE = 'Mrs. Martha Collins, DOB 12/04/1961, takes Lasix.\nCall 617-555-0134.\n';

describe('identifiers', () => {
  it('prints what was found as one JSON object, with places in the text and counts', async () => {
    const { status, stdout, stderr } = await locum(['identifiers', '-', '--json'], { stdin: NOTE });
    expect(status, stderr).toBe(0);
    const { items, counts } = JSON.parse(stdout);
    expect(items).toEqual([
      { kind: 'name', text: 'Martha Collins', start: 5, end: 19 },
      { kind: 'date', text: '12/04/1961', start: 25, end: 35 },
      { kind: 'phone', text: '617-555-0134', start: 55, end: 67 },
    ]);
    for (const { text, start, end } of items) expect(NOTE.slice(start, end)).toBe(text);
    expect(counts).toEqual({ name: 1, date: 1, phone: 1 });
  });

  it('prints a line each for a reader, with line and column', async () => {
    const { stdout, stderr } = await locum(['identifiers', '-'], { stdin: NOTE });
    expect(stdout.split('\n').map((line) => line.split(/\s{2,}/u))).toEqual([
      ['1:6', 'name', 'Martha Collins'],
      ['1:26', 'date', '12/04/1961'],
      ['2:6', 'phone', '617-555-0134'],
      [''],
    ]);
    expect(stderr).toContain('read the text');
  });

  it('says that a text has none, and that a file is not there', async () => {
    const none = await locum(['identifiers', '-', '--json'], { stdin: 'No chest pain. Lasix 40 mg daily.' });
    expect(JSON.parse(none.stdout)).toEqual({ items: [], counts: {} });
    const missing = await locumHere('identifiers', 'not-there.txt', '--json');
    expect(missing.status).toBe(1);
    expect(JSON.parse(missing.stdout).error.code).toBe('file-not-found');
  });

  it('wants one file', () => {
    expect(() => parseCommand(['identifiers'])).toThrow('a file of text');
    expect(() => parseCommand(['identifiers', 'a', 'b'])).toThrow();
    expect(parseCommand(['identifiers', 'a.txt', '--json'])).toEqual({
      command: 'identifiers',
      input: 'a.txt',
      json: true,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { toCsv } from './table.ts';

describe('a table for spreadsheets', () => {
  it('holds no formula, however its sign is hidden, and no cell that another locale would part', () => {
    const hidden = ['=1', '+1', '-1', '@x', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\u200b=1', '＝1', '＋1', '＠x'];
    for (const text of hidden)
      expect([text, toCsv(['t'], [[text]])]).toEqual([text, expect.stringMatching(/^t\r\n"?'/)]);
    for (const text of [';=1', 'a;=1', '|=1', 'a\tb', 'a,b']) expect(toCsv(['t'], [[text]])).toBe(`t\r\n"${text}"\r\n`);
    expect(toCsv(['t', 'n'], [['a = b', -1]])).toBe('t,n\r\na = b,-1\r\n');
  });
});

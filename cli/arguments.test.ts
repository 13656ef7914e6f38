import { describe, expect, it } from 'vitest';
import { parseCommand, UsageError } from './arguments.ts';

describe('the command line', () => {
  it('has the defaults of the help text', () => {
    expect(parseCommand(['note', 'a.txt'])).toEqual({
      command: 'note',
      input: 'a.txt',
      method: 'proxy',
      alpha: 1,
      backend: 'auto',
      precision: 'stored',
      models: { base: 'demo-base', expert: 'demo-it', anti: 'demo-anti' },
      maxTokens: 400,
      temperature: 0,
      topK: 0,
      topP: 1,
      repetitionPenalty: null,
      seed: 1,
      shorten: false,
      json: false,
      verbose: false,
    });
  });

  it.each([['--alpha', '-1.5'], ['--alpha=-1.5']])('takes a negative alpha as %s %s', (...args) => {
    expect(parseCommand(['note', '-', ...args])).toMatchObject({ alpha: -1.5, input: '-' });
  });

  it('takes options before and after the input', () => {
    const command = { input: 'x.jsonl', method: 'expert', json: true };
    expect(parseCommand(['score', '--method', 'expert', 'x.jsonl', '--json'])).toMatchObject(command);
  });

  it.each([
    [[]],
    [['translate']],
    [['note']],
    [['note', 'a.txt', 'b.txt']],
    [['note', '-', '--alpha', 'much']],
    [['note', '-', '--alpha', '']],
    [['note', '-', '--alpha', 'Infinity']],
    [['note', '-', '--max-tokens', '0']],
    [['note', '-', '--max-tokens', '1.5']],
    [['note', '-', '--temperature', '-1']],
    [['note', '-', '--top-p', '0']],
    [['note', '-', '--top-p', '1.1']],
    [['note', '-', '--seed', '4294967296']],
    [['note', '-', '--method', 'capt']],
    [['note', '-', '--backend', 'gpu']],
    [['note', '-', '--colour']],
    [['note', '-', '--json', 'yes', 'no']],
    [['score', 'x.jsonl', '--seed', '1']],
  ])('refuses %j and says why', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
    expect(() => parseCommand(args)).toThrow(/\S/);
  });
});

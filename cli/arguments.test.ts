import { describe, expect, it } from 'vitest';
import { UsageError } from './arguments/values.ts';
import { parseCommand } from './arguments.ts';

describe('the command line', () => {
  it('has the defaults of the help text', () => {
    expect(parseCommand(['note', 'a.txt'])).toEqual({
      command: 'note',
      input: 'a.txt',
      method: 'proxy',
      alpha: 1,
      backend: 'auto',
      precision: 'stored',
      cache: 'auto',
      threads: null,
      models: { base: 'smollm2-135m', expert: 'smollm2-it', anti: 'smollm2-135m' },
      furtherPairs: [],
      maxTokens: 400,
      temperature: 0,
      topK: 0,
      topP: 1,
      repetitionPenalty: null,
      seed: 1,
      shorten: false,
      repair: null,
      events: null,
      risk: null,
      alphaRange: null,
      gate: null,
      plausibility: null,
      endpoint: null,
      json: false,
      verbose: false,
    });
  });

  it('takes a jury where texts are written', () => {
    const line = ['eval', 'a.jsonl', '--judge', 'a,b', '--task'];
    expect(parseCommand([...line, 'bbw-replicate', '--judge-gold'])).toMatchObject({
      judge: ['a', 'b'],
      judgeGold: true,
    });
    expect(() => parseCommand([...line, 'mednli'])).toThrow(UsageError);
  });

  it('takes pairs beside the expert’s, under methods that add one', () => {
    const pairs = ['--pair', 'a,b', '--pair', 'c,d,-0.5'];
    const furtherPairs = [
      { expert: 'a', anti: 'b', weight: 1 },
      { expert: 'c', anti: 'd', weight: -0.5 },
    ];
    expect(parseCommand(['note', '-', ...pairs])).toMatchObject({ furtherPairs });
    expect(() => parseCommand(['note', '-', ...pairs, '--method', 'mixture'])).toThrow(UsageError);
    expect(() => parseCommand(['note', '-', '--pair', 'a'])).toThrow(UsageError);
    expect(() => parseCommand(['note', '-', '--repair', '--no-repair'])).toThrow(UsageError);
  });

  it.each([['--alpha', '-1.5'], ['--alpha=-1.5']])('takes a negative alpha as %s %s', (...args) => {
    expect(parseCommand(['note', '-', ...args])).toMatchObject({ alpha: -1.5, input: '-' });
  });

  it.each([
    ['CPT', 'demo-cpt', 'demo-anti'],
    ['IT', 'demo-it', 'demo-cpt'],
    ['CPT+IT', 'demo-it', 'demo-anti'],
  ])('knows the preset %s', (preset, expert, anti) => {
    const models = { base: 'demo-base', expert, anti };
    expect(parseCommand(['note', '-', '--preset', preset])).toMatchObject({ models });
    const own = { ...models, anti: 'mine' };
    expect(parseCommand(['note', '-', '--preset', preset, '--anti', 'mine'])).toMatchObject({ models: own });
  });

  it('takes the base with another tokenizer for CAPT, unless told', () => {
    expect(parseCommand(['note', '-', '--method', 'capt'])).toMatchObject({ models: { base: 'demo-capt-base' } });
    const told = ['note', '-', '--method', 'capt', '--base', 'demo-base'];
    expect(parseCommand(told)).toMatchObject({ models: { base: 'demo-base' } });
  });

  it('reads what is adaptive', () => {
    const args = ['note', '-', '--method', 'adaptive', '--risk', '0.05', '--alpha-range', '0.5,1.5'];
    expect(parseCommand(args)).toMatchObject({ risk: 0.05, alphaRange: { least: 0.5, most: 1.5 } });
    const capt = ['note', '-', '--method', 'capt', '--plausibility'];
    expect(parseCommand([...capt, '0'])).toMatchObject({ plausibility: 0 });
    expect(() => parseCommand([...capt, '1'])).toThrow('--plausibility');
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
    [['note', '-', '--method', 'magic']],
    [['note', '-', '--preset', 'TI']],
    [['note', '-', '--risk', '1']],
    [['note', '-', '--method', 'capt', '--base-url', 'http://localhost/v1']],
    [['note', '-', '--base-url', 'http://localhost/v1', '--base-model', 'm']],
    [['note', '-', '--alpha-range', '1']],
    [['note', '-', '--alpha-range', '2,1']],
    [['note', '-', '--backend', 'gpu']],
    [['note', '-', '--colour']],
    [['note', '-', '--json', 'yes', 'no']],
    [['score', 'x.jsonl', '--seed', '1']],
  ])('refuses %j and says why', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
    expect(() => parseCommand(args)).toThrow(/\S/);
  });
});

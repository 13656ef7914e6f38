import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { dialogue } from '../testing/dialogues.ts';
import {
  byteLevel,
  demoIsPresent,
  loadDemoTokenizer,
  SPLITS,
  sentencePiece,
  splitBy,
  whenPresent,
} from '../testing/tokenizers.ts';
import { GrowingText } from './growing-text.ts';

const demo = (name: string): [string, boolean, () => Promise<Tokenizer>] => [
  `${name}${whenPresent(name)}`,
  demoIsPresent(name),
  () => loadDemoTokenizer(name),
];

const tokenizers: readonly [string, boolean, () => Promise<Tokenizer>][] = [
  ['byte-level BPE', true, () => byteLevel()],
  ['SentencePiece', true, () => sentencePiece()],
  [
    'SentencePiece with tokens across blanks',
    true,
    () => sentencePiece({ words: ['chest▁pain', 'for▁', 'g▁2', 'the'] }),
  ],
  ...Object.entries(SPLITS).map(([name, regex]): [string, boolean, () => Promise<Tokenizer>] => [
    `the pre-tokenizer of ${name}`,
    true,
    () => splitBy(regex),
  ]),
  demo('demo-base'),
  demo('demo-capt-base'),
];

/** Grows through `pieces` and checks the tokens after each. */
function growThrough(tokenizer: Tokenizer, pieces: readonly string[]): void {
  let growing = GrowingText.empty(tokenizer);
  let ids: number[] = [];
  let text = '';
  for (const piece of pieces) {
    growing = growing.grow({ text: piece });
    text += piece;
    ids = [...ids.slice(0, growing.settled), ...growing.ids];
    expect(ids).toEqual(tokenizer.encode(text));
  }
}

/** The most tokens that were open at a time. */
function mostOpen(tokenizer: Tokenizer, pieces: readonly string[]): number {
  let growing = GrowingText.empty(tokenizer);
  let most = 0;
  for (const piece of pieces) {
    growing = growing.grow({ text: piece });
    most = Math.max(most, growing.ids.length);
  }
  return most;
}

/** Cut into pieces of 1, 2, 3 … characters, never inside one. */
function cut(text: string, seed: number): string[] {
  const characters = [...text];
  const pieces: string[] = [];
  for (let n = seed; characters.length > 0; n++) pieces.push(characters.splice(0, 1 + (n % 7)).join(''));
  return pieces;
}

/** `▁` is a blank to SentencePiece. */
const anyPieces = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('▁', '_')),
    fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '\n\n',
      ' \n',
      '\r\n',
      '\t',
      ' pain',
      'ful',
      '120',
      '/80',
      " don't",
      ').\n',
      ' 😖',
      '…',
      ' ',
    ),
    fc.constantFrom(' the patient', ' has pain', ' in the chest', '. Doctor', ' 12', ' (', ')', '-', "'", "'s", '/'),
  ),
  { maxLength: 60 },
);

describe.each(tokenizers)('a text that grows, with %s', (_, present, load) => {
  it.skipIf(!present)('has the tokens of the whole text at every step', async () => {
    const tokenizer = await load();
    for (let seed = 0; seed < 6; seed++) growThrough(tokenizer, cut(dialogue(seed, 6), seed));
    fc.assert(
      fc.property(anyPieces, (pieces) => growThrough(tokenizer, pieces)),
      { numRuns: 30 },
    );
  });

  it.skipIf(!present)('encodes no more of a long text than of a short one', async () => {
    const tokenizer = await load();
    const short = mostOpen(tokenizer, cut(dialogue(1, 8), 1));
    const long = mostOpen(tokenizer, cut(Array.from({ length: 10 }, (_, n) => dialogue(n, 8)).join('\n'), 1));
    expect(long).toBeLessThanOrEqual(Math.max(2 * short, 160));
  });
});

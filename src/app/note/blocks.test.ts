import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOTE_HEADERS } from '../../engine/tasks/prompt.ts';
import { BUILT_IN_TEMPLATES } from '../../engine/tasks/templates.ts';
import type { TokenEvent } from '../../workers/protocol.ts';
import { appendTokens, follow, leftOutOf, reasoningOf, splitWritten, textOf } from './blocks.ts';
import {
  BLOCK_TOKENS,
  emptySection,
  emptySections,
  laidOut,
  notePartsOf,
  noteText,
  tokensOf,
  unsaidOf,
} from './note.ts';
import { readingsOf } from './reading.ts';

const token = (text: string, index: number): TokenEvent => ({
  type: 'token',
  index,
  id: index,
  text,
  pBase: 0.5,
  pExpert: 0.5,
  pAnti: 0.5,
  pCombined: 0.5,
  argmaxChanged: false,
  candidates: [],
  baseCandidates: [],
  delta: 0,
  spread: null,
  milliseconds: 1,
});

test('what is taken back goes, across blocks, and what comes in its place stands there', () => {
  const many = Array.from({ length: BLOCK_TOKENS + 5 }, (_, index) => token(`${index} `, index));
  const back = { type: 'retract', index: BLOCK_TOKENS - 2, tokens: 7 } as const;
  const after = [...many, back, token('otherwise', BLOCK_TOKENS - 2)].reduce(follow, []);
  expect(after.flat().map(({ index }) => index)).toEqual(Array.from({ length: BLOCK_TOKENS - 1 }, (_, index) => index));
  expect(textOf(after.flat())).toMatch(/ otherwise$/u);
  expect(leftOutOf([...many, back])).toEqual([]);
});

test('blocks hold all tokens in order, and full ones stay the same objects', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 8 }), (counts) => {
      let index = 0;
      let blocks: ReturnType<typeof appendTokens> = [];
      for (const count of counts) {
        const full = blocks.filter((block) => block.length === BLOCK_TOKENS);
        blocks = appendTokens(
          blocks,
          Array.from({ length: count }, () => token('x', index++)),
        );
        for (const [place, block] of full.entries()) expect(blocks[place]).toBe(block);
      }
      expect(blocks.flat().map((each) => each.index)).toEqual(Array.from({ length: index }, (_, place) => place));
    }),
  );
});

test('a written note comes apart at its headers; no token is lost, and its text is as written', () => {
  const piece = fc.constantFrom(
    '\n\n',
    'PLAN',
    'CHIEF ',
    'COMPLAINT',
    '\n',
    ' rest',
    '.',
    'PHYSICAL EXAM\n\n',
    'ألم',
    '',
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), (pieces) => {
      const tokens = pieces.map(token);
      const written = { ...emptySection(''), origin: 'model' as const, blocks: appendTokens([], tokens) };
      const sections = splitWritten(written, NOTE_HEADERS);
      expect(sections.flatMap(tokensOf)).toEqual(tokens);
      expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
      for (const { header, text } of notePartsOf(sections))
        expect(textOf(tokens)).toContain(header === '' ? text : header);
    }),
  );
});

test('what a model thought is with the tokens, and in no text of the note', () => {
  const thoughts = ['', 'Is it', ' the heart?', ''].map((reasoning, index) => ({ ...token('', index), reasoning }));
  const tokens = [...thoughts, ...['PLAN', '\n\n', 'Rest.'].map((text, index) => token(text, index + 4))];
  const written = { ...emptySection(''), origin: 'model' as const, blocks: appendTokens([], tokens) };
  const sections = splitWritten(written, NOTE_HEADERS);
  expect(sections.map(reasoningOf).join('|')).toBe('Is it the heart?');
  expect(noteText(sections)).toBe('PLAN\n\nRest.');
});

test('the note as text: headers, empty lines, no section that holds nothing', () => {
  const soap = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap') ?? BUILT_IN_TEMPLATES[0]!;
  const [subjective, objective, ...rest] = emptySections(soap);
  const sections = [
    { ...subjective!, text: ' A cough.\n' },
    { ...objective!, text: ' ' },
    ...rest.map((section) => ({ ...section, text: 'x' })),
  ];
  expect(noteText(sections)).toBe('SUBJECTIVE\n\nA cough.\n\nASSESSMENT\n\nx\n\nPLAN\n\nx');
});

test('a form that was chosen keeps every heading: one of which nothing was said stays empty, and is no part of the text', () => {
  const form = BUILT_IN_TEMPLATES.find(({ id }) => id === 'soap')!;
  const dialogue = 'Patient: I cough.';
  const said = ['SUBJECTIVE', 'PLAN'].map((header) => ({ header, readings: [{ text: dialogue, turns: [1] }] }));
  const unsaid = ['OBJECTIVE', 'ASSESSMENT'];
  const excerpts = { template: form, sections: said, unsaid, turns: 1, unread: [], isTooLong: false };
  const source = { conversation: 'a', dialogue, condensed: null };
  const read = form.sections.map(({ header }) => readingsOf(source, excerpts, header).length);
  expect(read).toEqual([1, 0, 0, 1]);

  const written = ['PLAN', 'SUBJECTIVE'].map((header) => ({ ...emptySection(header), text: 'x' }));
  const note = laidOut([emptySection('OTHER'), ...written], form);
  expect(note.map(({ header }) => header)).toEqual(['OTHER', ...form.sections.map(({ header }) => header)]);
  expect(noteText(note)).toBe('SUBJECTIVE\n\nx\n\nPLAN\n\nx');
  expect(unsaidOf({ dialogue, excerpts: { of: dialogue, excerpts } })).toEqual(unsaid);
  // Of other words nothing is known yet.
  expect(unsaidOf({ dialogue: `${dialogue} And itch.`, excerpts: { of: dialogue, excerpts } })).toEqual([]);
});

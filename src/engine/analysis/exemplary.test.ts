/** The recorded examples that come with Locum, and what would keep one from coming with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from './evidence/lexicon/concepts.ts';
import { type Shortcoming, shortcomings } from './exemplary.ts';
import { type Recording, recordingFromJson } from './recording.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'public', 'examples');
const recorded = readdirSync(join(EXAMPLES, 'recorded'));
const lexicon = await loadLexicon();
const dialogueOf = (file: string): string => JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')).dialogue;
const recordingOf = (file: string) => recordingFromJson(readFileSync(join(EXAMPLES, 'recorded', file), 'utf8'), file);

describe('the recorded examples', () => {
  it.each(recorded)('%s may be shown, else: npm run record-examples', (file) => {
    expect(shortcomings(recordingOf(file), dialogueOf(file), lexicon)).toEqual([]);
  });
});

describe('a recording that may not be shown', () => {
  const [file = '', other = ''] = recorded;
  const good = recordingOf(file);
  const kinds = (found: readonly Shortcoming[]) => found.map(({ kind }) => kind);
  const [token] = good.tokens;
  if (token === undefined) throw new Error('an empty recording');
  const saying = (text: string): Recording => {
    return { ...good, tokens: [{ ...token, text, argmaxChanged: true }], sections: [{ header: 'PLAN', tokens: 1 }] };
  };

  it.each([
    ['heading', 'ASSESSMENT AND PLAN:'],
    ['loop', 'She is well. '.repeat(20)],
    ['echo', dialogueOf(file)],
    ['empty', ' '],
    ['thin', 'She is well.'],
    ['unsupported', 'She is 99 years old. She is 98 years old. He takes digoxin 7 mg. He denies any melanoma.'],
  ])('has a %s', (kind, text) => {
    expect(kinds(shortcomings(saying(text), dialogueOf(file), lexicon))).toContain(kind);
  });

  it('has a section of which nothing is borne out', () => {
    const tokens = [...good.tokens, { ...token, text: '1. HEENT: 17; 2. TOTAL: 3.' }];
    const sections = [...(good.sections ?? []), { header: 'RESULTS', tokens: 1 }];
    expect(shortcomings({ ...good, tokens, sections }, dialogueOf(file), lexicon)).toEqual([
      { kind: 'baseless', header: 'RESULTS' },
    ]);
  });

  it('is of another patient', () => {
    expect(kinds(shortcomings(good, dialogueOf(other), lexicon))).toContain('unsupported');
  });

  it('shows nothing of the pair', () => {
    const tokens = good.tokens.map((each) => ({ ...each, argmaxChanged: false }));
    expect(kinds(shortcomings({ ...good, tokens }, dialogueOf(file), lexicon))).toContain('unshifted');
  });
});

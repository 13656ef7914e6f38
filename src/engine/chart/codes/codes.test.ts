import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../analysis/evidence/frames/conversation.ts';
import { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { CodeIndex } from './code-index.ts';
import { parseCodeList, readCodeList } from './code-list.ts';

const lexicon = new Lexicon(null);
const shipped = await readCodeList(new Uint8Array(readFileSync('public/codes/icd-10-cm.txt.gz')), 'icd-10-cm');
const index = new CodeIndex(shipped);
const codesOf = (text: string, header = 'ASSESSMENT AND PLAN', talk = '') =>
  index.candidates([{ header, text }], new Conversation(talk, lexicon), lexicon);

describe('codes that a note may be about', () => {
  it('come from the whole list that is shipped, in less than a megabyte', () => {
    expect(shipped.length).toBeGreaterThan(30_000);
    expect(readFileSync('public/codes/icd-10-cm.txt.gz').length).toBeLessThan(1_000_000);
  });

  it.each([
    ['Hypertension, well controlled.', 'I10'],
    ['Type 2 diabetes.', 'E11.9'],
    ['Acute otitis media of the right ear.', 'H66.91'],
    ['Sprain of the anterior cruciate ligament of the left knee.', 'S83.512'],
    ['Low back pain.', 'M54.50'],
    ['He has a sore throat.', 'J02.9'],
  ])('%s → %s among the first five', (text, code) => {
    expect(
      codesOf(text)
        .slice(0, 5)
        .map((each) => each.code),
    ).toContain(code);
  });

  it('are none of what is denied, feared or of the family', () => {
    for (const text of [
      'Denies hypertension.',
      'His mother has hypertension.',
      'Rule out hypertension.',
      'No sore throat.',
    ]) {
      expect(
        codesOf(text).map(({ code }) => code),
        text,
      ).not.toContain('I10');
      expect(
        codesOf(text).map(({ code }) => code),
        text,
      ).not.toContain('J02.9');
    }
    expect(codesOf('Hypertension.', 'FAMILY HISTORY')).toEqual([]);
  });

  it('say which sentence and which turns speak of them', () => {
    const talk = 'Doctor: Hello.\nPatient: My blood pressure is high.\nDoctor: Yes, you have hypertension.';
    const [first] = codesOf('She slept badly. Hypertension.', 'ASSESSMENT', talk);
    expect(first).toMatchObject({ code: 'I10', sentence: 'Hypertension.' });
    expect(first?.turns).toContain(2);
  });
});

describe('a list of codes', () => {
  it('is a code and its names on each line, by bars or tabs', () => {
    expect(parseCodeList('# own\nA1|Cold|Runny nose\n\nB2\tFlu\n', 'own')).toEqual([
      { code: 'A1', title: 'Cold', names: ['Cold', 'Runny nose'] },
      { code: 'B2', title: 'Flu', names: ['Flu'] },
    ]);
  });

  it('is refused by its name and line where it is broken', async () => {
    for (const text of ['', '# nothing\n', 'A1|Cold\nnot a code', 'A1', '<html>|x']) {
      expect(() => parseCodeList(text, 'own.txt')).toThrowError(expect.objectContaining({ code: 'file-invalid' }));
    }
    expect(() => parseCodeList('A1|Cold\nno', 'own.txt')).toThrowError(/Line 2/u);
    const cut = new Uint8Array(readFileSync('public/codes/icd-10-cm.txt.gz')).slice(0, 5000);
    await expect(readCodeList(cut, 'cut.gz')).rejects.toMatchObject({ code: 'file-invalid' });
  });
});

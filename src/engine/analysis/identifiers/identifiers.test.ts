import { describe, expect, it } from 'vitest';
import { findIdentifiers, maskIdentifiers } from './identifiers.ts';

/** Texts written for this test; what stands in «» is an identifier, with its kind. */
const MARKED: readonly (readonly [text: string, ...kinds: string[]])[] = [
  ['Mrs. «Martha Collins» is a 50-year-old female seen on «03/12/2024».', 'name', 'date'],
  ['Dr. «Okafor» will review her on «March 4th, 2025».', 'name', 'date'],
  ['MRN: «0048213-7», DOB «12/04/1961».', 'record number', 'date'],
  ['Call «(617) 555-0134» or write to «j.smith@example.org».', 'phone', 'e-mail'],
  ['He lives at «42 Harbour View Road» in «Boston, MA 02118».', 'address', 'address'],
  ['NHS number «943 476 5919», postcode «SW1A 1AA».', 'record number', 'address'],
  ['My name is «Jack Smith», born «31 October 1990».', 'name', 'date'],
  ['«Brian» reports fatigue; his wife «Angela» agrees.', 'name', 'name'],
  ['good morning , mr . «ward» . nice to meet you', 'name'],
  ['Fax the referral to «020 7946 0958».', 'phone'],
  ['Seen by Nurse «Adeyemi» in «June 2023».', 'name', 'date'],
  ['A «93-year-old» woman with dementia.', 'age over 89'],
  ['Details at «https://portal.example.com/p/8841».', 'web address'],
  ['SSN «219-09-9999», account number «AC 55 8132».', 'record number', 'record number'],
  ['Mobile «07700900123»; email «maria at example dot com».', 'phone', 'e-mail'],
  ['She moved to «7 Elm Close, Flat 3» last year.', 'address'],
  ['The patient was last seen «2023-11-05» by Dr «A. Nguyen».', 'date', 'name'],
  ['«Fatima Rahman» takes lisinopril 20 mg daily. «Rahman» denies chest pain.', 'name', 'name'],
  // Nothing here says who somebody is.
  ['Blood pressure 150/90, pulse 72, temperature 98.6 degrees.'],
  ['Lisinopril 20 mg once daily, 2/7 history, review in 1/52.'],
  ['Grade 3/6 systolic murmur, 1+ pitting edema, ejection fraction 45 %.'],
  ['HISTORY OF PRESENT ILLNESS\n\nThe patient denies chest pain.'],
  ['Parkinson disease and Crohn disease run in the family.'],
  ['The pain may march down the leg; she will rest until it gets better.'],
  ['A 58-year-old male with type 2 diabetes, L4-L5 stenosis and COVID-19.'],
  ['Hemoglobin A1c 7.4, creatinine 1.2, TSH 2.1, 500 mg twice a day for 10 days.'],
  ['Doctor: How are you? Patient: Not good.'],
];

const CASES = MARKED.map(([marked, ...kinds]) => {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  for (const [index, part] of marked.split(/[«»]/u).entries()) {
    if (index % 2 === 1) spans.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { text, wanted: spans.map((span, index) => ({ ...span, kind: kinds[index] })) };
});

describe('findIdentifiers', () => {
  it.each(CASES)('finds what is marked in “$text” and nothing else', ({ text, wanted }) => {
    expect(findIdentifiers(text).map(({ kind, start, end }) => ({ kind, start, end }))).toEqual(
      wanted.map(({ kind, start, end }) => ({ kind, start, end })),
    );
  });

  it.each([
    ['one word', 'a'.repeat(200_000), 0],
    ['numbers', '1 '.repeat(100_000), 0],
    ['words that could be streets', '12 aa bb cc '.repeat(10_000), 0],
    ['names', 'Mr. Logan Walker. '.repeat(2000), 2000],
  ])('comes to an end with a long text of %s', (_, text, count) => {
    expect(findIdentifiers(text)).toHaveLength(count);
  });
});

describe('maskIdentifiers', () => {
  it('puts the kind in the place of what was chosen and leaves the rest', () => {
    const text = 'Mrs. Martha Collins, DOB 12/04/1961, takes metformin.';
    const found = findIdentifiers(text);
    expect(maskIdentifiers(text, found)).toBe('Mrs. [name], DOB [date], takes metformin.');
    expect(maskIdentifiers(text, found.slice(0, 1))).toBe('Mrs. [name], DOB 12/04/1961, takes metformin.');
    expect(maskIdentifiers(text, [])).toBe(text);
  });

  it('leaves nothing to find behind', () => {
    for (const { text } of CASES) expect(findIdentifiers(maskIdentifiers(text, findIdentifiers(text)))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { loadIdentifierFinder } from './identifiers.ts';
import { maskIdentifiers } from './mask.ts';

const find = await loadIdentifierFinder();

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
  ['SSN «219-09-9999», account number «AC 55 8132».', 'national id', 'account number'],
  ['Mobile «07700900123»; email «maria at example dot com».', 'phone', 'e-mail'],
  ['She moved to «7 Elm Close, Flat 3» last year.', 'address'],
  ['The patient was last seen «2023-11-05» by Dr «A. Nguyen».', 'date', 'name'],
  ['«Fatima Rahman» takes lisinopril 20 mg daily. «Rahman» denies chest pain.', 'name', 'name'],
  // Names in small letters, as speech recognition writes.
  ["[doctor] hi , «brian» . i'm dr. «flores» .", 'name', 'name'],
  ['«christina cooper» is a 45 year old , ms. «thompson» said', 'name', 'name'],
  ['spoke to «priya» today', 'name'],
  ['all right , «frank» , see you in two weeks', 'name'],
  // Particles, accents (in one character or two), capitals, the surname first.
  ['Mrs «de la Cruz» and Dr. «van der Berg» agree.', 'name', 'name'],
  ['«José Núñez» and «Rene\u0301 Lefe\u0300vre» attended.', 'name', 'name'],
  ['PATIENT NAME: «KOWALSKI ANNA»', 'name'],
  ["«O'Brien, Patrick J.» was admitted.", 'name'],
  ['«van den Heuvel, Pieter» was admitted.', 'name'],
  ['«Will Patterson» will rest; «Grace Okonjo» slept.', 'name', 'name'],
  // Dates of every form.
  ['Seen «12-Mar-2024», «3 Mar 24», «March the 4th» and on «3/14».', 'date', 'date', 'date', 'date'],
  ['DOB «1975/01/03»; died «3. März 2024».', 'date', 'date'],
  ['my date of birth is «the ninth of november nineteen fifty two»', 'date'],
  [
    '«95yo», «91 y/o», «aged 102»; «92 years of age»; mother died at «98».',
    'age over 89',
    'age over 89',
    'age over 89',
    'age over 89',
    'age over 89',
  ],
  // Numbers.
  ['Call «555‑010‑0199», «617–555–0199» or «1-800-555-0199».', 'phone', 'phone', 'phone'],
  ['social «078051120», NI number «QQ123456C», NHS «9434765919»', 'national id', 'national id', 'record number'],
  ['Hosp no «H1234567»; Patient ID «ABX/2024/0091»', 'record number', 'record number'],
  ['Medicare «1EG4-TE5-MK73», IBAN «GB82 WEST 1234 5698 7654 32»', 'health plan number', 'account number'],
  ['DEA «AB1234563», NPI «1234567893»', 'licence number', 'licence number'],
  ['plate «AB12 CDE», VIN «1HGCM82633A004352», S/N «0049-KX22»', 'vehicle', 'vehicle', 'device'],
  ['from «192.168.1.10» and «2001:db8::8a2e:370:7334»', 'ip address', 'ip address'],
  ['«(01)00844588003288(17)251231(10)A213B1» and «IMG_2041.jpg»', 'device', 'biometric'],
  // Places and organisations.
  ["Works at «Tesco», lives in «Leeds», treated at «St Mary's Hospital».", 'organisation', 'place', 'organisation'],
  ['«Lindenstraße 44», «27 rue des Martyrs», «Maple Avenue», «ec1a 1bb»', 'address', 'address', 'address', 'address'],
  ['we are going down to «columbus» georgia', 'place'],
  // Names that are words, in small letters.
  ['hi «grace» how have you been', 'name'],
  ['okay so «mark» tell me about the shoulder', 'name'],
  ['my wife «hope» said it looked swollen, and doctor «green» told me so', 'name', 'name'],
  ['okay so will you mark where it hurts and hope for the best, with good grace'],
  ['MRZ «L898902C36UTO7408122F1204159ZE184226B<<<<<10»', 'national id'],
  // Nothing here says who somebody is.
  ['Blood pressure 150/90, pulse 72, temperature 98.6 degrees, (99 F).'],
  ['Lisinopril 20 mg once daily, 2/7 history, review in 1/52.'],
  ['Grade 3/6 systolic murmur, 1+ pitting edema, ejection fraction 45 %.'],
  ['HISTORY OF PRESENT ILLNESS\n\nThe patient denies chest pain.'],
  ['Parkinson disease and Crohn disease run in the family.'],
  ['The pain may march down the leg; she will rest until it gets better.'],
  ['A 58-year-old male with type 2 diabetes, L4-L5 stenosis and COVID-19.'],
  ['Hemoglobin A1c 7.4, creatinine 1.2, TSH 2.1, 500 mg twice a day for 10 days.'],
  ['Doctor: How are you? Patient: Not good. OK, right. Mm, OK.'],
  ['Something called Furosemide, one named Dioralyte; it is called Tinnitus.'],
  ['Positive Murphy sign, Foley catheter, Bell’s palsy, Lou Gehrig’s disease, platelets 220.'],
  ['Seen in the TIA clinic and the pain clinic; ward round; nurse to check.'],
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

describe('the finder of identifiers', () => {
  it.each(CASES)('finds what is marked in “$text” and nothing else', ({ text, wanted }) => {
    expect(find(text).map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) }))).toEqual(
      wanted.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end) })),
    );
  });

  it('takes an eponym for a name only where a person bears it', () => {
    const text = 'Dr Parkinson saw him. Parkinson disease is stable, says Parkinson.';
    expect(find(text).map(({ start }) => start)).toEqual([3, text.lastIndexOf('Parkinson')]);
  });

  it('does not take a word for a name because somebody is called so', () => {
    const text = 'Mr Ward was moved to another ward. The ward is full. Mr Ward is well.';
    expect(find(text).map(({ text: found, start }) => [found, start])).toEqual([
      ['Ward', 3],
      ['Ward', text.lastIndexOf('Ward')],
    ]);
  });

  const distinct = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `Mr. Q${at.toString(26).replace(/\d/gu, (digit) => 'qrstuvwxyz'[Number(digit)] ?? '')}o agrees. `,
    );

  it.each([
    ['one word', 'a'.repeat(200_000), 0],
    ['numbers', '1 '.repeat(100_000), 0],
    ['words that could be streets', '12 aa bb cc '.repeat(10_000), 0],
    ['capitals', 'Aa Bb Cc '.repeat(20_000), 0],
    ['one name', 'Mr. Logan Walker. '.repeat(2000), 2000],
    ['names, all distinct', distinct(10_000).join(''), 10_000],
  ])('comes to an end with a long text of %s', (_, text, count) => {
    expect(find(text)).toHaveLength(count);
  });

  /** Characters that regular expressions pass over, and how often one is asked, while a text is searched. */
  function workOn(text: string): number {
    const { exec } = RegExp.prototype;
    let work = 0;
    RegExp.prototype.exec = function (this: RegExp, input: string) {
      const from = this.global || this.sticky ? this.lastIndex : 0;
      const match = exec.call(this, input);
      const end = match === null ? (this.sticky ? from : input.length) : match.index + match[0].length;
      work += 1 + end - from;
      return match;
    };
    try {
      find(text);
    } finally {
      RegExp.prototype.exec = exec;
    }
    return work;
  }

  it.each([
    ['numbers', '1 '],
    ['words that could be streets', '12 aa bb cc '],
    ['capitals', 'Aa Bb Cc '],
    ['one name', 'Mr. Logan Walker. '],
    ['talk in small letters', 'hi brian , i am seen by dr. flores today . '],
    ['dates', 'Seen on 3 March 2024 and 04/05/2024. '],
  ])('does twice the work for twice the text: %s', (_, piece) => {
    const half = workOn(piece.repeat(100));
    expect(half).toBeGreaterThan(piece.length * 100);
    expect(workOn(piece.repeat(200)) / half).toBeLessThan(2.2);
  });

  it('does twice the work for twice the names', () => {
    expect(workOn(distinct(120).join('')) / workOn(distinct(60).join(''))).toBeLessThan(2.3);
  });
});

describe('maskIdentifiers', () => {
  it('puts the kind in the place of what was chosen and leaves the rest', () => {
    const text = 'Mrs. Martha Collins, DOB 12/04/1961, takes metformin.';
    const found = find(text);
    expect(maskIdentifiers(text, found)).toBe('Mrs. [name], DOB [date], takes metformin.');
    expect(maskIdentifiers(text, found.slice(0, 1))).toBe('Mrs. [name], DOB 12/04/1961, takes metformin.');
    expect(maskIdentifiers(text, [])).toBe(text);
  });

  it('leaves nothing to find behind', () => {
    for (const { text } of CASES) expect(find(maskIdentifiers(text, find(text)))).toEqual([]);
  });
});

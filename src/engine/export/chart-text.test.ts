import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asAscii, CHART_HEADINGS, type ChartStyle, chartText } from './chart-text.ts';
import { noteDocument } from './document.ts';

const NOTE = `HISTORY OF PRESENT ILLNESS

**Mrs Hartley** has been short of breath for six weeks\tand sleeps on three pillows; her weight is up 4 kg since September.
- Denies chest pain.
- Takes metformin 500 mg twice a day with meals, and amlodipine, which the nurse put up to 10 mg in July.

PLAN

1. Stop ibuprofen. 2. Levothyroxine 75 µg – platelets 210 × 10⁹/L, ½ tablet at night if ≥ 38.5 °C.`;

const note = (text: string, signature: { name: string; at: string } | null = null) =>
  noteDocument({
    text,
    createdAt: new Date('2025-03-04'),
    signature,
    authorships: [],
    edited: false,
    beforeChange: false,
  });
const draft = note(NOTE);
const style = (change: Partial<ChartStyle> = {}): ChartStyle => ({
  width: 80,
  ascii: false,
  headings: 'capitals',
  ...change,
});

/** What five kinds of record systems ask of a text that is pasted into them. */
const RULES: readonly (readonly [string, ChartStyle, (text: string) => boolean])[] = [
  [
    'a field of plain text: no tabs, no control characters but line breaks',
    style(),
    (text) => !/[^\P{Cc}\n]/u.test(text),
  ],
  ['a field of 80 columns', style(), (text) => text.split('\n').every((line) => line.length <= 80)],
  ['a terminal of 72 columns', style({ width: 72 }), (text) => text.split('\n').every((line) => line.length <= 72)],
  ['a system of ASCII alone', style({ ascii: true }), (text) => /^[\n\x20-\x7E]*$/u.test(text)],
  ['a field that breaks its own lines', style({ width: null }), (text) => !/\n(?!\n)[a-z]/u.test(text)],
];

const characters = fc.oneof(
  fc.constantFrom(
    ' ',
    '\t',
    '\u00A0',
    '\n',
    '**',
    '`',
    '# ',
    '- ',
    '…',
    '½',
    '10⁹',
    'µg',
    '°C',
    '“',
    'é',
    '🤕',
    '\u0007',
    'PLAN\n\n',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const texts = fc.array(characters, { maxLength: 60 }).map((parts) => `Pain. ${parts.join('')}`);

describe('a note that is pasted into a chart', () => {
  it.each(RULES)('keeps the rules of %s, whatever it says', (_, chosen, holds) => {
    expect(holds(chartText(draft, chosen))).toBe(true);
    fc.assert(
      fc.property(texts, (text) => holds(chartText(note(text), chosen))),
      { numRuns: 200, seed: 17 },
    );
  });

  it('says that it is a draft, until it is signed, and then by whom', () => {
    for (const headings of CHART_HEADINGS) {
      expect(chartText(draft, style({ headings }))).toMatch(/^DRAFT – A CLINICIAN MUST VERIFY\n/u);
      const signed = note(NOTE, { name: 'Dr Ada Okafor', at: '2025-03-04T10:20:00Z' });
      expect(chartText(signed, style({ headings }))).toMatch(/^Reviewed and signed by Dr Ada Okafor/u);
    }
  });

  it('loses no word to the width of the field', () => {
    const words = (text: string) => text.split(/\s+/u).join(' ');
    const whole = words(chartText(draft, style({ width: null })));
    for (const width of [40, 72, 80, 132]) expect(words(chartText(draft, style({ width })))).toBe(whole);
  });

  it('keeps a number with its unit', () => {
    for (let width = 30; width <= 80; width++)
      expect(chartText(draft, style({ width }))).not.toMatch(/\b(?:500|10|4)\n *(?:mg|kg)/u);
  });

  it('has headings as they are wanted, and no Markdown', () => {
    expect(chartText(draft, style())).toContain('\n\nHISTORY OF PRESENT ILLNESS\nMrs Hartley has');
    expect(chartText(draft, style({ headings: 'colon' }))).toContain(
      '\n\nHistory of present illness:\nMrs Hartley has',
    );
    const bare = chartText(draft, style({ headings: 'none' }));
    expect(bare).not.toMatch(/history of present|plan\b/iu);
    expect(bare).not.toMatch(/\*\*|`|^#/mu);
  });

  it('spells out what ASCII lacks, so that no number becomes another', () => {
    expect(asAscii('10⁹/L')).toBe('10^9/L');
    expect(asAscii('10⁻³')).toBe('10^-3');
    expect(asAscii('1½ tablets')).toBe('1 1/2 tablets');
    expect(asAscii('½ tablet')).toBe('1/2 tablet');
    expect(asAscii('75 µg')).toBe('75 mcg');
    expect(asAscii('≥ 38.5 °C – naïve')).toBe('>= 38.5 C - naive');
    expect(asAscii('кашель')).toBe('??????');
  });
});

/**
 * A note as text that pastes into record systems: plain lines without tabs, control characters or Markdown, as wide as the field and
 * in the characters that it takes. What it says stays; what a character set lacks is spelt out, and never left out silently.
 */
import { type NoteDocument, type Section, textLabel } from './document.ts';

export const CHART_HEADINGS = ['capitals', 'colon', 'none'] as const;

export interface ChartStyle {
  /** Columns; null: a paragraph is one line, and the field breaks it. */
  readonly width: number | null;
  /** Letters, digits and signs of ASCII alone. */
  readonly ascii: boolean;
  /** `PLAN`, `Plan:`, or no headings at all. */
  readonly headings: (typeof CHART_HEADINGS)[number];
}

export const USUAL_CHART_STYLE: ChartStyle = { width: 80, ascii: false, headings: 'capitals' };

/** All of the note, or of its sections those that are given, under what it says of itself. */
export function chartText(
  note: Pick<NoteDocument, 'sections' | 'signature' | 'beforeChange'>,
  { width, ascii, headings }: ChartStyle,
): string {
  const written = (text: string) => (ascii ? asAscii(unmarked(text)) : unmarked(text));
  const wrapped = (text: string, hanging = '') => wrap(written(text), width, hanging);
  const parts = note.sections.map(({ heading, blocks }: Section) => {
    const lines = blocks.flatMap(({ kind, text }) => (kind === 'item' ? wrapped(`- ${text}`, '  ') : wrapped(text)));
    return [...(heading === '' ? [] : wrapped(headingOf(heading, headings))), ...lines].join('\n');
  });
  const label = wrapped(textLabel(note)).join('\n');
  return `${[label, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}

function headingOf(heading: string, style: ChartStyle['headings']): string {
  switch (style) {
    case 'capitals':
      return heading.toUpperCase();
    case 'colon':
      return `${heading === heading.toUpperCase() ? sentenceCase(heading) : heading}:`;
    case 'none':
      return '';
    default:
      return style satisfies never;
  }
}

const sentenceCase = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase();

/** One line without Markdown's marks; a single star or dash says something else. */
function unmarked(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/^#{1,6} /u, '')
    .replace(/(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .trim();
}

/** Behind a digit they would be read as more of it: 10⁹. */
const POWER = /(?<=\d)[⁰¹²³⁴-⁹⁻]+/gu;
/** What is read otherwise if only its marks are taken off. */
const SPELT: readonly (readonly [RegExp, string])[] = [
  [/[µμ]g\b/gu, 'mcg'],
  [/[µμ]/gu, 'u'],
  [/[“”„«»″]/gu, '"'],
  [/[‘’‚′]/gu, "'"],
  [/[–—−‐‑‒]/gu, '-'],
  [/…/gu, '...'],
  [/≥/gu, '>='],
  [/≤/gu, '<='],
  [/≠/gu, '!='],
  [/[≈~]/gu, '~'],
  [/±/gu, '+/-'],
  [/×/gu, 'x'],
  [/÷/gu, '/'],
  [/[→⇒➔]/gu, '->'],
  [/←/gu, '<-'],
  [/↑/gu, 'up '],
  [/↓/gu, 'down '],
  [/°\s?(?=[CF]\b)/gu, ' '],
  [/°/gu, ' deg'],
  [/[•·‣◦]/gu, '-'],
  [/€/gu, 'EUR'],
  [/£/gu, 'GBP '],
  [/ß/gu, 'ss'],
  [/[æÆ]/gu, 'ae'],
  [/[œŒ]/gu, 'oe'],
  [/[øØ]/gu, 'o'],
  [/[łŁ]/gu, 'l'],
  [/[αΑ]/gu, 'alpha'],
  [/[βΒ]/gu, 'beta'],
  [/γ/gu, 'gamma'],
  [/[δΔ]/gu, 'delta'],
];

/** In ASCII alone: `10^9/L`, `1 1/2`, `mcg`; accents go, and what has no spelling is seen as `?`. */
export function asAscii(text: string): string {
  const powers = text.replace(POWER, (raised) => `^${raised.normalize('NFKD').replace('−', '-')}`);
  const fractions = powers.replace(/(\d)?(\p{No})/gu, (_, digit: string | undefined, sign: string) => {
    const spelt = sign.normalize('NFKD').replace('⁄', '/');
    return digit !== undefined && spelt.includes('/') ? `${digit} ${spelt}` : `${digit ?? ''}${spelt}`;
  });
  return SPELT.reduce((spelt, [sign, words]) => spelt.replace(sign, words), fractions)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7E]/gu, '?')
    .replace(/ {2,}/gu, ' ');
}

/** Lines of at most `width` characters; a number keeps its unit. A word that is longer than a line is broken. */
function wrap(text: string, width: number | null, hanging: string): string[] {
  if (text === '') return [];
  if (width === null) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of wordsWithUnits(text)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '' && line !== hanging) lines.push(line);
    line = `${line === '' && lines.length === 0 ? '' : hanging}${word}`;
    for (; line.length > width; line = `${hanging}${line.slice(width)}`) lines.push(line.slice(0, width));
  }
  return [...lines, line];
}

/** “5 mg”, “20 %”: one word. */
function wordsWithUnits(text: string): string[] {
  const words: string[] = [];
  for (const word of text.split(' ')) {
    const last = words.at(-1);
    const isUnit = /^[a-zµμ°%/]{1,6}[.,;:)]?$/iu.test(word);
    if (last !== undefined && /\d$/u.test(last) && !last.includes(' ') && isUnit)
      words[words.length - 1] = `${last} ${word}`;
    else words.push(word);
  }
  return words;
}

/** Mean shift of kinds of tokens, with bootstrap intervals (METHODS §5 and §6). */
import { type BootstrapOptions, bootstrap, type Estimate } from './bootstrap.ts';
import { groupFinder, type TokenGroup } from './groups.ts';
import { type Selection, type ShiftedToken, select } from './shift.ts';
import { WORD_CLASSES, wordClass } from './word-classes.ts';

export interface ShiftRow {
  readonly name: string;
  readonly tokens: readonly ShiftedToken[];
  /** Mean δ in probability, −1 … 1; null of no tokens. */
  readonly shift: Estimate | null;
  /** Share of the tokens at which the pair changed the first choice; null of no tokens. */
  readonly changed: number | null;
}

/** With so many texts or more the texts are resampled, because tokens of one text hang together; else the tokens. */
export const LEAST_TEXTS = 10;

function row(name: string, tokens: readonly ShiftedToken[], options: BootstrapOptions): ShiftRow {
  if (tokens.length === 0) return { name, tokens, shift: null, changed: null };
  const changed = tokens.filter(({ argmaxChanged }) => argmaxChanged).length / tokens.length;
  return { name, tokens, shift: meanShift(tokens, options), changed };
}

/** Resamples texts where there are enough, each with all of its tokens; tokens otherwise. `count` is the number of tokens. */
function meanShift(tokens: readonly ShiftedToken[], options: BootstrapOptions): Estimate {
  const texts = new Map<number, { sum: number; count: number }>();
  for (const { recording, shift } of tokens) {
    const text = texts.get(recording) ?? { sum: 0, count: 0 };
    text.sum += shift;
    text.count++;
    texts.set(recording, text);
  }
  const parts = texts.size >= LEAST_TEXTS ? [...texts.values()] : tokens.map(({ shift }) => ({ sum: shift, count: 1 }));
  const mean = (indices: Uint32Array) => {
    let sum = 0;
    let count = 0;
    for (const index of indices) {
      sum += parts[index]?.sum ?? 0;
      count += parts[index]?.count ?? 0;
    }
    return sum / count;
  };
  return { ...bootstrap(parts.length, mean, options), count: tokens.length };
}

/** A row a group, in their order; a token counts in each of its groups. */
export function shiftByGroup(
  tokens: readonly ShiftedToken[],
  groups: readonly TokenGroup[],
  options: BootstrapOptions = {},
): readonly ShiftRow[] {
  const find = groupFinder(groups);
  const members = new Map<string, ShiftedToken[]>(groups.map(({ name }) => [name, []]));
  for (const token of tokens) for (const name of find(token)) members.get(name)?.push(token);
  return [...members].map(([name, own]) => row(name, own, options));
}

export function shiftByClass(tokens: readonly ShiftedToken[], options: BootstrapOptions = {}): readonly ShiftRow[] {
  return WORD_CLASSES.map((name) =>
    row(
      name,
      tokens.filter((token) => wordClass(token) === name),
      options,
    ),
  );
}

/** Equal parts of each text, from its first token to its last. */
export function shiftByPosition(
  tokens: readonly ShiftedToken[],
  parts = 10,
  options: BootstrapOptions = {},
): readonly ShiftRow[] {
  const part = ({ position }: ShiftedToken) => Math.min(parts - 1, Math.floor(position * parts));
  return Array.from({ length: parts }, (_, index) => {
    const share = (edge: number) => Math.round((100 * edge) / parts);
    return row(
      `${share(index)}–${share(index + 1)} %`,
      tokens.filter((token) => part(token) === index),
      options,
    );
  });
}

export interface ShiftSummary {
  readonly all: ShiftRow;
  readonly groups: readonly ShiftRow[];
  readonly classes: readonly ShiftRow[];
  readonly positions: readonly ShiftRow[];
}

/** Groups and classes are of the selected tokens (the quarter is that of each text), all and positions of every token. */
export function summarizeShift(
  texts: readonly (readonly ShiftedToken[])[],
  selection: Selection,
  groups: readonly TokenGroup[],
  options: BootstrapOptions = {},
): ShiftSummary {
  const all = texts.flat();
  const selected = texts.flatMap((tokens) => select(tokens, selection));
  return {
    all: shiftOfAll(all, options),
    groups: shiftByGroup(selected, groups, options),
    classes: shiftByClass(selected, options),
    positions: shiftByPosition(all, 10, options),
  };
}

export function shiftOfAll(tokens: readonly ShiftedToken[], options: BootstrapOptions = {}): ShiftRow {
  return row('all tokens', tokens, options);
}

import type { Mention } from './concepts.ts';
import type { Quantity } from './quantities.ts';
import type { Unit } from './units.ts';

/** The medicine or measurement that a number belongs to: the nearest one before it, else the nearest after it. */
export function anchorOf(mentions: readonly Mention[], { from, to, unit }: Quantity): Mention | null {
  if (!mayHaveAnchor(unit)) return null;
  const anchors = mentions.filter(isAnchor);
  const before = anchors.filter((mention) => mention.to <= from && from - mention.to <= 12).at(-1);
  return before ?? anchors.find((mention) => mention.from >= to && mention.from - to <= 3) ?? null;
}

/** A short answer's number is of what the turn before asked about: “your lisinopril?” – “twenty milligrams”. */
export function anchorAsked(asked: readonly Mention[], askedWords: number, { from, unit }: Quantity): Mention | null {
  if (!mayHaveAnchor(unit) || from > 6) return null;
  const last = asked.filter(isAnchor).at(-1);
  return last !== undefined && askedWords - last.to <= 6 ? last : null;
}

function mayHaveAnchor(unit: Unit | null): boolean {
  return unit === null || !/^(?:time|age|date|length|weight)$/u.test(unit.kind);
}

function isAnchor({ concepts }: Mention): boolean {
  return concepts[0]?.kind === 'medication' || concepts[0]?.kind === 'measurement';
}

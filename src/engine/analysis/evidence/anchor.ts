import type { Mention } from './concepts.ts';
import type { Quantity } from './quantities.ts';

/** The medicine or measurement that a number belongs to: the nearest one before it, else the nearest after it. */
export function anchorOf(mentions: readonly Mention[], { from, to, unit }: Quantity): Mention | null {
  if (unit !== null && /^(?:time|age|date|length|weight)$/u.test(unit.kind)) return null;
  const anchors = mentions.filter(
    ({ concepts }) => concepts[0]?.kind === 'medication' || concepts[0]?.kind === 'measurement',
  );
  const before = anchors.filter((mention) => mention.to <= from && from - mention.to <= 12).at(-1);
  return before ?? anchors.find((mention) => mention.from >= to && mention.from - to <= 3) ?? null;
}

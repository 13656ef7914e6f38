import type { Identifier } from './kinds.ts';

/** The text with the kind of each chosen identifier in its place, as `[kind]`. */
export function maskIdentifiers(text: string, chosen: readonly Identifier[]): string {
  let masked = '';
  let at = 0;
  for (const { kind, start, end } of [...chosen].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    masked += `${text.slice(at, start)}[${kind}]`;
    at = end;
  }
  return masked + text.slice(at);
}

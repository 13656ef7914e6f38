/**
 * Extraction with type match and boundary overlap ([MediPhi] for SDoH; the “type” scheme of SemEval 2013): a predicted span is
 * right when a gold span of the same type shares at least one character with it. Each gold span counts once.
 */
import { f1 } from './rouge.ts';

/** Characters `start … end` (exclusive) of the document; null offsets where a value does not stand in it. */
export interface TypedSpan {
  readonly type: string;
  readonly start: number | null;
  readonly end: number | null;
}

export interface SpanCounts {
  readonly matched: number;
  readonly predicted: number;
  readonly gold: number;
}

/** Values are exact text of the document, so the n-th equal value is its n-th occurrence; beyond the last, none. */
export function locate(
  document: string,
  values: readonly { readonly type: string; readonly value: string }[],
): TypedSpan[] {
  const searchFrom = new Map<string, number>();
  return values.map(({ type, value }) => {
    const key = `${type}\n${value}`;
    const start = value === '' ? -1 : document.indexOf(value, searchFrom.get(key) ?? 0);
    if (start < 0) return { type, start: null, end: null };
    searchFrom.set(key, start + value.length);
    return { type, start, end: start + value.length };
  });
}

/** The most pairs that can be formed (augmenting paths), so that the order of the spans does not matter. */
export function countSpans(predicted: readonly TypedSpan[], gold: readonly TypedSpan[]): SpanCounts {
  const partnerOf = new Array<number>(gold.length).fill(-1);
  const find = (said: number, seen: Set<number>): boolean => {
    for (const [index, span] of gold.entries()) {
      if (seen.has(index) || !agree(predicted[said], span)) continue;
      seen.add(index);
      const partner = partnerOf[index] ?? -1;
      if (partner >= 0 && !find(partner, seen)) continue;
      partnerOf[index] = said;
      return true;
    }
    return false;
  };
  const matched = predicted.filter((_, said) => find(said, new Set())).length;
  return { matched, predicted: predicted.length, gold: gold.length };
}

/** Micro F1 over documents; 1 when there is nothing to find and nothing was found. */
export function spanF1(counts: readonly SpanCounts[]): number {
  const total = (key: keyof SpanCounts) => counts.reduce((sum, count) => sum + count[key], 0);
  const [matched, predicted, gold] = [total('matched'), total('predicted'), total('gold')];
  return predicted + gold === 0 ? 1 : f1(matched, predicted, gold);
}

function agree(a: TypedSpan | undefined, b: TypedSpan): boolean {
  if (a === undefined || a.type !== b.type) return false;
  if (a.start === null || a.end === null || b.start === null || b.end === null) return false;
  return a.start < b.end && b.start < a.end;
}

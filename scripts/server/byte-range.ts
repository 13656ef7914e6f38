/** `Range` and `If-Range` as RFC 9110, section 14, has them: one range of bytes, or else the whole file. */

export type RangeAnswer =
  | { readonly kind: 'whole' }
  /** First and last byte, both included. */
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  /** Nothing of what was asked for is there: status 416. */
  | { readonly kind: 'unsatisfiable' };

export interface RangeRequest {
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
}

const WHOLE: RangeAnswer = { kind: 'whole' };
const UNSATISFIABLE: RangeAnswer = { kind: 'unsatisfiable' };
/** `bytes=` and one range. Several at once may be ignored (14.2), and so must be whatever is no range at all (14.1.1). */
const ONE_RANGE = /^bytes=[ \t]*(?:(\d+)-(\d*)|-(\d+))[ \t]*$/i;

/**
 * What to send of a file of `size` bytes whose strong validator is `etag`.
 *
 * A part is sent under `If-Range` only if the validator is that very one: whoever resumes the download of a file that has
 * been replaced since gets the whole new file, not its end after the old one's beginning.
 */
export function answerRange({ range, ifRange }: RangeRequest, size: number, etag: string): RangeAnswer {
  const asked = range === undefined ? null : ONE_RANGE.exec(range);
  if (asked === null || (ifRange !== undefined && ifRange !== etag)) return WHOLE;
  const [, from, to, suffix] = asked;
  if (suffix !== undefined) {
    const length = Number(suffix);
    if (length === 0 || size === 0) return UNSATISFIABLE;
    return { kind: 'part', first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === undefined || to === '' ? Number.POSITIVE_INFINITY : Number(to);
  if (last < first) return WHOLE;
  if (first >= size) return UNSATISFIABLE;
  return { kind: 'part', first, last: Math.min(last, size - 1) };
}

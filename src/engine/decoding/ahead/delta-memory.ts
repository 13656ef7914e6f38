/**
 * What the pair did in places like this one: its last shift of the base's log-probabilities after the same tokens. With
 * Δ[v] = ln p_expert[v] − ln p_anti[v] at the most recent place that ended in the same n tokens, for the largest n ≤ 4 there is,
 * base[v] + α · Δ[v] expects what the combined scores will be (an n-gram cache, Kuhn & De Mori 1990, of shifts in place of
 * words). Log-probabilities, not logits, so that Δ = 0 for the ids that are not kept is the neutral choice.
 */
import type { RoleRows } from '../../lm/choice.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { topIds } from '../../lm/top-ids.ts';

const LONGEST = 4;
/** Ids kept of a place: so many of the likeliest under the combined scores, and under the base. */
const KEPT = 16;
/** Places; the oldest are forgotten. About 300 bytes each. */
const MOST_PLACES = 8192;

interface Shift {
  readonly ids: readonly number[];
  readonly deltas: readonly number[];
}

export class DeltaMemory {
  readonly #shifts = new Map<string, Shift>();

  /**
   * Adds the expected shift to the base's scores. @param context ids before this place, the last ones at least
   * @returns how many of the last tokens were known: 0 … `DeltaMemory.levels` − 1, where 0 has no expectation
   */
  expect(context: readonly number[], alpha: number, scores: Float64Array): number {
    for (let length = Math.min(LONGEST, context.length); length > 0; length--) {
      const shift = this.#shifts.get(keyOf(context, length));
      if (shift === undefined) continue;
      for (const [i, id] of shift.ids.entries()) scores[id]! += alpha * shift.deltas[i]!;
      return length;
    }
    return 0;
  }

  static readonly levels = LONGEST + 1;

  /** @param combined `[base vocabulary]` @param sharedIds as `EnsembleMembers.sharedIds` @param scale what α was multiplied with */
  learn(
    context: readonly number[],
    { base, expert, anti }: RoleRows,
    combined: Float64Array,
    { sharedIds, scale }: { readonly sharedIds: Uint8Array | null; readonly scale: number },
  ): void {
    if (base === undefined || expert === undefined || anti === undefined) return;
    const constant = logSumExp(anti) - logSumExp(expert);
    const ids: number[] = [];
    const deltas: number[] = [];
    for (const id of new Set([...topIds(combined, KEPT), ...topIds(base, KEPT)])) {
      const delta = expert[id]! - anti[id]! + constant;
      if (!Number.isFinite(delta) || (sharedIds !== null && sharedIds[id] !== 1)) continue;
      ids.push(id);
      deltas.push(scale * delta);
    }
    for (let length = 1; length <= Math.min(LONGEST, context.length); length++) {
      const key = keyOf(context, length);
      this.#shifts.delete(key);
      this.#shifts.set(key, { ids, deltas });
    }
    for (const key of this.#shifts.keys()) {
      if (this.#shifts.size <= MOST_PLACES) break;
      this.#shifts.delete(key);
    }
  }

  forget(): void {
    this.#shifts.clear();
  }
}

const keyOf = (context: readonly number[], length: number): string => context.slice(context.length - length).join();

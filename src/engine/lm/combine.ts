/**
 * Proxy tuning: s[v] = base[v] + α · (expert[v] − anti[v]) (Liu et al. 2024, "Tuning Language Models by Proxy";
 * DExperts, Liu et al. 2021). Float64, so that α = 0 and expert = anti give the base's logits bit for bit.
 */

export interface MemberLogits {
  /** `[base vocabulary]` */
  readonly base: Float32Array;
  /** `[vocabulary]` each, which may be narrower or wider than the base's. */
  readonly pair?: { readonly expert: Float32Array; readonly anti: Float32Array };
}

/**
 * Writes the combined scores `[base vocabulary]` to `out`. The delta is 0, and the base decides alone, where `sharedIds` is 0,
 * beyond a narrower model's end, and where it would not be finite (a token that expert or anti-expert rule out).
 */
export function combineScores(
  logits: MemberLogits,
  alpha: number,
  sharedIds: Uint8Array | null,
  out: Float64Array,
): Float64Array {
  const { base, pair } = logits;
  if (pair === undefined) {
    out.set(base);
    return out;
  }
  const { expert, anti } = pair;
  const width = Math.min(base.length, expert.length, anti.length);
  for (let v = 0; v < base.length; v++) {
    let delta = 0;
    if (v < width && (sharedIds === null || sharedIds[v] === 1)) {
      delta = alpha * (expert[v]! - anti[v]!);
      if (!Number.isFinite(delta)) delta = 0;
    }
    out[v] = base[v]! + delta;
  }
  return out;
}

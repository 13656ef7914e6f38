/** What a LoRA adapter adds to one weight W `[out, in]`: B · A, its scale multiplied into B. */
export interface LowRank {
  readonly rank: number;
  /** `[rank, in]` */
  readonly a: Float32Array;
  /** `[out, rank]` */
  readonly b: Float32Array;
}

/** By the decoder's names of weights (see `decoderTensors`). Parts of one fused matrix have the same `a`. */
export type AdapterWeights = ReadonlyMap<string, LowRank>;

/** The same with its columns and rows filled up with zeros to a rank that kernels like: a multiple of `unit`. */
export function paddedRank(lowRank: LowRank, unit: number): LowRank {
  const { rank, a, b } = lowRank;
  const padded = Math.ceil(rank / unit) * unit;
  if (padded === rank) return lowRank;
  const columns = a.length / rank;
  const rows = b.length / rank;
  const wideA = new Float32Array(padded * columns);
  wideA.set(a);
  const wideB = new Float32Array(rows * padded);
  for (let row = 0; row < rows; row++) wideB.set(b.subarray(row * rank, (row + 1) * rank), row * padded);
  return { rank: padded, a: wideA, b: wideB };
}

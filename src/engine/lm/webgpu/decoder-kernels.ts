/** The kernels a model runs on, chosen for its shape and the adapter, and compiled. */

import type { CacheFormat } from '../cache-format.ts';
import type { Precision } from '../causal-lm.ts';
import { adapterFormat } from '../lora/held-rows.ts';
import type { DecoderWeights } from './decoder-weights.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import {
  type AttentionKernel,
  type AttentionTile,
  attentionFlash,
  attentionMerge,
  attentionMix,
  attentionScores,
  attentionSplit,
  flashTile,
  splitFits,
  tileForOne,
} from './kernels/attention.ts';
import { cacheCode } from './kernels/cache.ts';
import { type EmbedKernel, embedKernel } from './kernels/embed.ts';
import { type GateKernel, gateKernel } from './kernels/gate.ts';
import { type LowRankKernel, lowRankDownKernel, lowRankUpKernel } from './kernels/low-rank.ts';
import { type MatmulKernel, scalarMatmul, tiledMatmul, workgroupMatvec } from './kernels/matmul.ts';
import { type Packing, packing } from './kernels/packing.ts';
import { type RmsNormMode, scalarRmsNorm, workgroupRmsNorm } from './kernels/rms-norm.ts';
import { type RopeKernel, ropeKernel } from './kernels/rope.ts';
import type { CompiledKernel, Kernel } from './pipelines.ts';
import type { GpuServices } from './services.ts';

export type Ready<K extends Kernel> = CompiledKernel & { readonly kernel: K };

/** The kernel for a matrix. */
export type Product = (matrix: GpuMatrix) => Ready<MatmulKernel>;

/** Of the matrices of a model. */
export interface Products {
  readonly plain: Product;
  /** Of states that are not normalised yet; null where a norm is a dispatch of its own. */
  readonly normalising: Product | null;
}

/** One dispatch or two: `scores` then `mix`, or `split` then `merge`. */
export type AttentionKernels =
  | { readonly kind: 'flash'; readonly flash: Ready<AttentionKernel> }
  | { readonly kind: 'scored'; readonly scores: Ready<AttentionKernel>; readonly mix: Ready<AttentionKernel> }
  | { readonly kind: 'split'; readonly split: Ready<AttentionKernel>; readonly merge: Ready<AttentionKernel> };

export interface DecoderKernels {
  readonly embed: Ready<EmbedKernel>;
  readonly norm: Ready<Kernel>;
  /** Adds to what is there; null where the model has no norm behind attention. */
  readonly addNorm: Ready<Kernel> | null;
  /** Rotates queries and keys, and puts keys and values into the cache. */
  readonly rope: Ready<RopeKernel>;
  /** Products of just so many tokens, one of each context; compiled when they are first asked for. */
  few(tokens: number): Promise<Products>;
  /** Products of any number of tokens. */
  readonly many: Product;
  readonly attendOne: AttentionKernels;
  readonly attendMany: AttentionKernels;
  /** What adapters need; compiled when it is first asked for. */
  forAdapters(): Promise<AdapterKernels>;
}

export interface AdapterKernels {
  /** How rows of A and B are held. */
  readonly format: CacheFormat;
  readonly down: Ready<LowRankKernel>;
  readonly up: Ready<LowRankKernel>;
  readonly gate: Ready<GateKernel>;
}

/** Scalar products: matrices with fewer rows need smaller tiles to keep several cores busy. */
const TALL_ROWS = 1024;

export async function decoderKernels(
  { device, pipelines, family, lanes }: GpuServices,
  { config, embedding, precisions }: DecoderWeights,
  format: CacheFormat,
): Promise<DecoderKernels> {
  const ready = async <K extends Kernel>(kernel: K): Promise<Ready<K>> => ({
    ...(await pipelines.get(kernel)),
    kernel,
  });
  const cache = cacheCode(format, device.halfs);
  const scored = async (tile: AttentionTile): Promise<AttentionKernels> => {
    const workgroup = family === 'scalar' ? 8 : 64;
    const [scores, mix] = await Promise.all([
      ready(attentionScores(config, cache, tile, workgroup)),
      ready(attentionMix(config, cache, tile, workgroup)),
    ]);
    return { kind: 'scored', scores, mix };
  };
  const flash = async (): Promise<AttentionKernels> => ({
    kind: 'flash',
    flash: await ready(attentionFlash(config, cache, flashTile(config, family === 'scalar'))),
  });
  const split = async (): Promise<AttentionKernels> => ({
    kind: 'split',
    split: await ready(attentionSplit(config, cache)),
    merge: await ready(attentionMerge(config)),
  });
  const pack = (precision: Precision): Packing => packing(precision, device.halfs);
  /** One for each precision that there is. */
  const byPrecision = async <Each>(make: (pack: Packing) => Promise<Each>): Promise<(precision: Precision) => Each> => {
    const made = [...precisions].map(async (precision) => [precision, await make(pack(precision))] as const);
    const found = new Map(await Promise.all(made));
    return (precision) => found.get(precision)!;
  };
  const few = async (tokens: number): Promise<Products> => {
    if (family === 'scalar') {
      const products = await byPrecision(async (own) => {
        const [narrow, tall] = [scalarMatmul(own, 4, tokens, 8, lanes), scalarMatmul(own, 8, tokens, 16, lanes)];
        const [readyNarrow, readyTall] = await Promise.all([ready(narrow), ready(tall)]);
        return { narrow: readyNarrow, tall: readyTall };
      });
      const plain: Product = ({ rows, precision }) => products(precision)[rows < TALL_ROWS ? 'narrow' : 'tall'];
      return { plain, normalising: null };
    }
    const matvec = (normalises: boolean) =>
      byPrecision((own) => ready(workgroupMatvec(own, family === 'subgroup', tokens, normalises)));
    const [plain, normalising] = await Promise.all([matvec(false), matvec(true)]);
    return { plain: ({ precision }) => plain(precision), normalising: ({ precision }) => normalising(precision) };
  };
  const normKernel = (mode: RmsNormMode): Kernel =>
    family === 'scalar' ? scalarRmsNorm(mode) : workgroupRmsNorm(family === 'subgroup', mode);
  const forAdapters = async (): Promise<AdapterKernels> => {
    const own = adapterFormat(precisions);
    const rows = cacheCode(own, device.halfs);
    const compiled = [
      ready(lowRankDownKernel(family, rows)),
      ready(lowRankUpKernel(rows)),
      ready(gateKernel()),
    ] as const;
    const [down, up, gate] = await Promise.all(compiled);
    return { format: own, down, up, gate };
  };
  const [embed, norm, addNorm, rope, matmul, attendOne, attendMany] = await Promise.all([
    ready(embedKernel(pack(embedding.precision))),
    ready(normKernel('store')),
    config.postNorms ? ready(normKernel('add')) : null,
    ready(ropeKernel(config, cache)),
    byPrecision((own) => ready(family === 'scalar' ? scalarMatmul(own, 8, 8, 16, lanes) : tiledMatmul(own))),
    family === 'scalar' || !splitFits(config) ? scored(tileForOne(config)) : split(),
    flash(),
  ]);
  const many: Product = ({ precision }) => matmul(precision);
  return { embed, norm, addNorm, rope, few, many, attendOne, attendMany, forAdapters };
}

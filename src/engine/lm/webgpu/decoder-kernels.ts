/** The kernels a model runs on, chosen for its shape and the adapter, and compiled. */

import type { CacheFormat } from '../cache-format.ts';
import type { Precision } from '../causal-lm.ts';
import type { DecoderWeights } from './decoder-weights.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import {
  type AttentionKernel,
  type AttentionTile,
  attentionMerge,
  attentionMix,
  attentionScores,
  attentionSplit,
  splitFits,
  tileForMany,
  tileForOne,
} from './kernels/attention.ts';
import { cacheCode, type StoreKernel, storeKernel } from './kernels/cache.ts';
import { type EmbedKernel, embedKernel } from './kernels/embed.ts';
import type { Lanes } from './kernels/lanes.ts';
import { type MatmulKernel, scalarMatmul, tiledMatmul, workgroupMatvec } from './kernels/matmul.ts';
import { type Packing, packing } from './kernels/packing.ts';
import { type RmsNormMode, scalarRmsNorm, workgroupRmsNorm } from './kernels/rms-norm.ts';
import { ropeKernel } from './kernels/rope.ts';
import type { CompiledKernel, Kernel } from './pipelines.ts';
import type { GpuServices, KernelFamily } from './services.ts';

export type Ready<K extends Kernel> = CompiledKernel & { readonly kernel: K };

/** One or two dispatches: `scores` then `mix`, or `split` then `merge`. */
export type AttentionKernels =
  | { readonly kind: 'scored'; readonly scores: Ready<AttentionKernel>; readonly mix: Ready<AttentionKernel> }
  | { readonly kind: 'split'; readonly split: Ready<AttentionKernel>; readonly merge: Ready<AttentionKernel> };

export interface DecoderKernels {
  readonly embed: Ready<EmbedKernel>;
  readonly norm: Ready<Kernel>;
  /** Adds to what is there; null where the model has no norm behind attention. */
  readonly addNorm: Ready<Kernel> | null;
  readonly rope: Ready<Kernel>;
  /** Keys and values into the cache. */
  readonly store: Ready<StoreKernel>;
  /** The product of a matrix with one token, or with a chunk of tokens. */
  matvec(matrix: GpuMatrix): Ready<MatmulKernel>;
  matmul(matrix: GpuMatrix): Ready<MatmulKernel>;
  readonly attendOne: AttentionKernels;
  readonly attendMany: AttentionKernels;
}

/** One token times a matrix of few or many rows, and a chunk of tokens times any. */
interface Products<Each = Ready<MatmulKernel>> {
  readonly few: Each;
  readonly many: Each;
  readonly chunk: Each;
}

/** Scalar products: matrices with fewer rows need smaller tiles to keep several cores busy. */
const MANY_ROWS = 1024;

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
  const split = async (): Promise<AttentionKernels> => ({
    kind: 'split',
    split: await ready(attentionSplit(config, cache)),
    merge: await ready(attentionMerge(config)),
  });
  const pack = (precision: Precision): Packing => packing(precision, device.halfs);
  const productsOf = async (precision: Precision): Promise<Products> => {
    const { few, many, chunk } = matmulKernels(family, lanes, pack(precision));
    const [readyFew, readyMany, readyChunk] = await Promise.all([ready(few), ready(many), ready(chunk)]);
    return { few: readyFew, many: readyMany, chunk: readyChunk };
  };
  const normKernel = (mode: RmsNormMode): Kernel =>
    family === 'scalar' ? scalarRmsNorm(mode) : workgroupRmsNorm(family === 'subgroup', mode);
  const [embed, norm, addNorm, rope, store, products, attendOne, attendMany] = await Promise.all([
    ready(embedKernel(pack(embedding.precision))),
    ready(normKernel('store')),
    config.postNorms ? ready(normKernel('add')) : null,
    ready(ropeKernel(config.qkNorm)),
    ready(storeKernel(cache)),
    Promise.all([...precisions].map(async (precision) => [precision, await productsOf(precision)] as const)),
    family === 'scalar' || !splitFits(config) ? scored(tileForOne(config)) : split(),
    scored(tileForMany(config, family === 'scalar')),
  ]);
  const byPrecision = new Map(products);
  return {
    embed,
    norm,
    addNorm,
    rope,
    store,
    matvec: ({ rows, precision }) => byPrecision.get(precision)![rows < MANY_ROWS ? 'few' : 'many'],
    matmul: ({ precision }) => byPrecision.get(precision)!.chunk,
    attendOne,
    attendMany,
  };
}

function matmulKernels(family: KernelFamily, lanes: Lanes, pack: Packing): Products<MatmulKernel> {
  if (family === 'scalar') {
    return {
      few: scalarMatmul(pack, 4, 1, 8, lanes),
      many: scalarMatmul(pack, 8, 1, 16, lanes),
      chunk: scalarMatmul(pack, 8, 8, 16, lanes),
    };
  }
  const matvec = workgroupMatvec(pack, family === 'subgroup');
  return { few: matvec, many: matvec, chunk: tiledMatmul(pack) };
}

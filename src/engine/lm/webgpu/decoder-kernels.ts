/** The kernels a model runs on, chosen for its shape and the adapter, and compiled. */

import type { CacheFormat } from '../cache-format.ts';
import type { Precision } from '../causal-lm.ts';
import type { DecoderConfig } from '../decoder-config.ts';
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
  /** The product for a matrix of so many rows: one token, or a chunk of tokens. */
  matvec(rows: number): Ready<MatmulKernel>;
  readonly matmul: Ready<MatmulKernel>;
  readonly attendOne: AttentionKernels;
  readonly attendMany: AttentionKernels;
}

/** Scalar products: matrices with fewer rows need smaller tiles to keep several cores busy. */
const MANY_ROWS = 1024;

export async function decoderKernels(
  { device, pipelines, family, lanes }: GpuServices,
  config: DecoderConfig,
  precision: Precision,
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
  const pack = packing(precision, device.halfs);
  const products = matmulKernels(family, lanes, pack);
  const normKernel = (mode: RmsNormMode): Kernel =>
    family === 'scalar' ? scalarRmsNorm(mode) : workgroupRmsNorm(family === 'subgroup', mode);
  const [embed, norm, addNorm, rope, store, matvecFew, matvecMany, matmul, attendOne, attendMany] = await Promise.all([
    ready(embedKernel(pack)),
    ready(normKernel('store')),
    config.postNorms ? ready(normKernel('add')) : null,
    ready(ropeKernel(config.qkNorm)),
    ready(storeKernel(cache)),
    ready(products.few),
    ready(products.many),
    ready(products.chunk),
    family === 'scalar' || !splitFits(config) ? scored(tileForOne(config)) : split(),
    scored(tileForMany(config, family === 'scalar')),
  ]);
  return {
    embed,
    norm,
    addNorm,
    rope,
    store,
    matvec: (rows) => (rows < MANY_ROWS ? matvecFew : matvecMany),
    matmul,
    attendOne,
    attendMany,
  };
}

/** One token times a matrix of few or many rows, and a chunk of tokens times any. */
function matmulKernels(
  family: KernelFamily,
  lanes: Lanes,
  pack: Packing,
): { readonly few: MatmulKernel; readonly many: MatmulKernel; readonly chunk: MatmulKernel } {
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

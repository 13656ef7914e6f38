/** Rows of a product of quantised weights and quantised activations, four at a time: see integer/integer-matrix.ts. */
import { blockBytes } from '../integer/interleave.ts';
import type { JobKind } from './job.ts';

export const INTEGER_FORMATS = ['q8', 'q8_16', 'q4', 'q4_1'] as const;

/** Tokens that are multiplied at a time: what a group of them takes stays in the nearest cache. */
export const TOKEN_TILE = 64;
/** For a tile's totals of four rows. */
export const TOTALS_BYTES = TOKEN_TILE * 16;

export const integerRows: JobKind<
  'format' | 'data' | 'blocks' | 'unitBlocks' | 'groups' | 'records' | 'tokens' | 'y' | 'yStride' | 'totals'
> = {
  fields: ['format', 'data', 'blocks', 'unitBlocks', 'groups', 'records', 'tokens', 'y', 'yStride', 'totals'],
  run({ integers }, task, from, to, lane) {
    const { groups, records, tokens, unitBlocks } = task;
    const format = INTEGER_FORMATS[task.format]!;
    const first = from * unitBlocks;
    const blocks = Math.min(to * unitBlocks, task.blocks) - first;
    const data = task.data + first * groups * blockBytes(format);
    const y = task.y + first * 16;
    if (tokens === 1) {
      integers[`step_${format}`](data, blocks, groups, records, y);
    } else {
      const totals = task.totals + lane * TOTALS_BYTES;
      integers[`product_${format}`](data, blocks, groups, records, tokens, y, task.yStride, totals);
    }
  },
};

/** Rows of products of quantised weights and the same quantised activations, four at a time: see integer/integer-matrix.ts. */

import { blockBytes } from '../integer/interleave.ts';
import type { IntegerKernels } from '../kernels.ts';
import type { JobKind, Task } from './job.ts';

export const INTEGER_FORMATS = ['q8', 'q8_16', 'q4', 'q4_1'] as const;

/** Tokens that are multiplied at a time: what a group of them takes stays in the nearest cache. */
export const TOKEN_TILE = 64;
/** For a tile's totals of four rows. */
export const TOTALS_BYTES = TOKEN_TILE * 16;

/** Matrices that are multiplied in one job at most; where there are fewer, the others have no blocks. */
const PARTS = [0, 1, 2] as const;
export const MOST_PARTS = PARTS.length;

type PartField = 'format' | 'data' | 'blocks' | 'y';
type Field = 'groups' | 'records' | 'tokens' | 'totals' | 'unitBlocks' | `${PartField}${(typeof PARTS)[number]}`;

/** Units of one part: none has blocks of two. */
export const unitsOf = (blocks: number, unitBlocks: number) => Math.ceil(blocks / unitBlocks);

export const integerRows: JobKind<Field> = {
  fields: [
    'groups',
    'records',
    'tokens',
    'totals',
    'unitBlocks',
    ...PARTS.flatMap((part) => [`format${part}`, `data${part}`, `blocks${part}`, `y${part}`] as const),
  ],
  run({ integers }, task, from, to, lane) {
    // Written out: which part is meant, spelt with its number, would be looked up anew for every unit.
    let first = 0;
    first += multiply(
      integers,
      task,
      { format: task.format0, data: task.data0, blocks: task.blocks0, y: task.y0 },
      from - first,
      to - first,
      lane,
    );
    first += multiply(
      integers,
      task,
      { format: task.format1, data: task.data1, blocks: task.blocks1, y: task.y1 },
      from - first,
      to - first,
      lane,
    );
    multiply(
      integers,
      task,
      { format: task.format2, data: task.data2, blocks: task.blocks2, y: task.y2 },
      from - first,
      to - first,
      lane,
    );
  },
};

/** Those of the units from `from` to before `to` that the part has. @returns how many it has */
function multiply(
  integers: IntegerKernels,
  { groups, records, tokens, totals, unitBlocks }: Task<Field>,
  part: Task<PartField>,
  from: number,
  to: number,
  lane: number,
): number {
  const units = unitsOf(part.blocks, unitBlocks);
  if (to <= 0 || from >= units) return units;
  const first = Math.max(from, 0) * unitBlocks;
  const blocks = Math.min(to * unitBlocks, part.blocks) - first;
  const format = INTEGER_FORMATS[part.format]!;
  const data = part.data + first * groups * blockBytes(format);
  const y = part.y + first * 16;
  if (tokens === 1) {
    integers[`step_${format}`](data, blocks, groups, records, y);
  } else {
    const room = totals + lane * TOTALS_BYTES;
    integers[`product_${format}`](data, blocks, groups, records, tokens, y, part.blocks * 16, room);
  }
  return units;
}

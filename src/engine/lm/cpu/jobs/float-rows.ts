/** Rows of a product in f32: of weights as they are, or of a panel of rows at a time that is widened first. */
import { GROUP_SIZE, HALF_GROUP_SIZE, type Matrix } from '../../checkpoint/matrix.ts';
import type { FloatKernels, Kernels } from '../kernels.ts';
import type { JobKind, Task } from './job.ts';

export const FLOAT_FORMATS = [
  'f32',
  'f16',
  'q8_16',
  'q8',
  'q4',
  'q4_1',
] as const satisfies readonly Matrix['precision'][];

/** Of those that kernels multiply as they are. */
const FIRST_GROUPED = FLOAT_FORMATS.indexOf('q8');

/** However long a row is, the panel holds so many: the kernels work on rows together. */
export const PANEL_ROWS = 4;

type Field =
  | 'format'
  | 'data'
  | 'scales'
  | 'minimums'
  | 'rows'
  | 'columns'
  | 'unitRows'
  | 'x'
  | 'tokens'
  | 'y'
  | 'panel'
  | 'panelFloats';

/** Pointers of one lane's panel. */
interface Panel {
  readonly weights: number;
  /** For the scales of those rows, and behind them their minimums: room for twice as many scales where there are none of those. */
  readonly scales: number;
  readonly minimums: number;
  /** For sums of a token's activations, group by group. */
  readonly sums: number;
}

const groupBytes = (floats: number) => Math.ceil(floats / GROUP_SIZE / 4) * 16;

/** Of one lane's panel for so many widened weights. */
export function panelBytes(floats: number): number {
  return Math.ceil((floats * 4 + 3 * groupBytes(floats)) / 64) * 64;
}

/** Rows that are widened at a time, a multiple of `PANEL_ROWS`. */
export function rowsOfPanel(floats: number, columns: number): number {
  return Math.floor(floats / columns / PANEL_ROWS) * PANEL_ROWS;
}

function panelOf({ panel, panelFloats }: Task<Field>, lane: number): Panel {
  const weights = panel + lane * panelBytes(panelFloats);
  const scales = weights + panelFloats * 4;
  const minimums = scales + groupBytes(panelFloats);
  return { weights, scales, minimums, sums: minimums + groupBytes(panelFloats) };
}

export const floatRows: JobKind<Field> = {
  fields: [
    'format',
    'data',
    'scales',
    'minimums',
    'rows',
    'columns',
    'unitRows',
    'x',
    'tokens',
    'y',
    'panel',
    'panelFloats',
  ],
  run({ floats }, task, from, to, lane) {
    const first = from * task.unitRows;
    const end = Math.min(task.rows, to * task.unitRows);
    const panel = panelOf(task, lane);
    if (multipliesGroups(task)) {
      multiplyGroups(floats, task, first, end - first, panel);
      return;
    }
    const { columns, x, y, rows, tokens } = task;
    const step = FLOAT_FORMATS[task.format] === 'f32' ? end - first : rowsOfPanel(task.panelFloats, columns);
    for (let row = first; row < end; row += step) {
      const count = Math.min(step, end - row);
      const weights = widened(floats, task, row, count, panel);
      floats.product(weights, count, columns, x, columns * 4, y + row * 4, rows * 4, tokens);
    }
  },
};

/** Whether kernels take the groups as they are: for few tokens, widening them first does not pay. */
export function multipliesGroups({ format, tokens }: Pick<Task<Field>, 'format' | 'tokens'>): boolean {
  return tokens <= 3 && format >= FIRST_GROUPED;
}

function multiplyGroups(floats: FloatKernels, task: Task<Field>, first: number, count: number, panel: Panel): void {
  const { rows, columns, x, tokens } = task;
  const isBytes = FLOAT_FORMATS[task.format] === 'q8';
  const data = task.data + (first * columns) / (isBytes ? 1 : 2);
  const groups = columns / GROUP_SIZE;
  const scales = task.scales + first * groups * 2;
  const y = task.y + first * 4;
  const { productQ8, productQ4, productQ8x3, productQ4x3 } = floats;
  if (tokens === 1) (isBytes ? productQ8 : productQ4)(data, scales, count, columns, x, y, panel.scales);
  // Of two tokens, the third is whatever lies behind them.
  else (isBytes ? productQ8x3 : productQ4x3)(data, scales, count, columns, x, y, rows * 4, panel.scales);
  if (FLOAT_FORMATS[task.format] !== 'q4_1') return;
  const minimums = task.minimums + first * groups * 2;
  for (let token = 0; token < tokens; token++) {
    floats.sumGroups(x + token * columns * 4, panel.sums, groups);
    floats.addMinimums(scales, minimums, count, groups, panel.sums, y + token * rows * 4, panel.scales);
  }
}

/** Pointer to `count` rows as f32, valid until the lane widens others. */
export function widenedRows({ floats }: Kernels, task: Task<Field>, row: number, count: number, lane: number): number {
  return widened(floats, task, row, count, panelOf(task, lane));
}

function widened(floats: FloatKernels, task: Task<Field>, row: number, count: number, panel: Panel): number {
  const { data, columns } = task;
  const format = FLOAT_FORMATS[task.format]!;
  const start = row * columns;
  const length = count * columns;
  switch (format) {
    case 'f32':
      return data + start * 4;
    case 'f16':
      floats.widenF16(data + start * 2, panel.weights, length / 4);
      return panel.weights;
    case 'q8_16':
      floats.widenF16(
        task.scales + (2 * start) / HALF_GROUP_SIZE,
        panel.scales,
        Math.ceil(length / HALF_GROUP_SIZE / 4),
      );
      floats.widenHalfGroups(data + start, panel.scales, panel.weights, length / HALF_GROUP_SIZE);
      return panel.weights;
    case 'q8':
    case 'q4':
    case 'q4_1':
      widenGroups(floats, task, start / GROUP_SIZE, length / GROUP_SIZE, panel);
      return panel.weights;
    default:
      return format satisfies never;
  }
}

/** Widens `count` groups from `first` on into the panel. */
function widenGroups(floats: FloatKernels, task: Task<Field>, first: number, count: number, panel: Panel): void {
  const { weights, scales, minimums } = panel;
  const format = FLOAT_FORMATS[task.format];
  const fours = Math.ceil(count / 4);
  floats.widenF16(task.scales + 2 * first, scales, fours);
  if (format === 'q8') floats.widenQ8(task.data + first * GROUP_SIZE, scales, weights, count);
  else floats.widenQ4(task.data + (first * GROUP_SIZE) / 2, scales, weights, count);
  if (format !== 'q4_1') return;
  floats.widenF16(task.minimums + 2 * first, minimums, fours);
  floats.raiseGroups(weights, scales, minimums, count);
}

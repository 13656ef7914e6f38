/** Causal attention of one layer: a unit is a tile of queries that share keys and values. */
import { CACHE_FORMATS, type CacheFormat, headBytes } from '../../cache-format.ts';
import { PAGE_TOKENS } from '../compute.ts';
import type { Kernels } from '../kernels.ts';
import type { JobKind, Task } from './job.ts';

/** Queries whose attention scores are computed at a time. */
const QUERY_TILE = 16;
/** Positions of a KV cache that are widened at a time: 16 KiB for a head of 128, and a page divides into them. */
const WIDENED_TOKENS = 32;

/** Pointers and offsets in bytes; the rest as in `AttentionStep`. */
type Field =
  | 'queries'
  | 'output'
  | 'tokens'
  | 'past'
  | 'window'
  | 'scale'
  | 'heads'
  | 'kvHeads'
  | 'headDim'
  | 'format'
  | 'keyOffset'
  | 'valueOffset'
  /** Where the pointers of the cache's pages lie. */
  | 'pages'
  /** Where lanes have their room, and for how many positions. */
  | 'room'
  | 'positions';

/** Queries whose attention is computed together: tokens that follow each other, or heads of one token that share keys and values. */
interface QueryTile {
  readonly kvHead: number;
  /** Where in queries and output the first row begins, and how far the next is, in floats. */
  readonly begin: number;
  readonly stride: number;
  readonly rows: number;
  /** Of the first row, and how much further each next one is. */
  readonly position: number;
  readonly ahead: 0 | 1;
}

/** Bytes of a lane's room: scores `[QUERY_TILE, positions]`, then keys or values, widened. */
export function attentionRoom(positions: number, headDim: number): number {
  return Math.ceil((4 * (QUERY_TILE * positions + WIDENED_TOKENS * headDim)) / 64) * 64;
}

/** Tiles of one key/value head of one token: the heads of its group, which read its keys and values once for all. */
const groupTiles = ({ heads, kvHeads }: Pick<Task<Field>, 'heads' | 'kvHeads'>) =>
  Math.ceil(heads / kvHeads / QUERY_TILE);

export function attentionUnits(task: Pick<Task<Field>, 'tokens' | 'heads' | 'kvHeads'>): number {
  return task.tokens > 1 ? Math.ceil(task.tokens / QUERY_TILE) * task.heads : task.kvHeads * groupTiles(task);
}

export const attention: JobKind<Field> = {
  fields: [
    'queries',
    'output',
    'tokens',
    'past',
    'window',
    'scale',
    'heads',
    'kvHeads',
    'headDim',
    'format',
    'keyOffset',
    'valueOffset',
    'pages',
    'room',
    'positions',
  ],
  run(kernels, task, from, to, lane) {
    const room = task.room + lane * attentionRoom(task.positions, task.headDim);
    for (let unit = from; unit < to; unit++) attendTile(kernels, task, tileOf(task, unit), room);
  },
};

function tileOf(task: Task<Field>, unit: number): QueryTile {
  const { tokens, past, heads, kvHeads, headDim } = task;
  const group = heads / kvHeads;
  if (tokens > 1) {
    const width = heads * headDim;
    const first = Math.floor(unit / heads) * QUERY_TILE;
    const head = unit % heads;
    const rows = Math.min(QUERY_TILE, tokens - first);
    const begin = first * width + head * headDim;
    return { kvHead: Math.floor(head / group), begin, stride: width, rows, position: past + first, ahead: 1 };
  }
  const tiles = groupTiles(task);
  const kvHead = Math.floor(unit / tiles);
  const first = (unit % tiles) * QUERY_TILE;
  const begin = (kvHead * group + first) * headDim;
  return { kvHead, begin, stride: headDim, rows: Math.min(QUERY_TILE, group - first), position: past, ahead: 0 };
}

function attendTile(kernels: Kernels, task: Task<Field>, tile: QueryTile, room: number): void {
  const { floats } = kernels;
  const { window, scale, headDim, positions } = task;
  const { kvHead, begin, rows, position, ahead } = tile;
  const stride = tile.stride * 4;
  const queries = task.queries + begin * 4;
  const output = task.output + begin * 4;
  const scores = room;
  const scoreStride = positions * 4;
  const widened = room + QUERY_TILE * scoreStride;
  /** Positions that the last query of the tile sees; earlier ones see fewer. */
  const seen = position + (rows - 1) * ahead + 1;
  /** The first position that any query of the tile sees, and the start of its page: all before is left out. */
  const firstSeen = Math.max(0, position + 1 - window);
  const origin = Math.floor(firstSeen / PAGE_TOKENS) * PAGE_TOKENS;

  eachRun(kernels, task, { kvHead, offset: task.keyOffset, from: origin, to: seen, widened }, (keys, start, count) => {
    floats.product(keys, count, headDim, queries, stride, scores + start * 4, scoreStride, rows);
  });
  const end = Math.ceil(seen / 4) * 4;
  const numbers = kernels.numbers;
  for (let index = 0; index < rows; index++) {
    const row = scores / 4 + index * positions;
    const own = position + index * ahead;
    numbers.fill(Number.NEGATIVE_INFINITY, row + origin, row + Math.max(origin, own + 1 - window));
    numbers.fill(Number.NEGATIVE_INFINITY, row + own + 1, row + end);
    floats.softmax(scores + index * scoreStride + origin * 4, (end - origin) / 4, scale);
  }
  eachRun(
    kernels,
    task,
    { kvHead, offset: task.valueOffset, from: origin, to: seen, widened },
    (vectors, start, count) => {
      floats.mix(scores + start * 4, scoreStride, count, vectors, headDim, output, stride, rows);
    },
  );
}

interface Run {
  readonly kvHead: number;
  /** Where in pages the layer's keys or values begin. */
  readonly offset: number;
  readonly from: number;
  readonly to: number;
  /** Room for `WIDENED_TOKENS` of them as f32. */
  readonly widened: number;
}

/** A head's keys or values at the positions `from` to before `to`, as f32, in runs: `visit` gets a pointer that is valid during the call. */
function eachRun(
  kernels: Kernels,
  { pages, format: index, headDim }: Task<Field>,
  { kvHead, offset, from, to, widened }: Run,
  visit: (pointer: number, start: number, count: number) => void,
): void {
  const format = CACHE_FORMATS[index]!;
  const rowBytes = headBytes(format, headDim);
  const most = format === 'f32' ? PAGE_TOKENS : WIDENED_TOKENS;
  for (let start = from; start < to; start += most) {
    const page = kernels.words[pages / 4 + Math.floor(start / PAGE_TOKENS)]!;
    const rows = page + offset + (kvHead * PAGE_TOKENS + (start % PAGE_TOKENS)) * rowBytes;
    const count = Math.min(most, to - start);
    visit(asFloats(kernels, format, rows, { count, headDim, widened }), start, count);
  }
}

function asFloats(
  { floats }: Kernels,
  format: CacheFormat,
  rows: number,
  { count, headDim, widened }: { readonly count: number; readonly headDim: number; readonly widened: number },
): number {
  switch (format) {
    case 'f32':
      return rows;
    case 'f16':
      floats.widenF16(rows, widened, (count * headDim) / 4);
      return widened;
    case 'q8':
      floats.widenRows(rows, widened, count, headDim);
      return widened;
    default:
      return format satisfies never;
  }
}

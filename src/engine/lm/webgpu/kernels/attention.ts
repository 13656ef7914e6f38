/**
 * Causal grouped-query attention of a chunk's queries over the cache `[position, kv head, head dim]`.
 *
 * Many tokens: `flash` takes a tile of queries that share a key/value head (heads of a group, tokens of the chunk) past all keys
 * and values, a block of positions at a time, and keeps what it has summed so far scaled by the largest score so far (Dao et al.
 * 2022, "FlashAttention"): no score leaves the workgroup.
 * One token: on real GPUs `split` and `merge`, where workgroups take runs of positions, each with its own softmax, put together
 * afterwards (Dao et al. 2023, "flash-decoding"); `scores` and `mix`, without barriers, for software adapters.
 */

import type { Kernel } from '../pipelines.ts';
import { SPLIT_POSITIONS } from '../sizes.ts';
import type { CacheCode } from './cache.ts';
import { type Binding, declared, read, step, uniform, write } from './declared.ts';
import { range } from './range.ts';
import { ATTENTION_SHAPE, STEP } from './shape.ts';

export interface AttentionKernel extends Kernel {
  /** Workgroups for so many query tokens over so many positions (cache and chunk together). */
  readonly grid: (tokens: number, positions: number) => readonly [number, number, number];
}

interface Heads {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Present when some layers see only the last positions: kernels then read the shape's window. */
  readonly window?: object | null;
}

/** Distinguishes kernels that heed a window from those that need not. */
const suffix = ({ window }: Heads): string => (window ? '-window' : '');

/** `begin_of(position)`: the first position that a query at `position` sees. */
const BEGIN_WGSL = `
fn begin_of(position: u32) -> u32 { return select(0u, position + 1 - shape.window, position + 1 > shape.window); }
`;

/** What one invocation takes at once: queries, and by their number key positions (`scores`) and quads of a head (`mix`). */
export interface AttentionTile {
  readonly queries: number;
  readonly positions: number;
  readonly quads: number;
}

/** For one token: no more queries than there are heads in a group. */
export function tileForOne({ heads, kvHeads, headDim }: Heads): AttentionTile {
  return { queries: Math.min(4, heads / kvHeads), positions: 2, quads: headDim % 8 === 0 ? 2 : 1 };
}

/** How `flash` divides a tile of queries and a block of positions among the invocations of a workgroup. */
export interface FlashTile {
  readonly threads: number;
  readonly queries: number;
  /** Positions whose scores one invocation computes, for all queries of the tile. */
  readonly positions: number;
  /** Quads of a head that one invocation sums, for `rows` queries. */
  readonly quads: number;
  readonly rows: number;
}

/**
 * For a chunk. Large tiles of few invocations save loads and waiting, which is what counts on a software adapter; GPUs want many
 * invocations with few registers each.
 */
export function flashTile({ headDim }: Heads, isSoftware: boolean): FlashTile {
  const quads = headDim / 4;
  if (isSoftware) return { threads: Math.max(16, Math.ceil(quads / 4)), queries: 4, positions: 4, quads: 4, rows: 4 };
  const [threads, queries] = [64, 16];
  const width = Math.ceil(quads / threads);
  const rows = [2, 4, 8].find((count) => Math.ceil(quads / width) * (queries / count) <= threads) ?? queries;
  return { threads, queries, positions: 1, quads: width, rows };
}

/** A kernel over the attention shape and the step, which come before its own bindings. */
function attentionKernel(
  name: string,
  bindings: readonly Binding[],
  grid: AttentionKernel['grid'],
  code: () => string,
  enable = '',
): AttentionKernel {
  const all = [uniform('shape', 'Shape'), step('step', 'Step'), ...bindings];
  return { ...declared(name, all, () => `${ATTENTION_SHAPE.wgsl}${STEP.wgsl}${code()}`, enable), grid };
}

/** For query `index` of key/value head `kv`: its token, and its row among all heads of all tokens. */
const QUERY_WGSL = `
fn query_count() -> u32 { return step.tokens * (shape.heads / shape.kv_heads); }
fn token_of(index: u32) -> u32 { return index / (shape.heads / shape.kv_heads); }
fn row_of(kv: u32, index: u32) -> u32 {
  let group = shape.heads / shape.kv_heads;
  return (index / group) * shape.heads + kv * group + index % group;
}
`;

/** Quad `at` of the values of the head that begins at `origin`. */
function valueQuad({ quad, scale }: CacheCode, origin: string, at: string): string {
  const value = quad(`values[${origin} + ${at}]`);
  return scale === null ? value : `(${value} * ${scale('values', origin)})`;
}

/** score[query row, position] = q · k. Bindings: shape, step, q, keys, scores. */
export function attentionScores(
  heads: Heads,
  cache: CacheCode,
  { queries: tile, positions: ahead }: AttentionTile,
  workgroup: number,
): AttentionKernel {
  const { scale } = cache;
  const group = heads.heads / heads.kvHeads;
  const cells = range(tile).flatMap((j) => range(ahead).map((p) => [j, p] as const));
  return attentionKernel(
    `attention-scores-${tile}x${ahead}-${workgroup}-${cache.name}`,
    [read('q', 'array<vec4<f32>>'), read('keys', `array<${cache.element}>`), write('scores', 'array<f32>')],
    (tokens, positions) => [
      Math.ceil(positions / ahead / workgroup),
      Math.ceil((tokens * group) / tile),
      heads.kvHeads,
    ],
    () => `
${QUERY_WGSL}
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let kv = id.z;
  let first = id.y * ${tile};
  let position = id.x * ${ahead};
  let positions = step.start + step.tokens;
  let last = min(first + ${tile}, query_count()) - 1;
  // Nothing to do behind the newest query of the tile.
  if (position > step.start + token_of(last)) { return; }
  let quads = shape.head_dim / 4;
  ${range(tile)
    .map((j) => `let row${j} = row_of(kv, min(first + ${j}, last));`)
    .join('\n  ')}
  ${range(ahead)
    .map((p) => `let key${p} = (min(position + ${p}, positions - 1) * shape.kv_heads + kv) * ${cache.stride};`)
    .join('\n  ')}
  ${cells.map(([j, p]) => `var sum${j}_${p} = 0.0;`).join(' ')}
  for (var i = 0u; i < quads; i++) {
    ${range(ahead)
      .map((p) => `let k${p} = ${cache.quad(`keys[key${p} + i]`)};`)
      .join(' ')}
    ${range(tile)
      .map((j) => `let q${j} = q[(step.row * shape.heads + row${j}) * quads + i];`)
      .join(' ')}
    ${cells.map(([j, p]) => `sum${j}_${p} += dot(q${j}, k${p});`).join(' ')}
  }
  ${scale === null ? '' : cells.map(([j, p]) => `sum${j}_${p} *= ${scale('keys', `key${p}`)};`).join(' ')}
  ${range(tile)
    .map(
      (j) => `if (first + ${j} <= last) {
    scores[row${j} * positions + position] = sum${j}_0;
    ${range(ahead - 1)
      .map(
        (p) =>
          `if (position + ${p + 1} < positions) { scores[row${j} * positions + position + ${p + 1}] = sum${j}_${p + 1}; }`,
      )
      .join(' ')}
  }`,
    )
    .join('\n  ')}
}`,
    cache.enable,
  );
}

/** out[query row] = softmax(scores) · values. Bindings: shape, step, scores, values, out. */
export function attentionMix(
  heads: Heads,
  cache: CacheCode,
  { queries: tile, quads: width }: AttentionTile,
  workgroup: number,
): AttentionKernel {
  const group = heads.heads / heads.kvHeads;
  const cells = range(tile).flatMap((j) => range(width).map((d) => [j, d] as const));
  const dimTiles = heads.headDim / 4 / width;
  return attentionKernel(
    `attention-mix-${tile}x${width}-${workgroup}-${cache.name}${suffix(heads)}`,
    [read('scores', 'array<f32>'), read('values', `array<${cache.element}>`), write('mixed', 'array<vec4<f32>>')],
    (tokens) => [Math.ceil((dimTiles * Math.ceil((tokens * group) / tile)) / workgroup), heads.kvHeads, 1],
    () => `
${QUERY_WGSL}
${heads.window ? BEGIN_WGSL : ''}
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let kv = id.y;
  let quads = shape.head_dim / 4;
  let dim_tiles = quads / ${width};
  let first = (id.x / dim_tiles) * ${tile};
  if (first >= query_count()) { return; }
  let dim = (id.x % dim_tiles) * ${width};
  let positions = step.start + step.tokens;
  let last = min(first + ${tile}, query_count()) - 1;
  ${range(tile)
    .map(
      (j) => `let index${j} = min(first + ${j}, last);
  let row${j} = row_of(kv, index${j});
  let score${j} = row${j} * positions;
  let end${j} = step.start + token_of(index${j}) + 1;
  let begin${j} = ${heads.window ? `begin_of(end${j} - 1)` : '0u'};
  var largest${j} = scores[score${j} + begin${j}];
  for (var p = begin${j} + 1; p < end${j}; p++) { largest${j} = max(largest${j}, scores[score${j} + p]); }
  var total${j} = 0.0;`,
    )
    .join('\n  ')}
  ${cells.map(([j, d]) => `var sum${j}_${d} = vec4<f32>(0.0);`).join(' ')}
  for (var p = begin0; p < end${tile - 1}; p++) {
    let value = (p * shape.kv_heads + kv) * ${cache.stride};
    ${range(width)
      .map((d) => `let v${d} = ${valueQuad(cache, 'value', `dim + ${d}`)};`)
      .join(' ')}
    ${range(tile)
      .map((j) => {
        const weight = `exp(scores[score${j} + p] - largest${j})`;
        // Earlier queries of the tile end before the last one does; later ones begin after the first.
        const ends = j === tile - 1 ? [] : [`p < end${j}`];
        const begins = heads.window && j > 0 ? [`p >= begin${j}`] : [];
        const seen = [...ends, ...begins].join(' && ');
        const causal = seen === '' ? weight : `select(0.0, ${weight}, ${seen})`;
        return `let e${j} = ${causal}; total${j} += e${j};`;
      })
      .join(' ')}
    ${cells.map(([j, d]) => `sum${j}_${d} += e${j} * v${d};`).join(' ')}
  }
  ${cells.map(([j, d]) => `mixed[(step.row * shape.heads + row${j}) * quads + dim + ${d}] = sum${j}_${d} / total${j};`).join('\n  ')}
}`,
    cache.enable,
  );
}

/** What a query scores a position that it does not see: below all others. */
const HIDDEN = '-3.4e38';

/** out[query row] = softmax(q · keys) · values. Bindings: shape, step, q, keys, values, out. */
export function attentionFlash(heads: Heads, cache: CacheCode, tile: FlashTile): AttentionKernel {
  const { threads, queries, positions: ahead, quads: width, rows } = tile;
  const { scale } = cache;
  const group = heads.heads / heads.kvHeads;
  const block = threads * ahead;
  const dimTiles = Math.ceil(heads.headDim / 4 / width);
  const cells = range(queries).flatMap((j) => range(ahead).map((p) => [j, p] as const));
  const sums = range(rows).flatMap((h) => range(width).map((d) => [h, d] as const));
  return attentionKernel(
    `attention-flash-${heads.headDim}-${threads}-${queries}x${ahead}-${rows}x${width}-${cache.name}${suffix(heads)}`,
    [
      read('q', 'array<vec4<f32>>'),
      read('keys', `array<${cache.element}>`),
      read('values', `array<${cache.element}>`),
      write('mixed', 'array<vec4<f32>>'),
    ],
    (tokens) => [Math.ceil((tokens * group) / queries), heads.kvHeads, 1],
    () => `
${QUERY_WGSL}
${heads.window ? BEGIN_WGSL : ''}
var<workgroup> scores: array<f32, ${queries * block}>;
var<workgroup> largest: array<f32, ${queries}>;
var<workgroup> shrunk: array<f32, ${queries}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) tile: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let kv = tile.y;
  let first = tile.x * ${queries};
  let last = min(first + ${queries}, query_count()) - 1;
  let quads = shape.head_dim / 4;
  let end = step.start + token_of(last) + 1;
  let begin = ${heads.window ? 'begin_of(step.start + token_of(first))' : '0u'};
  ${range(queries)
    .map(
      (j) => `let index${j} = min(first + ${j}, last);
  let q${j} = (step.row * shape.heads + row_of(kv, index${j})) * quads;
  let end${j} = step.start + token_of(index${j}) + 1;${heads.window ? ` let begin${j} = begin_of(end${j} - 1);` : ''}`,
    )
    .join('\n  ')}
  // This invocation's part of what is summed.
  let sums = local < ${dimTiles * (queries / rows)};
  let dim = (local % ${dimTiles}) * ${width};
  let own = min(local / ${dimTiles} * ${rows}, ${queries - rows}u);
  ${sums.map(([h, d]) => `var sum${h}_${d} = vec4<f32>(0.0);`).join(' ')}
  ${range(rows)
    .map((h) => `var total${h} = 0.0;`)
    .join(' ')}
  if (local < ${queries}) { largest[local] = ${HIDDEN}; }
  for (var origin = begin; origin < end; origin += ${block}) {
    let position = origin + local * ${ahead};
    ${cells.map(([j, p]) => `var score${j}_${p} = 0.0;`).join(' ')}
    if (position < end) {
      ${range(ahead)
        .map((p) => `let key${p} = (min(position + ${p}, end - 1) * shape.kv_heads + kv) * ${cache.stride};`)
        .join('\n      ')}
      for (var i = 0u; i < quads; i++) {
        ${range(ahead)
          .map((p) => `let k${p} = ${cache.quad(`keys[key${p} + i]`)};`)
          .join(' ')}
        ${range(queries)
          .map(
            (j) =>
              `{ let x = q[q${j} + i]; ${range(ahead)
                .map((p) => `score${j}_${p} += dot(x, k${p});`)
                .join(' ')} }`,
          )
          .join('\n        ')}
      }
      ${scale === null ? '' : cells.map(([j, p]) => `score${j}_${p} *= ${scale('keys', `key${p}`)};`).join(' ')}
    }
    ${cells
      .map(([j, p]) => {
        const seen = `(position + ${p} < end${j})${heads.window ? ` & (position + ${p} >= begin${j})` : ''}`;
        return `scores[${j * block} + local * ${ahead} + ${p}] = select(${HIDDEN}, score${j}_${p}, ${seen});`;
      })
      .join('\n    ')}
    workgroupBarrier();
    if (local < ${queries}) {
      var most = largest[local];
      for (var p = 0u; p < ${block}; p++) { most = max(most, scores[local * ${block} + p]); }
      shrunk[local] = exp(largest[local] - most);
      largest[local] = most;
    }
    workgroupBarrier();
    ${cells
      .map(([j, p]) => {
        const at = `scores[${j * block} + local * ${ahead} + ${p}]`;
        return `${at} = select(exp(${at} - largest[${j}]), 0.0, ${at} <= ${HIDDEN});`;
      })
      .join('\n    ')}
    workgroupBarrier();
    if (sums) {
      ${range(rows)
        .map(
          (h) =>
            `let shrunk${h} = shrunk[own + ${h}]; total${h} *= shrunk${h}; ${range(width)
              .map((d) => `sum${h}_${d} *= shrunk${h};`)
              .join(' ')}`,
        )
        .join('\n      ')}
      for (var p = 0u; p < min(${block}u, end - origin); p++) {
        let value = ((origin + p) * shape.kv_heads + kv) * ${cache.stride};
        ${range(width)
          .map((d) => `let v${d} = ${valueQuad(cache, 'value', `min(dim + ${d}, quads - 1)`)};`)
          .join(' ')}
        ${range(rows)
          .map(
            (h) =>
              `{ let e = scores[(own + ${h}) * ${block} + p]; total${h} += e; ${range(width)
                .map((d) => `sum${h}_${d} += e * v${d};`)
                .join(' ')} }`,
          )
          .join('\n        ')}
      }
    }
    workgroupBarrier();
  }
  if (!sums) { return; }
  ${range(rows)
    .map(
      (h) => `if (first + own + ${h} <= last) {
    let to = (step.row * shape.heads + row_of(kv, first + own + ${h})) * quads + dim;
    ${range(width)
      .map((d) => `if (dim + ${d} < quads) { mixed[to + ${d}] = sum${h}_${d} / total${h}; }`)
      .join(' ')}
  }`,
    )
    .join('\n  ')}
}`,
    cache.enable,
  );
}

const SPLIT_THREADS = 64;

/** Whether `split` can take heads of this size (one invocation a quad). */
export function splitFits({ headDim }: Heads): boolean {
  return headDim / 4 <= SPLIT_THREADS;
}

/** Bindings: shape, step, q, keys, values, runs. One token; a workgroup for each head and run of positions. */
export function attentionSplit(heads: Heads, cache: CacheCode): AttentionKernel {
  return attentionKernel(
    `attention-split-${cache.name}${suffix(heads)}`,
    [
      read('q', 'array<vec4<f32>>'),
      read('keys', `array<${cache.element}>`),
      read('values', `array<${cache.element}>`),
      write('runs', 'array<vec4<f32>>'),
    ],
    (_, positions) => [heads.heads, Math.ceil(positions / SPLIT_POSITIONS), 1],
    () => `
${heads.window ? BEGIN_WGSL : ''}
var<workgroup> weights: array<f32, ${SPLIT_POSITIONS}>;
var<workgroup> sums: array<vec4<f32>, ${SPLIT_THREADS}>;
@compute @workgroup_size(${SPLIT_THREADS})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) grid: vec3<u32>,
        @builtin(local_invocation_index) local: u32) {
  let head = group.x;
  let kv = head / (shape.heads / shape.kv_heads);
  let quads = shape.head_dim / 4;
  let origin = group.y * ${SPLIT_POSITIONS};
  let count = min(step.start + 1 - origin, ${SPLIT_POSITIONS}u);
  ${
    heads.window
      ? `// What lies before the window weighs nothing, in runs that hold nothing else too.
  let hidden = max(begin_of(step.start), origin) - origin;`
      : ''
  }
  for (var p = local; p < count; p += ${SPLIT_THREADS}) {
    let key = ((origin + p) * shape.kv_heads + kv) * ${cache.stride};
    var score = 0.0;
    for (var i = 0u; i < quads; i++) { score += dot(q[(step.row * shape.heads + head) * quads + i], ${cache.quad('keys[key + i]')}); }
    ${cache.scale === null ? '' : `score *= ${cache.scale('keys', 'key')};`}
    weights[p] = ${heads.window ? 'select(-3.4e38, score, p >= hidden)' : 'score'};
  }
  workgroupBarrier();
  var largest = weights[0];
  for (var p = 1u; p < count; p++) { largest = max(largest, weights[p]); }
  workgroupBarrier();
  for (var p = local; p < count; p += ${SPLIT_THREADS}) {
    weights[p] = ${heads.window ? 'select(0.0, exp(weights[p] - largest), p >= hidden)' : 'exp(weights[p] - largest)'};
  }
  workgroupBarrier();
  let runners = ${SPLIT_THREADS}u / quads;
  let dim = local % quads;
  var sum = vec4<f32>(0.0);
  if (local < runners * quads) {
    for (var p = local / quads; p < count; p += runners) {
      let value = ((origin + p) * shape.kv_heads + kv) * ${cache.stride};
      sum += weights[p] * ${valueQuad(cache, 'value', 'dim')};
    }
  }
  sums[local] = sum;
  workgroupBarrier();
  let run = (head * grid.y + group.y) * (quads + 1);
  if (local < quads) {
    for (var i = 1u; i < runners; i++) { sum += sums[local + i * quads]; }
    runs[run + local] = sum;
  }
  if (local == 0) {
    var total = 0.0;
    for (var p = 0u; p < count; p++) { total += weights[p]; }
    runs[run + quads] = vec4<f32>(largest, total, 0.0, 0.0);
  }
}`,
    cache.enable,
  );
}

/** Bindings: shape, step, runs, out. */
export function attentionMerge(heads: Heads): AttentionKernel {
  const workgroup = 64;
  return attentionKernel(
    'attention-merge',
    [read('runs', 'array<vec4<f32>>'), write('mixed', 'array<vec4<f32>>')],
    () => [Math.ceil((heads.heads * heads.headDim) / 4 / workgroup), 1, 1],
    () => `
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let quads = shape.head_dim / 4;
  let head = id.x / quads;
  if (head >= shape.heads) { return; }
  let count = (step.start + ${SPLIT_POSITIONS}) / ${SPLIT_POSITIONS};
  let stride = quads + 1;
  let origin = head * count * stride;
  var largest = runs[origin + quads].x;
  for (var r = 1u; r < count; r++) { largest = max(largest, runs[origin + r * stride + quads].x); }
  var sum = vec4<f32>(0.0);
  var total = 0.0;
  for (var r = 0u; r < count; r++) {
    let of_run = runs[origin + r * stride + quads];
    let weight = exp(of_run.x - largest);
    sum += weight * runs[origin + r * stride + id.x % quads];
    total += weight * of_run.y;
  }
  mixed[step.row * shape.heads * quads + id.x] = sum / total;
}`,
  );
}

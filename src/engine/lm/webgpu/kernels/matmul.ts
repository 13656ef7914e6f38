/**
 * y[t, r] = Σ_c W[r, c] · x[t, c] for the tokens of a chunk, with what follows it: a bias, the residual sum, or
 * a gate (SwiGLU, GeGLU) over a matrix whose first half of rows is the gate and whose second half is the up projection.
 */

import type { Kernel } from '../pipelines.ts';
import { type Binding, declared, read, step, uniform, write } from './declared.ts';
import type { Lanes } from './lanes.ts';
import { groupSum, type Packing, weightQuad } from './packing.ts';
import { range } from './range.ts';
import { STEP } from './shape.ts';
import { struct } from './struct.ts';

/** What becomes of a product. `pairs` stores gates and ups apart, those of a block each behind those of the blocks before. */
export const MATMUL_MODE = { store: 0, add: 1, swiglu: 2, geglu: 3, pairs: 4 } as const;
export type MatmulMode = keyof typeof MATMUL_MODE;

/** Whether gates and ups become one output each. */
export function isGated(mode: MatmulMode): boolean {
  return mode === 'swiglu' || mode === 'geglu';
}

/** The mode of a gate with this activation. */
export const GATED_MODE = { silu: 'swiglu', gelu: 'geglu' } as const satisfies Record<string, MatmulMode>;

/** Where a product's outputs go: matrices that are too large for one binding are multiplied block by block. */
export interface Block {
  /** Rows of weights in this block. */
  readonly rows: number;
  /** The first output of this block among those of the whole matrix. */
  readonly first: number;
}

const SHAPE = struct('Shape', {
  rows: 'u32',
  columns: 'u32',
  mode: 'u32',
  hasBias: 'u32',
  first: 'u32',
  /** Of the whole matrix, a token. */
  outputs: 'u32',
  /** Of the norm before it, where that is part of the kernel. */
  epsilon: 'f32',
});

/** @param outputs of the whole matrix, a token */
export function matmulShape(
  { rows, first }: Block,
  columns: number,
  outputs: number,
  mode: MatmulMode,
  hasBias: boolean,
  epsilon: number,
): Uint32Array<ArrayBuffer> {
  return SHAPE.words({ rows, columns, mode: MATMUL_MODE[mode], hasBias: hasBias ? 1 : 0, first, outputs, epsilon });
}

export interface MatmulKernel extends Kernel {
  /** Whether it takes states that are not normalised yet, and binds the norm's weight last. */
  readonly normalises: boolean;
  /** Workgroups for so many rows of weights and tokens. */
  readonly grid: (rows: number, mode: MatmulMode, tokens: number) => readonly [number, number];
  /** How often each weight is read, and dequantised, for so many tokens. */
  readonly reads: (tokens: number) => number;
}

/**
 * Rows of a tile are two runs of `half`: neighbours in a plain product, gate rows and their up rows in a gate,
 * so that whoever computes a gate has its partner at hand.
 */
function tileRows(rows: number, mode: MatmulMode, rowsPerTile: number): number {
  return isGated(mode) ? Math.ceil(rows / 2 / (rowsPerTile / 2)) : Math.ceil(rows / rowsPerTile);
}

type Loads = 'f32' | 'vec4<f32>';

/** `activate(gate)`, by `shape.mode`. GELU in its tanh form is a logistic function, too (Hendrycks & Gimpel 2016): 1.5957… = 2 √(2/π). */
export const ACTIVATE_WGSL = `
fn activate(gate: f32) -> f32 {
  let turn = select(gate, 1.5957691216 * (gate + 0.044715 * gate * gate * gate), shape.mode == ${MATMUL_MODE.geglu});
  return gate / (1.0 + exp(-turn));
}
`;

/** @param loads in what activations are read */
function matmulBindings(pack: Packing, loads: Loads = 'vec4<f32>'): readonly Binding[] {
  return [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('x', `array<${loads}>`),
    read('weights', `array<${pack.element}>`),
    read('scales', 'array<u32>'),
    read('bias', 'array<f32>'),
    write('y', 'array<f32>'),
  ];
}

/** @param half of the rows of a tile */
function common(pack: Packing, half: number): string {
  return `${SHAPE.wgsl}${STEP.wgsl}
${pack.prelude}
${ACTIVATE_WGSL}
fn is_gated() -> bool { return shape.mode == ${MATMUL_MODE.swiglu} || shape.mode == ${MATMUL_MODE.geglu}; }
fn outputs() -> u32 { return select(shape.rows, shape.rows / 2, is_gated()); }
fn tile_base(tile: u32) -> u32 { return tile * select(${2 * half}u, ${half}u, is_gated()); }
fn row_of(base: u32, i: u32) -> u32 {
  let second = select(${half}u, shape.rows / 2, is_gated());
  return min(base + i % ${half}u + (i / ${half}u) * second, shape.rows - 1);
}
fn put(token: u32, row: u32, value: f32) {
  if (row >= shape.rows || token >= step.tokens) { return; }
  let ups = shape.mode == ${MATMUL_MODE.pairs} && row >= shape.rows / 2;
  let at = token * shape.outputs + shape.first + select(row, shape.outputs / 2 + row - shape.rows / 2, ups);
  var sum = value;
  if (shape.has_bias == 1) { sum += bias[shape.first + row]; }
  if (shape.mode == ${MATMUL_MODE.add}) { sum += y[at]; }
  y[at] = sum;
}
fn put_gated(token: u32, row: u32, gate: f32, up: f32) {
  if (row >= shape.rows / 2 || token >= step.tokens) { return; }
  y[token * shape.outputs + shape.first + row] = activate(gate) * up;
}
`;
}

/**
 * For software adapters: no barriers; an invocation computes a tile of rows × tokens in registers, so that weights
 * are unpacked once for all tokens and activations loaded once for all rows. Each load from memory is a branch a lane
 * there, far dearer than arithmetic: hence lanes in fours load a column each and hand it round.
 */
export function scalarMatmul(
  pack: Packing,
  rows: number,
  tokens: number,
  workgroup: number,
  lanes: Lanes,
): MatmulKernel {
  const sharing = lanes === 'in fours';
  return {
    ...declared(
      `matmul-scalar-${pack.precision}-${rows}x${tokens}-${workgroup}-${lanes}`,
      matmulBindings(pack, sharing ? 'f32' : 'vec4<f32>'),
      () => scalarCode(pack, rows, tokens, workgroup, sharing),
      `${sharing ? 'enable subgroups;' : ''}${pack.enable}`,
    ),
    normalises: false,
    grid: (matrixRows, mode, tokenCount) => [
      Math.ceil(tileRows(matrixRows, mode, rows) / workgroup),
      Math.ceil(tokenCount / tokens),
    ],
    reads: (tokenCount) => Math.ceil(tokenCount / tokens),
  };
}

function scalarCode(pack: Packing, R: number, T: number, workgroup: number, sharing: boolean): string {
  const half = R / 2;
  const quads = pack.quads.length;
  const cells = range(R).flatMap((r) => range(T).map((t) => [r, t, r * T + t] as const));

  // One element of each row against the same columns of each token.
  const element: string[] = [];
  for (const r of range(R)) element.push(`let q${r} = weights[row${r} * elements + element];`);
  for (const k of range(quads)) {
    const xScale = pack.xScale(k);
    for (const t of range(T)) {
      let load = `x[x${t} + element * ${quads} + ${k}]`;
      if (sharing) {
        element.push(`let c${k}_${t} = x[4 * (x${t} + element * ${quads} + ${k}) + lane];`);
        load = `vec4<f32>(${range(4).map((i) => `subgroupBroadcast(c${k}_${t}, ${i})`)})`;
      }
      if (xScale === null) element.push(`let v${k}_${t} = ${load};`);
      else {
        element.push(`let u${k}_${t} = ${load}; let v${k}_${t} = u${k}_${t} * ${xScale};`);
        element.push(`offset[${t}] += dot(u${k}_${t}, ${pack.offset(k)});`);
        if (pack.minimum) element.push(`total[${t}] += dot(u${k}_${t}, vec4<f32>(1.0));`);
      }
    }
  }
  for (const r of range(R)) {
    for (const k of range(quads)) element.push(`let w${k}_${r} = ${pack.quads[k]!.value(`q${r}`)};`);
    for (const t of range(T)) {
      const dots = range(quads).map((k) => `dot(w${k}_${r}, v${k}_${t})`);
      element.push(`${pack.group === null ? 'sum' : 'part'}[${r * T + t}] += ${dots.join(' + ')};`);
    }
  }
  const plain = `for (var element = 0u; element < elements; element++) {
    ${element.join('\n    ')}
  }`;
  const group = pack.group ?? 0;
  const grouped = `for (var group = 0u; group < shape.columns / ${group}; group++) {
    ${cells.map(([, , i]) => `part[${i}] = 0.0;`).join(' ')}
    ${range(T)
      .map((t) => `offset[${t}] = 0.0;${pack.minimum ? ` total[${t}] = 0.0;` : ''}`)
      .join(' ')}
    for (var element = group * ${group / pack.columns}; element < (group + 1) * ${group / pack.columns}; element++) {
      ${element.join('\n      ')}
    }
    ${range(R)
      .map((r) => `let scale${r} = scale_of(row${r}, group);`)
      .join(' ')}
    ${cells
      .map(([r, t, i]) => {
        const sums = { part: `part[${i}]`, offset: `offset[${t}]`, total: `total[${t}]` };
        return `sum[${i}] += ${groupSum(pack, `scale${r}`, sums)};`;
      })
      .join(' ')}
  }`;
  return `${common(pack, half)}
@compute @workgroup_size(${workgroup})
fn main(@builtin(global_invocation_id) id: vec3<u32>${sharing ? ', @builtin(subgroup_invocation_id) lane: u32' : ''}) {
  // Invocations behind the last row compute it once more: all lanes take part in sharing, \`put\` stores no row twice.
  let base = tile_base(id.x);
  let token = id.y * ${T};
  let elements = shape.columns / ${pack.columns};
  ${range(R)
    .map((r) => `let row${r} = row_of(base, ${r});`)
    .join('\n  ')}
  ${range(T)
    .map((t) => `let x${t} = min(token + ${t}, step.tokens - 1) * (shape.columns / 4);`)
    .join('\n  ')}
  var sum: array<f32, ${R * T}>;
  ${pack.group === null ? '' : `var part: array<f32, ${R * T}>; var offset: array<f32, ${T}>;`}
  ${pack.minimum ? `var total: array<f32, ${T}>;` : ''}
  ${pack.group === null ? plain : grouped}
  for (var t = 0u; t < ${T}; t++) {
    if (is_gated()) {
      for (var i = 0u; i < ${half}; i++) {
        put_gated(token + t, base + i, sum[i * ${T} + t], sum[(i + ${half}) * ${T} + t]);
      }
    } else {
      for (var i = 0u; i < ${R}; i++) { put(token + t, base + i, sum[i * ${T} + t]); }
    }
  }
}`;
}

const VECTOR_THREADS = 64;
const VECTOR_ROWS = 4;

/**
 * For real GPUs, one token or a few: a workgroup reads a few rows together (coalesced) and reduces across its invocations.
 * @param tokens exactly so many
 * @param normalises whether an RMS norm comes before the product: every workgroup sees all of a token's states anyway, so their
 * squares are summed beside the products, and W · (x · g / rms) = (W · (x · g)) / rms saves a dispatch
 */
export function workgroupMatvec(pack: Packing, subgroups: boolean, tokens: number, normalises: boolean): MatmulKernel {
  const bindings = matmulBindings(pack);
  return {
    ...declared(
      `matvec-${subgroups ? 'subgroup' : 'workgroup'}-${pack.precision}-${tokens}${normalises ? '-norm' : ''}`,
      normalises ? [...bindings, read('norm', 'array<vec4<f32>>')] : bindings,
      () => matvecCode(pack, subgroups, tokens, normalises),
      `${subgroups ? 'enable subgroups;' : ''}${pack.enable}`,
    ),
    normalises,
    grid: (rows, mode) => spread(tileRows(rows, mode, VECTOR_ROWS)),
    reads: () => 1,
  };
}

/** More tiles than one dimension of a grid takes go into the second. */
function spread(tiles: number): readonly [number, number] {
  const limit = 65535;
  return tiles <= limit ? [tiles, 1] : [limit, Math.ceil(tiles / limit)];
}

function matvecCode(pack: Packing, subgroups: boolean, tokens: number, normalises: boolean): string {
  const groupElements = (pack.group ?? 0) / pack.columns;
  const body: string[] = [];
  const quads = range(pack.quads.length);
  const sumOf = (each: (quad: number) => string): string => quads.map(each).join(' + ');
  if (normalises) for (const k of quads) body.push(`let n${k} = norm[element * ${pack.quads.length} + ${k}];`);
  for (const t of range(tokens)) {
    for (const k of quads) {
      const state = `x[${t} * (shape.columns / 4) + element * ${pack.quads.length} + ${k}]`;
      if (normalises) body.push(`let s${k}_${t} = ${state}; squares${t} += s${k}_${t} * s${k}_${t};`);
      const load = normalises ? `s${k}_${t} * n${k}` : state;
      const xScale = pack.xScale(k);
      if (xScale === null) body.push(`let v${k}_${t} = ${load};`);
      else body.push(`let u${k}_${t} = ${load}; let v${k}_${t} = u${k}_${t} * ${xScale};`);
    }
    if (pack.group !== null) body.push(`let offset${t} = ${sumOf((k) => `dot(u${k}_${t}, ${pack.offset(k)})`)};`);
    if (pack.minimum) body.push(`let total${t} = ${sumOf((k) => `dot(u${k}_${t}, vec4<f32>(1.0))`)};`);
  }
  for (const r of range(VECTOR_ROWS)) {
    body.push(`let q${r} = weights[row${r} * elements + element];`);
    for (const k of quads) body.push(`let w${k}_${r} = ${pack.quads[k]!.value(`q${r}`)};`);
    if (pack.group !== null) body.push(`let scale${r} = scale_of(row${r}, element / ${groupElements});`);
    for (const t of range(tokens)) {
      const part = sumOf((k) => `dot(w${k}_${r}, v${k}_${t})`);
      const whole = { part, offset: `offset${t}`, total: `total${t}` };
      body.push(`sum${t}[${r}] += ${pack.group === null ? part : groupSum(pack, `scale${r}`, whole)};`);
    }
  }
  const lanes = subgroups ? ', lanes, lane' : '';
  const reduced = (value: string): string => `reduce(${value}, local${lanes})`;
  const normalised = (t: number): string =>
    normalises
      ? `let square${t} = dot(${reduced(`squares${t}`)}, vec4<f32>(1.0));
  workgroupBarrier();
  let reduced${t} = ${reduced(`sum${t}`)} * inverseSqrt(square${t} / f32(shape.columns) + shape.epsilon);`
      : `let reduced${t} = ${reduced(`sum${t}`)};`;
  return `${common(pack, VECTOR_ROWS / 2)}
${reduction('vec4<f32>', VECTOR_THREADS, subgroups)}
fn store(token: u32, base: u32, total: vec4<f32>) {
  if (is_gated()) {
    put_gated(token, base, total[0], total[2]);
    put_gated(token, base + 1, total[1], total[3]);
  } else {
    for (var i = 0u; i < ${VECTOR_ROWS}; i++) { put(token, base + i, total[i]); }
  }
}
@compute @workgroup_size(${VECTOR_THREADS})
fn main(@builtin(workgroup_id) tile: vec3<u32>, @builtin(num_workgroups) grid: vec3<u32>,
        @builtin(local_invocation_index) local: u32${subgroups ? ', @builtin(subgroup_size) lanes: u32, @builtin(subgroup_invocation_id) lane: u32' : ''}) {
  let base = tile_base(tile.y * grid.x + tile.x);
  let elements = shape.columns / ${pack.columns};
  ${range(VECTOR_ROWS)
    .map((r) => `let row${r} = row_of(base, ${r});`)
    .join(' ')}
  ${range(tokens)
    .map((t) => `var sum${t} = vec4<f32>(0.0);${normalises ? ` var squares${t} = vec4<f32>(0.0);` : ''}`)
    .join(' ')}
  for (var element = local; element < elements; element += ${VECTOR_THREADS}) {
    ${body.join('\n    ')}
  }
  ${range(tokens)
    .map(
      (t) => `${t === 0 ? '' : '// What the last sum was taken from is written over.\n  workgroupBarrier();'}
  ${normalised(t)}
  if (local == 0 && base < outputs()) { store(${t}, base, reduced${t}); }`,
    )
    .join('\n  ')}
}`;
}

/** `reduce(value, local, …)`: the sum over the workgroup, valid in invocation 0. */
export function reduction(type: string, threads: number, subgroups: boolean): string {
  if (subgroups) {
    return `
var<workgroup> partial: array<${type}, ${threads}>;
fn reduce(value: ${type}, local: u32, lanes: u32, lane: u32) -> ${type} {
  let sum = subgroupAdd(value);
  if (lane == 0) { partial[local / lanes] = sum; }
  workgroupBarrier();
  var total = partial[0];
  if (local == 0) { for (var i = 1u; i < ${threads} / lanes; i++) { total += partial[i]; } }
  return total;
}`;
  }
  return `
var<workgroup> partial: array<${type}, ${threads}>;
fn reduce(value: ${type}, local: u32) -> ${type} {
  partial[local] = value;
  workgroupBarrier();
  for (var width = ${threads / 2}u; width > 0; width /= 2) {
    if (local < width) { partial[local] += partial[local + width]; }
    workgroupBarrier();
  }
  return partial[0];
}`;
}

const TILE_ROWS = 64;
const TILE_TOKENS = 32;
const TILE_QUADS = 4;
/** One quad more than a row of the tile has: neighbours then lie in different memory banks. */
const TILE_STRIDE = TILE_QUADS + 1;

/** For real GPUs, many tokens: tiles of weights (unpacked once) and activations in workgroup memory. */
export function tiledMatmul(pack: Packing): MatmulKernel {
  return {
    ...declared(`matmul-tiled-${pack.precision}`, matmulBindings(pack), () => tiledCode(pack), pack.enable),
    normalises: false,
    grid: (rows, mode, tokens) => [tileRows(rows, mode, TILE_ROWS), Math.ceil(tokens / TILE_TOKENS)],
    reads: (tokens) => Math.ceil(tokens / TILE_TOKENS),
  };
}

function tiledCode(pack: Packing): string {
  const quads = pack.quads.length;
  const elementsPerTileRow = TILE_QUADS / quads;
  const scale = pack.group === null ? '' : `let scale = scale_of(row, column / ${pack.group / 4});`;
  return `${common(pack, TILE_ROWS / 2)}
var<workgroup> tile_w: array<vec4<f32>, ${TILE_ROWS * TILE_STRIDE}>;
var<workgroup> tile_x: array<vec4<f32>, ${TILE_TOKENS * TILE_STRIDE}>;
@compute @workgroup_size(128)
fn main(@builtin(workgroup_id) tile: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let base = tile_base(tile.x);
  let token = tile.y * ${TILE_TOKENS};
  let across = local % 16;
  let down = local / 16;
  let columns = shape.columns / 4; // in quads
  let blocks = (columns + ${TILE_QUADS - 1}) / ${TILE_QUADS};
  var sum: array<vec4<f32>, 4>;
  for (var block = 0u; block < blocks; block++) {
    for (var i = local; i < ${TILE_ROWS * elementsPerTileRow}; i += 128) {
      let row = row_of(base, i / ${elementsPerTileRow});
      let quad = (i % ${elementsPerTileRow}) * ${quads};
      let to = (i / ${elementsPerTileRow}) * ${TILE_STRIDE} + quad;
      let column = block * ${TILE_QUADS} + quad;
      if (column < columns) {
        let q = weights[(row * columns + column) / ${quads}];
        ${scale}
        ${range(quads)
          .map((k) => `tile_w[to + ${k}] = ${weightQuad(pack, k, 'q')};`)
          .join('\n        ')}
      } else {
        ${range(quads)
          .map((k) => `tile_w[to + ${k}] = vec4<f32>(0.0);`)
          .join(' ')}
      }
    }
    for (var i = local; i < ${TILE_TOKENS * TILE_QUADS}; i += 128) {
      let t = i / ${TILE_QUADS};
      let quad = i % ${TILE_QUADS};
      let column = block * ${TILE_QUADS} + quad;
      var value = vec4<f32>(0.0);
      if (column < columns && token + t < step.tokens) { value = x[(token + t) * columns + column]; }
      tile_x[t * ${TILE_STRIDE} + quad] = value;
    }
    workgroupBarrier();
    for (var quad = 0u; quad < ${TILE_QUADS}; quad++) {
      ${range(4)
        .map((i) => `let w${i} = tile_w[(across + ${16 * i}) * ${TILE_STRIDE} + quad];`)
        .join('\n      ')}
      ${range(4)
        .map((j) => `let x${j} = tile_x[(down + ${8 * j}) * ${TILE_STRIDE} + quad];`)
        .join('\n      ')}
      ${range(4)
        .map((j) => `sum[${j}] += vec4<f32>(${range(4).map((i) => `dot(w${i}, x${j})`)});`)
        .join('\n      ')}
    }
    workgroupBarrier();
  }
  for (var j = 0u; j < 4; j++) {
    let t = token + down + 8 * j;
    if (is_gated()) {
      put_gated(t, base + across, sum[j][0], sum[j][2]);
      put_gated(t, base + across + 16, sum[j][1], sum[j][3]);
    } else {
      for (var i = 0u; i < 4; i++) { put(t, base + across + 16 * i, sum[j][i]); }
    }
  }
}`;
}

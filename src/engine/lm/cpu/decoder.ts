/**
 * One forward pass of a decoder over a chunk of tokens, synchronous. The tokens may be those of several contexts: each has
 * its own positions, cache and adapter, and the weights are read once for all.
 */

import { LocumError } from '../../errors.ts';
import { headBytes } from '../cache-format.ts';
import type { Weight } from '../checkpoint/matrix.ts';
import { type DecoderConfig, hasWindow, normNames, usedVector, visibleTokens } from '../decoder-config.ts';
import type { AdapterWeights } from '../lora/low-rank.ts';
import { withoutPadding } from '../padding.ts';
import { writeRow } from './cache-rows.ts';
import { type Compute, type FloatBuffer, type MatrixOperator, PAGE_TOKENS } from './compute.ts';
import type { KvCache } from './kv-cache.ts';
import { CpuAdapter, LowRankScratch } from './low-rank.ts';
import { RopeTable } from './rope-table.ts';

interface Projection {
  /** The weight's, by which adapters know it. */
  readonly name: string;
  readonly matrix: MatrixOperator;
  readonly bias: Float32Array | null;
}

/** Some of the same input. */
interface Projections {
  readonly all: readonly Projection[];
  readonly matrices: readonly MatrixOperator[];
}

const together = (...all: readonly Projection[]): Projections => ({ all, matrices: all.map(({ matrix }) => matrix) });

/** The tokens of one context in a pass. */
export interface Segment {
  readonly ids: readonly number[];
  /** Tokens in the cache before these, whose keys and values are put there, too. */
  readonly past: number;
  readonly cache: KvCache;
  /** Whether keys are rotated by the long factors of LongRoPE. */
  readonly long: boolean;
  readonly adapter: CpuAdapter | null;
  /** How many of the last positions get logits. */
  readonly logitRows: number;
  /** Receives them, `[logitRows, vocabularySize]`. */
  readonly logits: Float32Array;
}

/** A segment among the rows of a pass. */
interface Placed extends Segment {
  readonly row: number;
  readonly rope: RopeTable;
}

interface Layer {
  readonly attentionNorm: Float32Array;
  readonly qkv: Projections;
  readonly qNorm: Float32Array | null;
  readonly kNorm: Float32Array | null;
  readonly o: Projections;
  readonly ffnNorm: Float32Array;
  /** Of what attention and feed-forward give, before it is added; null where that is added as it is. */
  readonly after: { readonly attention: Float32Array; readonly feedForward: Float32Array } | null;
  readonly gateUp: Projections;
  readonly down: Projections;
}

/** Weights in a compute's memory, by their Hugging Face names. */
export class WeightTable {
  readonly #matrices = new Map<string, MatrixOperator>();
  readonly #vectors = new Map<string, Float32Array>();
  readonly #compute: Compute;
  readonly #config: DecoderConfig;

  constructor(compute: Compute, config: DecoderConfig) {
    this.#compute = compute;
    this.#config = config;
  }

  add(weight: Weight): void {
    if (weight.kind === 'matrix') this.#matrices.set(weight.name, this.#compute.load(weight.matrix));
    else this.#vectors.set(weight.name, usedVector(this.#config, weight.name, weight.vector));
  }

  matrix(name: string): MatrixOperator {
    return present(this.#matrices.get(name), name);
  }

  vector(name: string): Float32Array {
    return present(this.#vectors.get(name), name);
  }
}

function present<T>(weight: T | undefined, name: string): T {
  if (weight !== undefined) return weight;
  throw new LocumError('checkpoint-invalid', `The weights lack ${name}.`, { details: { tensor: name } });
}

/** Rows of logits computed at a time: wide vocabularies must not make the scratch buffer huge. */
const HEAD_ROWS = 16;
const HEAD = 'lm_head.weight';

export class Decoder {
  readonly config: DecoderConfig;
  /** Most tokens of one `run`. */
  readonly chunk: number;
  readonly compute: Compute;
  readonly #embedding: MatrixOperator;
  readonly #head: Projections;
  readonly #finalNorm: Float32Array;
  readonly #layers: readonly Layer[];
  /** By the factors of LongRoPE: short, long. */
  readonly #ropes: readonly [RopeTable, RopeTable];
  /** Of the layers with a window, where those have their own. */
  readonly #windowRope: RopeTable | null;
  // Activations, `[chunk, …]`. Nothing in them outlives a run, so all contexts share them.
  readonly #states: FloatBuffer;
  readonly #normed: FloatBuffer;
  readonly #queries: FloatBuffer;
  readonly #keys: FloatBuffer;
  readonly #values: FloatBuffer;
  readonly #mixed: FloatBuffer;
  readonly #gate: FloatBuffer;
  readonly #up: FloatBuffer;
  readonly #logits: FloatBuffer;
  // What products of one input are put into.
  readonly #attended: readonly FloatBuffer[];
  readonly #gated: readonly FloatBuffer[];
  readonly #given: readonly FloatBuffer[];
  readonly #scratch: LowRankScratch;
  /** Bytes of weights and adapters read, and passes, so far. */
  readonly traffic = { bytes: 0, passes: 0, dispatches: 0 };

  constructor(config: DecoderConfig, compute: Compute, weights: WeightTable, chunk: number) {
    this.config = config;
    this.compute = compute;
    this.chunk = chunk;
    this.#embedding = weights.matrix('model.embed_tokens.weight');
    const head = config.tiedEmbeddings ? this.#embedding : weights.matrix(HEAD);
    this.#head = together({ name: HEAD, matrix: head, bias: null });
    this.#finalNorm = weights.vector('model.norm.weight');
    this.#layers = Array.from({ length: config.layers }, (_, index) => layerWeights(config, weights, index));
    this.#ropes = [new RopeTable(config.rope, false), new RopeTable(config.rope, true)];
    this.#windowRope = config.windowRope && new RopeTable(config.windowRope, false);

    const queries = chunk * config.heads * config.headDim;
    const keys = chunk * config.kvHeads * config.headDim;
    this.#states = compute.allocate(chunk * config.hiddenSize);
    this.#normed = compute.allocate(chunk * config.hiddenSize);
    this.#queries = compute.allocate(queries);
    this.#keys = compute.allocate(keys);
    this.#values = compute.allocate(keys);
    this.#mixed = compute.allocate(queries);
    this.#gate = compute.allocate(chunk * config.ffnSize);
    this.#up = compute.allocate(chunk * config.ffnSize);
    this.#logits = compute.allocate(HEAD_ROWS * config.vocabularySize);
    this.#attended = [this.#queries, this.#keys, this.#values];
    this.#gated = [this.#gate, this.#up];
    this.#given = [this.#normed];
    this.#scratch = new LowRankScratch(compute, chunk);
  }

  /** Puts an adapter into the weights' memory. @throws {LocumError} `out-of-memory` */
  adapter(weights: AdapterWeights): CpuAdapter {
    return new CpuAdapter(this.compute, weights, this.#scratch);
  }

  /** Runs the tokens of all segments, at most `chunk` together. @throws {ThreadLost} as `Compute.pass`: run the same again */
  run(segments: readonly Segment[]): void {
    this.compute.pass(() => this.#run(segments));
  }

  #run(segments: readonly Segment[]): void {
    const { hiddenSize, embeddingScale } = this.config;
    this.traffic.passes++;
    let tokens = 0;
    const placed = segments.map((segment): Placed => {
      const { ids, past, cache, long } = segment;
      const row = tokens;
      tokens += ids.length;
      cache.reserve(past + ids.length);
      const rope = this.#ropes[long ? 1 : 0];
      for (const table of [rope, this.#windowRope]) table?.reserve(past + ids.length);
      ids.forEach((id, token) => {
        this.#embedding.copyRow(id, this.#states, (row + token) * hiddenSize);
        this.traffic.bytes += this.#embedding.bytes / this.#embedding.rows;
      });
      return { ...segment, row, rope };
    });
    if (embeddingScale !== 1) scale(this.#states.values, embeddingScale, tokens * hiddenSize);
    this.#layers.forEach((layer, index) => {
      this.#attention(layer, index, tokens, placed);
      this.#feedForward(layer, tokens, placed);
    });
    this.#logitsOf(placed);
  }

  /** The head over the last rows of every segment, some at a time. */
  #logitsOf(segments: readonly Placed[]): void {
    const { hiddenSize, vocabularySize, rmsNormEps } = this.config;
    const wanted = segments.flatMap((segment) =>
      Array.from({ length: segment.logitRows }, (_, index) => ({
        segment,
        index,
        row: segment.row + segment.ids.length - segment.logitRows + index,
      })),
    );
    for (let done = 0; done < wanted.length; done += HEAD_ROWS) {
      const some = wanted.slice(done, done + HEAD_ROWS);
      for (const [at, { row }] of some.entries()) {
        const target = this.#normed.from(at * hiddenSize).values;
        rmsNorm(this.#states.values, row * hiddenSize, target, this.#finalNorm, 1, rmsNormEps);
      }
      const rows = some.map(({ segment }, row) => ({ ...segment, row, ids: { length: 1 } }));
      this.#project(this.#head, this.#normed, [this.#logits], some.length, rows);
      for (const [at, { segment, index }] of some.entries()) {
        const logits = this.#logits.values.subarray(at * vocabularySize, (at + 1) * vocabularySize);
        segment.logits.set(withoutPadding(logits, this.config), index * vocabularySize);
      }
    }
  }

  #attention(layer: Layer, index: number, tokens: number, segments: readonly Placed[]): void {
    const { heads, kvHeads, headDim, attentionScale, rmsNormEps } = this.config;
    rmsNorm(this.#states.values, 0, this.#normed.values, layer.attentionNorm, tokens, rmsNormEps);
    this.#project(layer.qkv, this.#normed, this.#attended, tokens, segments);

    const ownRope = hasWindow(this.config, index) ? this.#windowRope : null;
    for (const { row, ids, past, cache, rope } of segments) {
      const side = kvHeads * PAGE_TOKENS * headBytes(cache.format, headDim);
      const keyOffset = index * 2 * side;
      const valueOffset = keyOffset + side;
      const queries = this.#queries.from(row * heads * headDim);
      const keys = this.#keys.from(row * kvHeads * headDim);
      const values = this.#values.from(row * kvHeads * headDim);
      this.#rotate(queries.values, layer.qNorm, heads, ids.length, past, ownRope ?? rope);
      this.#rotate(keys.values, layer.kNorm, kvHeads, ids.length, past, ownRope ?? rope);
      this.#store(keys.values, keyOffset, ids.length, past, cache);
      this.#store(values.values, valueOffset, ids.length, past, cache);
      this.compute.attend({
        queries,
        output: this.#mixed.from(row * heads * headDim),
        tokens: ids.length,
        past,
        window: visibleTokens(this.config, index),
        scale: attentionScale,
        heads,
        kvHeads,
        headDim,
        pages: cache.pages,
        format: cache.format,
        keyOffset,
        valueOffset,
      });
    }
    this.#project(layer.o, this.#mixed, this.#given, tokens, segments);
    this.#addNormed(layer.after?.attention, tokens);
  }

  #feedForward(layer: Layer, tokens: number, segments: readonly Placed[]): void {
    const { ffnSize, activation, rmsNormEps } = this.config;
    rmsNorm(this.#states.values, 0, this.#normed.values, layer.ffnNorm, tokens, rmsNormEps);
    this.#project(layer.gateUp, this.#normed, this.#gated, tokens, segments);
    this.compute.gate(activation, this.#gate, this.#up, tokens * ffnSize);
    this.#project(layer.down, this.#gate, this.#given, tokens, segments);
    this.#addNormed(layer.after?.feedForward, tokens);
  }

  /** Adds what attention or feed-forward gave to the residual, normalised first where the model does. */
  #addNormed(norm: Float32Array | undefined, tokens: number): void {
    const { hiddenSize, rmsNormEps } = this.config;
    const given = this.#normed.values;
    if (norm !== undefined) rmsNorm(given, 0, given, norm, tokens, rmsNormEps);
    add(this.#states.values, given, tokens * hiddenSize);
  }

  /** The products for all rows, and what adapters add to those of their segments. */
  #project(
    { all, matrices }: Projections,
    input: FloatBuffer,
    outputs: readonly FloatBuffer[],
    tokens: number,
    segments: readonly (Pick<Placed, 'adapter' | 'row'> & { readonly ids: { readonly length: number } })[],
  ): void {
    this.compute.multiply(matrices, input, outputs, tokens);
    for (let index = 0; index < all.length; index++) {
      const { name, matrix, bias } = all[index]!;
      const output = outputs[index]!;
      this.traffic.bytes += matrix.bytes;
      if (bias !== null) {
        const y = output.values;
        for (let token = 0; token < tokens; token++) {
          for (let i = 0; i < bias.length; i++) y[token * bias.length + i]! += bias[i]!;
        }
      }
      for (const { adapter, row, ids } of segments) {
        if (adapter === null) continue;
        const [x, y] = [input.from(row * matrix.columns), output.from(row * matrix.rows)];
        this.traffic.bytes += adapter.add(name, x, y, ids.length);
      }
    }
  }

  /** QK-norm where the model has it, then RoPE, on every head of `x` `[tokens, heads · headDim]`. */
  #rotate(
    x: Float32Array,
    norm: Float32Array | null,
    heads: number,
    tokens: number,
    past: number,
    rope: RopeTable,
  ): void {
    const { headDim, rmsNormEps } = this.config;
    if (norm !== null) rmsNorm(x, 0, x, norm, tokens * heads, rmsNormEps);
    for (let token = 0; token < tokens; token++) {
      for (let head = 0; head < heads; head++) {
        rope.rotate(x, (token * heads + head) * headDim, past + token);
      }
    }
  }

  /** Puts `x` `[tokens, kvHeads · headDim]` into the pages at byte `offset`. */
  #store(x: Float32Array, offset: number, tokens: number, past: number, cache: KvCache): void {
    const { kvHeads, headDim } = this.config;
    const { format, pages } = cache;
    const rowBytes = headBytes(format, headDim);
    for (let token = 0; token < tokens; token++) {
      const position = past + token;
      const page = pages[Math.floor(position / PAGE_TOKENS)]!;
      for (let head = 0; head < kvHeads; head++) {
        const from = (token * kvHeads + head) * headDim;
        const to = offset + (head * PAGE_TOKENS + (position % PAGE_TOKENS)) * rowBytes;
        writeRow(format, x.subarray(from, from + headDim), page, to);
      }
    }
  }
}

function layerWeights(config: DecoderConfig, weights: WeightTable, index: number): Layer {
  const prefix = `model.layers.${index}.`;
  const norms = normNames(config);
  const project = (path: string, hasBias = false): Projection => ({
    name: `${prefix}${path}.weight`,
    matrix: weights.matrix(`${prefix}${path}.weight`),
    bias: hasBias ? weights.vector(`${prefix}${path}.bias`) : null,
  });
  return {
    attentionNorm: weights.vector(prefix + norms.attention),
    qkv: together(
      project('self_attn.q_proj', config.qkvBias),
      project('self_attn.k_proj', config.qkvBias),
      project('self_attn.v_proj', config.qkvBias),
    ),
    qNorm: config.qkNorm ? weights.vector(`${prefix}self_attn.q_norm.weight`) : null,
    kNorm: config.qkNorm ? weights.vector(`${prefix}self_attn.k_norm.weight`) : null,
    o: together(project('self_attn.o_proj')),
    ffnNorm: weights.vector(prefix + norms.feedForward),
    after: norms.after && {
      attention: weights.vector(prefix + norms.after.attention),
      feedForward: weights.vector(prefix + norms.after.feedForward),
    },
    gateUp: together(project('mlp.gate_proj'), project('mlp.up_proj')),
    down: together(project('mlp.down_proj')),
  };
}

/** `output[r] = x[r] / rms(x[r]) · weight` for `rows` rows of `weight.length`, of `x` from `start` on; `output` may be `x`. */
function rmsNorm(
  x: Float32Array,
  start: number,
  output: Float32Array,
  weight: Float32Array,
  rows: number,
  eps: number,
): void {
  const size = weight.length;
  for (let row = 0; row < rows; row++) {
    const from = start + row * size;
    const to = row * size;
    let squares = 0;
    for (let i = 0; i < size; i++) squares += x[from + i]! * x[from + i]!;
    const scale = 1 / Math.sqrt(squares / size + eps);
    for (let i = 0; i < size; i++) output[to + i] = x[from + i]! * scale * weight[i]!;
  }
}

function scale(x: Float32Array, factor: number, count: number): void {
  for (let i = 0; i < count; i++) x[i]! *= factor;
}

function add(x: Float32Array, y: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) x[i]! += y[i]!;
}

/** One forward pass of a Llama-family decoder over a chunk of tokens, synchronous. */

import { LocumError } from '../../errors.ts';
import type { Weight } from '../checkpoint/matrix.ts';
import { type DecoderConfig, hasWindow, normNames, usedVector, visibleTokens } from '../decoder-config.ts';
import { type Compute, type FloatBuffer, type MatrixOperator, PAGE_TOKENS } from './compute.ts';
import type { KvCache } from './kv-cache.ts';
import { RopeTable } from './rope-table.ts';

interface Projection {
  readonly matrix: MatrixOperator;
  readonly bias: Float32Array | null;
}

interface Layer {
  readonly attentionNorm: Float32Array;
  readonly q: Projection;
  readonly k: Projection;
  readonly v: Projection;
  readonly qNorm: Float32Array | null;
  readonly kNorm: Float32Array | null;
  readonly o: MatrixOperator;
  readonly ffnNorm: Float32Array;
  /** Of what attention and feed-forward give, before it is added; null where that is added as it is. */
  readonly after: { readonly attention: Float32Array; readonly feedForward: Float32Array } | null;
  readonly gate: MatrixOperator;
  readonly up: MatrixOperator;
  readonly down: MatrixOperator;
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

export class Decoder {
  readonly config: DecoderConfig;
  /** Most tokens of one `run`. */
  readonly chunk: number;
  readonly compute: Compute;
  readonly #embedding: MatrixOperator;
  readonly #head: MatrixOperator;
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

  constructor(config: DecoderConfig, compute: Compute, weights: WeightTable, chunk: number) {
    this.config = config;
    this.compute = compute;
    this.chunk = chunk;
    this.#embedding = weights.matrix('model.embed_tokens.weight');
    this.#head = config.tiedEmbeddings ? this.#embedding : weights.matrix('lm_head.weight');
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
  }

  /**
   * Runs `ids` (at most `chunk`) at positions `past` … and puts their keys and values into `cache`.
   * @param long whether keys are rotated by the long factors of LongRoPE
   * @param logitRows how many of the last positions get logits
   * @param logits receives them, `[logitRows, vocabularySize]`
   */
  run(
    ids: readonly number[],
    past: number,
    cache: KvCache,
    long: boolean,
    logitRows: number,
    logits: Float32Array,
  ): void {
    const tokens = ids.length;
    const { hiddenSize, vocabularySize, embeddingScale } = this.config;
    cache.reserve(past + tokens);
    const rope = this.#ropes[long ? 1 : 0];
    for (const table of [rope, this.#windowRope]) table?.reserve(past + tokens);
    ids.forEach((id, token) => {
      this.#embedding.copyRow(id, this.#states, token * hiddenSize);
    });
    if (embeddingScale !== 1) scale(this.#states.values, embeddingScale, tokens * hiddenSize);
    this.#layers.forEach((layer, index) => {
      const own = hasWindow(this.config, index) ? this.#windowRope : null;
      this.#attention(layer, index, tokens, past, cache, own ?? rope);
      this.#feedForward(layer, tokens);
    });
    for (let row = 0; row < logitRows; row += HEAD_ROWS) {
      const rows = Math.min(HEAD_ROWS, logitRows - row);
      const first = (tokens - logitRows + row) * hiddenSize;
      rmsNorm(this.#states.values, first, this.#normed.values, this.#finalNorm, rows, this.config.rmsNormEps);
      this.#head.multiply(this.#normed, this.#logits, rows);
      logits.set(this.#logits.values.subarray(0, rows * vocabularySize), row * vocabularySize);
    }
  }

  #attention(layer: Layer, index: number, tokens: number, past: number, cache: KvCache, rope: RopeTable): void {
    const { heads, kvHeads, headDim, attentionScale, rmsNormEps } = this.config;
    rmsNorm(this.#states.values, 0, this.#normed.values, layer.attentionNorm, tokens, rmsNormEps);
    this.#project(layer.q, this.#queries, tokens);
    this.#project(layer.k, this.#keys, tokens);
    this.#project(layer.v, this.#values, tokens);
    this.#rotate(this.#queries.values, layer.qNorm, heads, tokens, past, rope);
    this.#rotate(this.#keys.values, layer.kNorm, kvHeads, tokens, past, rope);

    const side = kvHeads * PAGE_TOKENS * headDim;
    const keyOffset = index * 2 * side;
    const valueOffset = keyOffset + side;
    this.#store(this.#keys.values, keyOffset, tokens, past, cache);
    this.#store(this.#values.values, valueOffset, tokens, past, cache);
    this.compute.attend({
      queries: this.#queries,
      output: this.#mixed,
      tokens,
      past,
      window: visibleTokens(this.config, index),
      scale: attentionScale,
      heads,
      kvHeads,
      headDim,
      pages: cache.pages,
      keyOffset,
      valueOffset,
    });
    layer.o.multiply(this.#mixed, this.#normed, tokens);
    this.#addNormed(layer.after?.attention, tokens);
  }

  #feedForward(layer: Layer, tokens: number): void {
    const { ffnSize, activation, rmsNormEps } = this.config;
    rmsNorm(this.#states.values, 0, this.#normed.values, layer.ffnNorm, tokens, rmsNormEps);
    layer.gate.multiply(this.#normed, this.#gate, tokens);
    layer.up.multiply(this.#normed, this.#up, tokens);
    this.compute.gate(activation, this.#gate, this.#up, tokens * ffnSize);
    layer.down.multiply(this.#gate, this.#normed, tokens);
    this.#addNormed(layer.after?.feedForward, tokens);
  }

  /** Adds what attention or feed-forward gave to the residual, normalised first where the model does. */
  #addNormed(norm: Float32Array | undefined, tokens: number): void {
    const { hiddenSize, rmsNormEps } = this.config;
    const given = this.#normed.values;
    if (norm !== undefined) rmsNorm(given, 0, given, norm, tokens, rmsNormEps);
    add(this.#states.values, given, tokens * hiddenSize);
  }

  #project({ matrix, bias }: Projection, output: FloatBuffer, tokens: number): void {
    matrix.multiply(this.#normed, output, tokens);
    if (bias === null) return;
    const y = output.values;
    for (let token = 0; token < tokens; token++) {
      for (let i = 0; i < bias.length; i++) y[token * bias.length + i]! += bias[i]!;
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

  /** Puts `x` `[tokens, kvHeads · headDim]` into the pages at `offset`. */
  #store(x: Float32Array, offset: number, tokens: number, past: number, cache: KvCache): void {
    const { kvHeads, headDim } = this.config;
    for (let token = 0; token < tokens; token++) {
      const position = past + token;
      const page = cache.pages[Math.floor(position / PAGE_TOKENS)]!.values;
      for (let head = 0; head < kvHeads; head++) {
        const from = (token * kvHeads + head) * headDim;
        const to = offset + (head * PAGE_TOKENS + (position % PAGE_TOKENS)) * headDim;
        for (let i = 0; i < headDim; i++) page[to + i] = x[from + i]!;
      }
    }
  }
}

function layerWeights(config: DecoderConfig, weights: WeightTable, index: number): Layer {
  const prefix = `model.layers.${index}.`;
  const norms = normNames(config);
  const project = (name: 'q' | 'k' | 'v'): Projection => ({
    matrix: weights.matrix(`${prefix}self_attn.${name}_proj.weight`),
    bias: config.qkvBias ? weights.vector(`${prefix}self_attn.${name}_proj.bias`) : null,
  });
  return {
    attentionNorm: weights.vector(prefix + norms.attention),
    q: project('q'),
    k: project('k'),
    v: project('v'),
    qNorm: config.qkNorm ? weights.vector(`${prefix}self_attn.q_norm.weight`) : null,
    kNorm: config.qkNorm ? weights.vector(`${prefix}self_attn.k_norm.weight`) : null,
    o: weights.matrix(`${prefix}self_attn.o_proj.weight`),
    ffnNorm: weights.vector(prefix + norms.feedForward),
    after: norms.after && {
      attention: weights.vector(prefix + norms.after.attention),
      feedForward: weights.vector(prefix + norms.after.feedForward),
    },
    gate: weights.matrix(`${prefix}mlp.gate_proj.weight`),
    up: weights.matrix(`${prefix}mlp.up_proj.weight`),
    down: weights.matrix(`${prefix}mlp.down_proj.weight`),
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

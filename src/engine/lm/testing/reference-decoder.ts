/**
 * The decoder once more, in float64 and as plainly as its formulas read: no cache, no tiles, nothing shared with
 * the backends. What they compute is tested against this.
 */

import type { Precision } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { dequantize } from '../checkpoint/quantize.ts';
import { type DecoderConfig, hasWindow, normNames, visibleTokens } from '../decoder-config.ts';
import { referenceRope, rotate } from './reference-rope.ts';

export type ReferenceWeights = ReadonlyMap<string, Float64Array>;

/** All weights of a checkpoint, rounded to `precision` as a backend would hold them, widened to float64. */
export async function referenceWeights(
  checkpoint: Checkpoint,
  precision: Precision | 'stored' = 'stored',
): Promise<ReferenceWeights> {
  const weights = new Map<string, Float64Array>();
  for await (const weight of checkpoint.weights({ precision })) {
    const values = weight.kind === 'vector' ? weight.vector : dequantize(weight.matrix);
    weights.set(weight.name, Float64Array.from(values));
  }
  return weights;
}

/** Logits at every position, `[ids.length, vocabularySize]`. */
export function referenceLogits(
  config: DecoderConfig,
  weights: ReferenceWeights,
  ids: readonly number[],
): Float64Array {
  const { hiddenSize, headDim, heads, kvHeads, vocabularySize, activation } = config;
  const norms = normNames(config);
  const norm = (x: Float64Array, weight: Float64Array): Float64Array =>
    rmsNorm(x, weight, config.normOffset, config.rmsNormEps);
  const get = (name: string): Float64Array => {
    const values = weights.get(name);
    if (values === undefined) throw new Error(`reference decoder: no weight ${name}`);
    return values;
  };
  const everyRope = referenceRope(config.rope, ids.length);
  const windowRope = config.windowRope === null ? everyRope : referenceRope(config.windowRope, ids.length);
  const embedding = get('model.embed_tokens.weight');
  let states: Float64Array[] = ids.map((id) =>
    embedding.slice(id * hiddenSize, (id + 1) * hiddenSize).map((value) => value * config.embeddingScale),
  );

  for (let layer = 0; layer < config.layers; layer++) {
    const local = (name: string): Float64Array => get(`model.layers.${layer}.${name}`);
    const rope = hasWindow(config, layer) ? windowRope : everyRope;
    /** The residual sum. */
    const added = (x: Float64Array, y: Float64Array, after: string | undefined): Float64Array =>
      sum(x, after === undefined ? y : norm(y, local(after)));
    const project = (name: string, x: Float64Array): Float64Array => {
      const y = product(local(`self_attn.${name}_proj.weight`), x);
      return config.qkvBias ? sum(y, local(`self_attn.${name}_proj.bias`)) : y;
    };
    const split = (x: Float64Array, name: 'q' | 'k', position: number): Float64Array[] =>
      headsOf(x, headDim).map((head) => {
        const normed = config.qkNorm ? norm(head, local(`self_attn.${name}_norm.weight`)) : head;
        return rotate(normed, position, rope);
      });

    const inputs = states.map((x) => norm(x, local(norms.attention)));
    const queries = inputs.map((x, position) => split(project('q', x), 'q', position));
    const keys = inputs.map((x, position) => split(project('k', x), 'k', position));
    const values = inputs.map((x) => headsOf(project('v', x), headDim));
    const span = visibleTokens(config, layer);
    states = states.map((x, position) => {
      const first = Math.max(0, position - span + 1);
      const mixed = new Float64Array(heads * headDim);
      for (let head = 0; head < heads; head++) {
        const shared = Math.floor(head / (heads / kvHeads));
        const query = queries[position]![head]!;
        const scores = keys.slice(first, position + 1).map((key) => dot(query, key[shared]!) * config.attentionScale);
        softmax(scores).forEach((weight, past) => {
          const value = values[first + past]![shared]!;
          for (let i = 0; i < headDim; i++) mixed[head * headDim + i]! += weight * value[i]!;
        });
      }
      return added(x, product(local('self_attn.o_proj.weight'), mixed), norms.after?.attention);
    });
    states = states.map((x) => {
      const input = norm(x, local(norms.feedForward));
      const gate = product(local('mlp.gate_proj.weight'), input);
      const up = product(local('mlp.up_proj.weight'), input);
      const hidden = gate.map((g, i) => (activation === 'silu' ? silu(g) : gelu(g)) * up[i]!);
      return added(x, product(local('mlp.down_proj.weight'), hidden), norms.after?.feedForward);
    });
  }

  const head = config.tiedEmbeddings ? embedding : get('lm_head.weight');
  const logits = new Float64Array(ids.length * vocabularySize);
  states.forEach((x, position) => {
    logits.set(product(head, norm(x, get('model.norm.weight'))), position * vocabularySize);
  });
  return logits;
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((total, value, i) => total + value * b[i]!, 0);
const sum = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + b[i]!);

/** y = W x, W row-major `[out, in]`. */
function product(matrix: Float64Array, x: Float64Array): Float64Array {
  const y = new Float64Array(matrix.length / x.length);
  for (let row = 0; row < y.length; row++) {
    let total = 0;
    for (let i = 0; i < x.length; i++) total += matrix[row * x.length + i]! * x[i]!;
    y[row] = total;
  }
  return y;
}

function rmsNorm(x: Float64Array, weight: Float64Array, offset: number, eps: number): Float64Array {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + eps);
  return x.map((value, i) => value * scale * (offset + weight[i]!));
}

const silu = (x: number): number => x / (1 + Math.exp(-x));
const gelu = (x: number): number => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

function headsOf(x: Float64Array, headDim: number): Float64Array[] {
  return Array.from({ length: x.length / headDim }, (_, head) => x.slice(head * headDim, (head + 1) * headDim));
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - largest));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

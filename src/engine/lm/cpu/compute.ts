/**
 * The heavy arithmetic of a decoder, behind which two implementations stand: plain TypeScript (the oracle) and
 * WASM SIMD. Weights and activations live where the implementation can reach them.
 */

import type { CacheFormat } from '../cache-format.ts';
import type { Matrix } from '../checkpoint/matrix.ts';
import type { DecoderConfig } from '../decoder-config.ts';

export type Activation = DecoderConfig['activation'];

/** f32 numbers in the implementation's memory. */
export interface FloatBuffer {
  /** A view for reading and writing. Take it anew after anything was allocated: memory may have moved. */
  readonly values: Float32Array;
  /** Its numbers from `start` on as a buffer, over the same memory. */
  from(start: number): FloatBuffer;
}

/** A weight matrix `[rows, columns]` in the implementation's memory. */
export interface MatrixOperator {
  readonly rows: number;
  readonly columns: number;
  /**
   * `output[t, r] = Σ_c matrix[r, c] · input[t, c]`; input `[tokens, columns]`, output `[tokens, rows]`, of both of which there
   * is room for a third token where there are two: what stands there is lost.
   */
  multiply(input: FloatBuffer, output: FloatBuffer, tokens: number): void;
  /** Of the matrix in memory: what one `multiply` reads. */
  readonly bytes: number;
  /** Writes one row, widened to f32, at `output[offset …]`. */
  copyRow(row: number, output: FloatBuffer, offset: number): void;
}

/** Bytes in the implementation's memory, and the same as numbers. Take the views anew after anything was allocated. */
export interface PageBuffer {
  readonly bytes: Int8Array;
  readonly halfs: Uint16Array;
  readonly floats: Float32Array;
}

/** Tokens in one page of the KV cache. */
export const PAGE_TOKENS = 128;

/** Causal attention of one layer, for `tokens` new positions after `past` earlier ones, whose keys and values are in the pages. */
export interface AttentionStep {
  /** `[tokens, heads · headDim]` */
  readonly queries: FloatBuffer;
  /** `[tokens, heads · headDim]` */
  readonly output: FloatBuffer;
  readonly tokens: number;
  readonly past: number;
  /** How many positions a query sees, its own among them; Infinity for all. */
  readonly window: number;
  /** By what q · k is multiplied. */
  readonly scale: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Page p holds positions from p · PAGE_TOKENS on. */
  readonly pages: readonly PageBuffer[];
  readonly format: CacheFormat;
  /** At what byte of each page this layer's keys begin: `[kvHeads, PAGE_TOKENS, head]`. */
  readonly keyOffset: number;
  /** The same for values. */
  readonly valueOffset: number;
}

export interface Compute {
  readonly name: 'typescript' | 'wasm';
  /** Bytes that it has taken in all, for weights, pages and what is calculated between. */
  readonly allocatedBytes: number;
  /** @throws {LocumError} `out-of-memory` */
  allocate(length: number): FloatBuffer;
  /** @throws {LocumError} `out-of-memory` */
  allocatePage(bytes: number): PageBuffer;
  /** Copies a matrix in. @throws {LocumError} `out-of-memory` */
  load(matrix: Matrix): MatrixOperator;
  /** Runs `work`, a forward pass: products and attention in it follow closely. @throws {ThreadLost} it has to be run again */
  pass(work: () => void): void;
  /** The products of one input with several matrices, as `multiply` of each: fewer jobs. */
  multiply(
    matrices: readonly MatrixOperator[],
    input: FloatBuffer,
    outputs: readonly FloatBuffer[],
    tokens: number,
  ): void;
  /** output = softmax(scale · queries · keysᵀ) · values, head by head. */
  attend(step: AttentionStep): void;
  /** gate = activation(gate) · up, the first `count` elements. */
  gate(activation: Activation, gate: FloatBuffer, up: FloatBuffer, count: number): void;
}

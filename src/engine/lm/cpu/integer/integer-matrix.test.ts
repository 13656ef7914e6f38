import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../../checkpoint/checkpoint.ts';
import type { Matrix } from '../../checkpoint/matrix.ts';
import { dequantize, quantize } from '../../checkpoint/quantize.ts';
import { maxDifference } from '../../testing/golden.ts';
import { randomCheckpoint } from '../../testing/random-checkpoint.ts';
import { JobRunner } from '../jobs/runner.ts';
import { availableSimd, Kernels, kernelModules } from '../kernels.ts';
import { loadCpuModel } from '../model.ts';
import { Arena, WasmBuffer } from '../wasm-memory.ts';
import { IntegerArithmetic, IntegerMatrix } from './integer-matrix.ts';
import { blockBytes } from './interleave.ts';
import type { Simd } from './kernel-source.ts';

if (availableSimd() === 'fixed') setFlagsFromString('--experimental-wasm-relaxed-simd');

const FORMATS = ['q8', 'q8_16', 'q4', 'q4_1'] as const;
const GROUP = 32;

/** Numbers from -1 to 1, the same every time. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** x as int16 with a scale a group makes it, and half a step of that scale: how far any number may be moved. */
function quantised(x: Float32Array): { readonly values: Float64Array; readonly halfSteps: Float64Array } {
  const values = new Float64Array(x.length);
  const halfSteps = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += GROUP) {
    const scale = Math.max(...x.subarray(start, start + GROUP).map(Math.abs)) / 32639;
    for (let i = start; i < start + GROUP; i++) {
      values[i] = scale === 0 ? 0 : Math.round(x[i]! / scale) * scale;
      halfSteps[i] = scale / 2;
    }
  }
  return { values, halfSteps };
}

async function integerArithmetic(arena: Arena, simd?: Simd): Promise<IntegerArithmetic> {
  return new IntegerArithmetic(new JobRunner(new Kernels(await kernelModules(false, simd), arena.memory), null), arena);
}

async function multiplied(matrix: Matrix, x: Float32Array, tokens: number, simd?: Simd): Promise<Float32Array> {
  const arena = Arena.own();
  const operator = IntegerMatrix.load(await integerArithmetic(arena, simd), matrix)!;
  const input = WasmBuffer.allocate(arena, x.length);
  const output = WasmBuffer.allocate(arena, tokens * matrix.rows);
  input.values.set(x);
  operator.multiply(input, output, tokens);
  return output.values.slice();
}

describe.each(FORMATS)('products in integers with %s weights', (format) => {
  const rows = 12;
  const columns = 160;
  const matrix = quantize(numbers(rows * columns, 1), rows, columns, format);
  const weights = dequantize(matrix);

  it.each([1, 2, 7, 64, 130])(
    'are those of quantised activations, and off by no more than their rounding: %d tokens',
    async (tokens) => {
      const x = numbers(tokens * columns, 2);
      x.fill(0, 32, 64);
      x[70] = 40;
      const { values, halfSteps } = quantised(x);
      const y = await multiplied(matrix, x, tokens);
      for (let token = 0; token < tokens; token++) {
        for (let row = 0; row < rows; row++) {
          let [expected, exact, bound] = [0, 0, 0];
          for (let c = 0; c < columns; c++) {
            const w = weights[row * columns + c]!;
            expected += w * values[token * columns + c]!;
            exact += w * x[token * columns + c]!;
            bound += Math.abs(w) * halfSteps[token * columns + c]!;
          }
          const got = y[token * rows + row]!;
          expect(Math.abs(got - exact)).toBeLessThan(bound + 2e-5);
          // Halves round to either side, which is why this is no equality.
          expect(Math.abs(got - expected)).toBeLessThan(bound / 20 + 2e-5);
        }
      }
    },
  );

  it('are the same to the bit for a token alone and among others', async () => {
    const x = numbers(9 * columns, 3);
    const together = await multiplied(matrix, x, 9);
    for (let token = 0; token < 9; token++) {
      const alone = await multiplied(matrix, x.slice(token * columns, (token + 1) * columns), 1);
      expect(together.slice(token * rows, (token + 1) * rows)).toEqual(alone);
    }
  });

  // Node 20 has relaxed SIMD behind a flag, which is set above.
  it.skipIf(availableSimd() === 'fixed')('are the same to the bit with relaxed SIMD and without', async () => {
    for (const tokens of [1, 7]) {
      const x = numbers(tokens * columns, 4);
      x[70] = 40;
      expect(await multiplied(matrix, x, tokens, 'relaxed')).toEqual(await multiplied(matrix, x, tokens, 'fixed'));
    }
  });

  it('have the rows of the matrix', async () => {
    const arena = Arena.own();
    const operator = IntegerMatrix.load(await integerArithmetic(arena), matrix)!;
    const output = WasmBuffer.allocate(arena, columns + 4);
    operator.copyRow(6, output, 4);
    expect(output.values.slice(4)).toEqual(weights.slice(6 * columns, 7 * columns));
  });

  it('give a model its logits within what the rounding of activations may change', async () => {
    const checkpoint = await openCheckpoint(randomCheckpoint({ config: { contextLength: 200 } }).source);
    const ids = Array.from({ length: 90 }, (_, index) => (index * 37 + 11) % 100);
    const logits = async (activations: 'f32' | 'int16') => {
      const model = await loadCpuModel(checkpoint, { compute: 'wasm', precision: format, activations });
      return (await model.extend(ids, { logits: 'all' })).data;
    };
    const [exact, integer] = [await logits('f32'), await logits('int16')];
    const range = Math.max(...exact) - Math.min(...exact);
    expect(maxDifference(exact, integer)).toBeGreaterThan(0);
    expect(maxDifference(exact, integer)).toBeLessThan(range / 2000);
  });
});

it.each(FORMATS)('touches nothing beyond the memory, however close to its end a matrix of %s lies', async (format) => {
  const matrix = quantize(numbers(8 * 64, 5), 8, 64, format);
  for (let spare = 0; spare <= 8192; spare += 1024) {
    const arena = Arena.own();
    const arithmetic = await integerArithmetic(arena);
    const [input, output] = [WasmBuffer.allocate(arena, 2 * 64), WasmBuffer.allocate(arena, 2 * 8)];
    arithmetic.reserve(64);
    const end = arena.allocate(0);
    arena.allocate(65536 - end - 2 * 2 * blockBytes(format) - spare);
    const operator = IntegerMatrix.load(arithmetic, matrix)!;
    for (const tokens of [1, 2]) expect(() => operator.multiply(input, output, tokens)).not.toThrow();
  }
});

it('leaves what the kernels do not multiply to others: floats, rows not in fours', async () => {
  const arithmetic = await integerArithmetic(Arena.own());
  const load = (matrix: Matrix) => IntegerMatrix.load(arithmetic, matrix);
  expect(load(quantize(numbers(128, 1), 4, 32, 'f32'))).toBeNull();
  expect(load(quantize(numbers(160, 1), 5, 32, 'q4'))).toBeNull();
  expect(load(quantize(numbers(128, 1), 4, 32, 'q4'))).not.toBeNull();
});

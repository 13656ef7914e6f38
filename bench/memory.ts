/**
 * `npm run bench:memory`: the memory that presets and light trios take with 4,096 tokens, summed over the buffers that the GPU runtime makes. Models of
 * the right shapes, one after the other; their weights are zeros and are not written, and nothing is computed: buffers are counted, not
 * filled. `--context N`, `--json`.
 */
import { parseArgs } from 'node:util';
import { gpuFor, restartWithSwiftShader } from '../node/gpu.ts';
import { besideNeed, memoryNeed, shapeForCache } from '../src/engine/catalogue/memory.ts';
import { catalogueModel } from '../src/engine/catalogue/models.ts';
import { type ModelShape, parametersOf } from '../src/engine/catalogue/shape.ts';
import { type CacheFormat, cacheFor } from '../src/engine/lm/cache-format.ts';
import type { Checkpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { parseConfig } from '../src/engine/lm/checkpoint/config.ts';
import type { Weight } from '../src/engine/lm/checkpoint/matrix.ts';
import { missingFile } from '../src/engine/lm/checkpoint/source.ts';
import { decoderTensors } from '../src/engine/lm/checkpoint/tensors.ts';
import type { AdapterWeights } from '../src/engine/lm/lora/low-rank.ts';
import { GpuRuntime } from '../src/engine/lm/webgpu/runtime.ts';

const { values } = parseArgs({
  options: { context: { type: 'string', default: '4096' }, json: { type: 'boolean', default: false } },
});
const elsewhere = await restartWithSwiftShader('webgpu');
if (elsewhere !== null) process.exit(elsewhere);

const SHAPES = {
  'Phi-3.5-mini': shapeOf('microsoft/Phi-3.5-mini-instruct'),
  'Llama-3.2-3B': shapeOf('meta-llama/Llama-3.2-3B-Instruct'),
  'Qwen2.5-1.5B': shapeOf('Qwen/Qwen2.5-1.5B-Instruct'),
  'Llama-3.2-1B': shapeOf('meta-llama/Llama-3.2-1B-Instruct'),
};
type Shape = keyof typeof SHAPES;

/** A base that is its anti-expert, too, and an expert that is the base and an adapter of all matrices, kept apart. */
interface LightCase {
  readonly model: Shape;
  readonly rank: number;
  readonly cache: CacheFormat;
  /** It is what such a trio gets unless somebody wants otherwise: the bar is for that. */
  readonly isUsual: boolean;
}

/** Times what the base takes by itself. */
const LIGHT_BAR = 1.15;
const LIGHT_CASES: readonly LightCase[] = (['Llama-3.2-3B', 'Qwen2.5-1.5B'] as const).flatMap((model) =>
  (['f16', 'q8'] as const).map((cache) => ({ model, rank: 16, cache, isUsual: cache === usualBeside(model) })),
);

function usualBeside(model: Shape): CacheFormat {
  return cacheFor('auto', { ...shapeForCache(SHAPES[model]), isShared: true });
}

interface Case {
  readonly name: string;
  readonly models: readonly Shape[];
  readonly cache: CacheFormat;
  readonly bar: number;
}

const MEDIPHI: readonly Shape[] = ['Phi-3.5-mini', 'Phi-3.5-mini'];
const CASES: readonly Case[] = [
  { name: 'MediPhi on Phi-3.5-mini (base = anti)', models: MEDIPHI, cache: 'f16', bar: 8.0e9 },
  { name: 'the same', models: MEDIPHI, cache: 'q8', bar: 6.5e9 },
  {
    name: 'Llama-3.2-3B + 1B − 1B',
    models: ['Llama-3.2-3B', 'Llama-3.2-1B', 'Llama-3.2-1B'],
    cache: 'f16',
    bar: 4.4e9,
  },
];

function shapeOf(id: string): ModelShape {
  const model = catalogueModel(id);
  if (model === undefined) throw new Error(`“${id}” is not in the catalogue.`);
  return model.shape;
}

/** A model in q4 that has a first row of zeros in each matrix, and no others: room for all of them is made all the same. */
function hollow(name: Shape): Checkpoint {
  const shape = SHAPES[name];
  const { decoder: config } = parseConfig(
    JSON.stringify({
      architectures: [shape.qkvBias ? 'Qwen2ForCausalLM' : 'LlamaForCausalLM'],
      hidden_size: shape.hiddenSize,
      num_hidden_layers: shape.layers,
      num_attention_heads: shape.heads,
      num_key_value_heads: shape.kvHeads,
      head_dim: shape.headDim,
      intermediate_size: shape.ffnSize,
      vocab_size: shape.vocabularySize,
      max_position_embeddings: 131_072,
      tie_word_embeddings: shape.tiedEmbeddings,
    }),
  );
  async function* weights(): AsyncGenerator<Weight, void, undefined> {
    for (const {
      name: tensor,
      shape: [rows, columns],
    } of decoderTensors(config)) {
      if (columns === undefined) {
        yield { name: tensor, kind: 'vector', vector: new Float32Array(rows) };
        continue;
      }
      const data = new Uint32Array(columns / 8);
      const matrix = { precision: 'q4', rows: 1, columns, data, scales: new Uint16Array(columns / 32) } as const;
      yield { name: tensor, kind: 'matrix', matrix, piece: { row: 0, rows } };
    }
  }
  const text = (path: string): Promise<string> => Promise.reject(missingFile(name, path));
  return {
    id: name,
    config,
    stopIds: [],
    generation: {},
    storedBytes: 0,
    parameters: parametersOf(shape),
    storedPrecision: 'q4',
    heldBytes: 0,
    files: { label: name, text },
    weights,
  };
}

const gpu = await gpuFor('webgpu');
const context = Number(values.context);

/** Bytes of one model's buffers, made and given back. */
async function measured(name: Shape, cache: CacheFormat): Promise<number> {
  const runtime = await GpuRuntime.open({ gpu, kernels: 'workgroup' });
  try {
    const model = await runtime.load(hollow(name), { cache });
    await (await model.context()).reserve(context);
    return runtime.allocatedBytes;
  } finally {
    runtime.destroy();
  }
}

/** An adapter of zeros for all matrices of the layers. */
function hollowAdapter(name: Shape, rank: number): AdapterWeights {
  const matrices = decoderTensors(hollow(name).config).flatMap(({ name: tensor, shape: [rows, columns] }) =>
    columns !== undefined && tensor.startsWith('model.layers.') ? [{ tensor, rows, columns }] : [],
  );
  return new Map(
    matrices.map(({ tensor, rows, columns }) => [
      tensor,
      { rank, a: new Float32Array(rank * columns), b: new Float32Array(rows * rank) },
    ]),
  );
}

/** Bytes of a base's buffers, and then of those of the trio. */
async function measuredLight({ model: name, rank, cache }: LightCase): Promise<{ base: number; trio: number }> {
  const runtime = await GpuRuntime.open({ gpu, kernels: 'workgroup' });
  try {
    const model = await runtime.load(hollow(name), { cache });
    const contexts = [await model.context()];
    await contexts[0]!.reserve(context);
    const base = runtime.allocatedBytes;
    const expert = await model.adapt(hollowAdapter(name, rank), { id: 'expert', stopIds: [] });
    contexts.push(await expert.context());
    await contexts[1]!.reserve(context);
    await model.shared.group(contexts);
    return { base, trio: runtime.allocatedBytes };
  } finally {
    runtime.destroy();
  }
}

const known = new Map<string, number>();
const results: { name: string; cache: CacheFormat; measured: number; told: number; bar: number }[] = [];
for (const { name, models, cache, bar } of CASES) {
  let sum = 0;
  let told = 0;
  for (const model of models) {
    const key = `${model} ${cache}`;
    const bytes = known.get(key) ?? (await measured(model, cache));
    known.set(key, bytes);
    sum += bytes;
    told += memoryNeed(SHAPES[model], 'q4', context, cache).total;
  }
  results.push({ name, cache, measured: sum, told, bar });
}
const light: (LightCase & { base: number; trio: number; told: number })[] = [];
for (const each of LIGHT_CASES) {
  const { model, rank, cache } = each;
  const shape = SHAPES[model];
  const beside = besideNeed(shape, 'q4', rank, context, cache).total;
  const told = memoryNeed(shape, 'q4', context, cache).total + beside;
  light.push({ ...each, ...(await measuredLight(each)), told });
}
const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(2);
if (values.json) console.log(JSON.stringify({ context, results, light }));
else {
  for (const { name, cache, measured: bytes, told, bar } of results) {
    const off = ((told / bytes - 1) * 100).toFixed(2);
    console.log(
      `${name}, cache ${cache}: ${gigabytes(bytes)} GB (bar ${gigabytes(bar)}), told ${gigabytes(told)} GB (${off} %)`,
    );
  }
  for (const { model, rank, cache, isUsual, base, trio, told } of light) {
    const off = ((told / trio - 1) * 100).toFixed(2);
    console.log(
      `Light trio of ${model}, rank ${rank}, cache ${cache}: ${gigabytes(trio)} GB, ${(trio / base).toFixed(3)} × its base (${isUsual ? `bar ${LIGHT_BAR}` : 'by choice'}), told ${gigabytes(told)} GB (${off} %)`,
    );
  }
}
const tooHeavy = light.some(({ isUsual, base, trio }) => isUsual && trio > LIGHT_BAR * base);
process.exit(tooHeavy || results.some(({ measured: bytes, bar }) => bytes > bar) ? 1 : 0);

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled, LocumError } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import { type Files, memorySource } from '../testing/memory-source.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { safetensorsFile, type TensorBytes } from '../testing/safetensors-file.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { WeightsOptions } from './layout.ts';
import type { Weight } from './matrix.ts';
import { dequantize, quantize } from './quantize.ts';
import type { FileSource } from './source.ts';
import { decoderTensors } from './tensors.ts';

const MODEL = 'model.safetensors';

async function read(source: FileSource, options: WeightsOptions = {}): Promise<Map<string, Weight>> {
  const checkpoint = await openCheckpoint(source);
  const weights = new Map<string, Weight>();
  for await (const weight of checkpoint.weights(options)) {
    expect(weights.has(weight.name)).toBe(false);
    weights.set(weight.name, weight);
  }
  expect([...weights.keys()].sort()).toEqual(
    decoderTensors(checkpoint.config)
      .map(({ name }) => name)
      .sort(),
  );
  return weights;
}

const values = (weight: Weight): Float32Array => (weight.kind === 'vector' ? weight.vector : dequantize(weight.matrix));
/** All values of all weights, in a form that compares fast. */
const fingerprint = (weights: Map<string, Weight>): Record<string, string> =>
  Object.fromEntries([...weights].map(([name, weight]) => [name, base64(values(weight))]));
const base64 = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

const RANDOM = randomCheckpoint();

/** The random checkpoint with one file replaced, or missing. */
function changed(file: string, content: Uint8Array | string | undefined): FileSource {
  const files: Record<string, Uint8Array | string> = { ...RANDOM.files };
  if (content === undefined) delete files[file];
  else files[file] = content;
  return memorySource(files);
}

/** The tensors of a safetensors file. */
function tensorsOf(file: Uint8Array): readonly TensorBytes[] {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + length)),
  );
  return Object.entries(header).flatMap(([name, { dtype, shape, data_offsets }]) => {
    const bytes = () => file.slice(8 + length + data_offsets[0], 8 + length + data_offsets[1]);
    return name === '__metadata__' ? [] : [{ name, dtype, shape, bytes: bytes() }];
  });
}

/** A safetensors file whose decoder lies under another prefix, with tensors of an eye beside it. */
function renamed(file: Uint8Array, prefix: string): Uint8Array {
  const tensors = tensorsOf(file).map((tensor) => ({ ...tensor, name: tensor.name.replace('model.', prefix) }));
  const eye = { name: 'vision_tower.embeddings.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(16) };
  return safetensorsFile([eye, ...tensors]);
}

function modelFile(files: Files): Uint8Array {
  const file = files[MODEL];
  if (file instanceof Uint8Array) return file;
  throw new Error('no model file');
}

describe('weights', () => {
  it('do not depend on how the stream is cut, nor on the number of files', async () => {
    const options: RandomCheckpointOptions = { dtype: 'f16', config: { tiedEmbeddings: false } };
    const expected = fingerprint(await read(randomCheckpoint(options).source));
    for (const chunkBytes of [37, 4096, 1 << 22]) {
      const source = memorySource(randomCheckpoint(options).files, 'cut', chunkBytes);
      expect(fingerprint(await read(source))).toEqual(expected);
    }
    expect(fingerprint(await read(randomCheckpoint({ ...options, shards: 3 }).source))).toEqual(expected);
  });

  it.each([
    ['transformers 4', { 'model.': 'language_model.model.' }],
    ['transformers 5', { 'model.': 'model.language_model.' }],
  ])('are found in a model that sees, as %s names them', async (_, { 'model.': prefix }) => {
    const { weights, config } = JSON.parse(readFileSync('training/golden/transformers/gemma3.json', 'utf8'));
    const file = readFileSync(`training/golden/transformers/${weights}.safetensors`);
    const plain = { 'config.json': JSON.stringify(config), [MODEL]: file };
    const { architectures: _name, ...text_config } = config;
    const sees = { architectures: ['Gemma3ForConditionalGeneration'], model_type: 'gemma3', text_config };
    const nested = { 'config.json': JSON.stringify(sees), [MODEL]: renamed(file, prefix) };
    expect(fingerprint(await read(memorySource(nested)))).toEqual(fingerprint(await read(memorySource(plain))));
  });

  it('are bit for bit those of the file when it is f32', async () => {
    const random = RANDOM;
    const weights = await read(random.source);
    const file = modelFile(random.files);
    const total = [...weights.values()].reduce((sum, weight) => sum + values(weight).byteLength, 0);
    const first = new Uint8Array(values(weights.get('model.embed_tokens.weight')!).buffer);
    const data = file.subarray(file.length - total);
    expect(Buffer.compare(first, data.subarray(0, first.length))).toBe(0);
  });

  it('keep q8 as stored, whichever of matrix and scales comes first, across files too', async () => {
    const first = await read(randomCheckpoint({ dtype: 'q8', scales: 'first' }).source);
    const last = await read(randomCheckpoint({ dtype: 'q8', scales: 'last' }).source);
    const sharded = await read(randomCheckpoint({ dtype: 'q8', shards: 4 }).source);
    const matrix = first.get('model.layers.0.mlp.up_proj.weight')!;
    expect(matrix.kind === 'matrix' && matrix.matrix.precision).toBe('q8');
    expect(fingerprint(last)).toEqual(fingerprint(first));
    expect(fingerprint(sharded)).toEqual(fingerprint(first));
  });

  it.each<Precision>(['f32', 'f16', 'q8', 'q4'])(
    'come as %s when asked, from floats and from q8',
    async (precision) => {
      for (const dtype of ['bf16', 'q8'] as const) {
        const { source } = randomCheckpoint({ dtype, config: { layers: 1 } });
        const stored = await read(source);
        for (const [name, weight] of await read(source, { precision })) {
          if (weight.kind === 'vector') continue;
          const { matrix } = weight;
          const before = values(stored.get(name)!);
          // What is stored as q8 is not rounded a second time.
          const isKept = dtype === 'q8' && precision === 'q8';
          const expected = isKept ? before : dequantize(quantize(before, matrix.rows, matrix.columns, precision));
          expect(matrix.precision).toBe(precision);
          expect(base64(dequantize(matrix))).toBe(base64(expected));
        }
      }
    },
  );

  it('report progress in bytes that grows and ends at the whole', async () => {
    const seen: [number, number][] = [];
    await read(randomCheckpoint({ shards: 2 }).source, { onProgress: (done, total) => seen.push([done, total]) });
    const done = seen.map(([bytes]) => bytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(seen.at(-1)![0]).toBe(seen.at(-1)![1]);
  });

  it('stop when cancelled', async () => {
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(read(randomCheckpoint().source, options)).rejects.toBeInstanceOf(Cancelled);
    await expect(openCheckpoint(randomCheckpoint().source, { signal: controller.signal })).rejects.toBeInstanceOf(
      Cancelled,
    );
  });
});

describe('what transformers reads', () => {
  const EMBEDDING = 'model.embed_tokens.weight';
  const HEAD = 'lm_head.weight';
  const tied = modelFile(RANDOM.files);
  const untied = randomCheckpoint({ config: { tiedEmbeddings: false } });
  const withTensors = (tensors: readonly TensorBytes[]) => changed(MODEL, safetensorsFile(tensors));

  it('is the stored head where the configuration ties it to an embedding that is another matrix', async () => {
    const source = changed(MODEL, modelFile(untied.files));
    const checkpoint = await openCheckpoint(source);
    expect(checkpoint.config.tiedEmbeddings).toBe(false);
    expect(fingerprint(await read(source))).toEqual(fingerprint(await read(untied.source)));
  });

  it('is one matrix where both are stored and are the same', async () => {
    const embedding = tensorsOf(tied).find(({ name }) => name === EMBEDDING)!;
    const source = withTensors([...tensorsOf(tied), { ...embedding, name: HEAD }]);
    expect((await openCheckpoint(source)).config.tiedEmbeddings).toBe(true);
    expect(fingerprint(await read(source))).toEqual(fingerprint(await read(RANDOM.source)));
  });

  it('is a tied matrix that is stored under the head’s name', async () => {
    const source = withTensors(
      tensorsOf(tied).map((tensor) => (tensor.name === EMBEDDING ? { ...tensor, name: HEAD } : tensor)),
    );
    expect(fingerprint(await read(source))).toEqual(fingerprint(await read(RANDOM.source)));
  });

  it('is a norm in double precision', async () => {
    const source = withTensors(
      tensorsOf(tied).map((tensor) => {
        if (tensor.name !== 'model.norm.weight') return tensor;
        const doubles = Float64Array.from(new Float32Array(tensor.bytes.buffer));
        return { ...tensor, dtype: 'F64', bytes: new Uint8Array(doubles.buffer) };
      }),
    );
    expect(fingerprint(await read(source))).toEqual(fingerprint(await read(RANDOM.source)));
  });

  it('is a file with a spare tensor of a type that nobody needs', async () => {
    const spare = { name: 'spare', dtype: 'F8_E8M0', shape: [3], bytes: new Uint8Array(3) };
    const source = withTensors([...tensorsOf(tied), spare]);
    expect(fingerprint(await read(source))).toEqual(fingerprint(await read(RANDOM.source)));
  });

  it('is no needed tensor of a type that cannot be read', async () => {
    const source = withTensors(
      tensorsOf(tied).map((tensor) => (tensor.name === 'model.norm.weight' ? { ...tensor, dtype: 'F7' } : tensor)),
    );
    await expect(openCheckpoint(source)).rejects.toMatchObject({ details: { tensor: 'model.norm.weight' } });
  });
});

describe('a checkpoint', () => {
  it('tells its size, parameters and stop ids', async () => {
    const tied = await openCheckpoint(randomCheckpoint({ stopIds: [9, 2], label: 'tiny' }).source);
    expect(tied).toMatchObject({ id: 'tiny', stopIds: [2, 9], storedPrecision: 'f32' });
    expect(tied.storedBytes).toBe(tied.parameters * 4);
    const untied = await openCheckpoint(randomCheckpoint({ config: { tiedEmbeddings: false } }).source);
    expect(untied.parameters - tied.parameters).toBe(100 * 64);
    const source = changed('generation_config.json', '{"eos_token_id": 5, "repetition_penalty": 1.2}');
    const generating = await openCheckpoint(source);
    expect(generating.stopIds).toEqual([0, 5]);
    expect(generating.generation).toEqual({ repetitionPenalty: 1.2 });
  });

  it('ignores tensors that the decoder does not need', async () => {
    const random = RANDOM;
    const entries = decoderTensors(random.config).map(({ name, shape }) => ({
      name,
      dtype: 'F32',
      shape,
      bytes: new Uint8Array(shape.reduce((product: number, size) => product * size, 4)),
    }));
    const extra = { name: 'model.rotary_emb.inv_freq', dtype: 'I64', shape: [3], bytes: new Uint8Array(24) };
    await read(changed(MODEL, safetensorsFile([extra, ...entries])));
  });
});

describe('a broken checkpoint', () => {
  it.each(['config.json', MODEL])('without %s names the file', async (file) => {
    await expect(openCheckpoint(changed(file, undefined))).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      details: { file },
    });
  });

  it('cut off anywhere says how much there is and how much there should be', async () => {
    const file = modelFile(RANDOM.files);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), async (length) => {
        const opening = openCheckpoint(changed(MODEL, file.slice(0, length)));
        await expect(opening).rejects.toMatchObject({ code: 'checkpoint-truncated', details: { received: length } });
      }),
    );
    const cut = openCheckpoint(changed(MODEL, file.slice(0, file.length - 1)));
    await expect(cut).rejects.toMatchObject({ details: { received: file.length - 1, expected: file.length } });
  });

  it('cut off in a source that does not tell sizes is noticed while it streams', async () => {
    const file = modelFile(RANDOM.files);
    const source: FileSource = { ...changed(MODEL, file.slice(0, file.length - 100)), size: async () => null };
    await expect(read(source)).rejects.toMatchObject({
      code: 'checkpoint-truncated',
      details: { file: MODEL, received: file.length - 100, expected: file.length },
    });
  });

  it('with a flipped bit in the header never gives anything but a typed error', async () => {
    const { files } = randomCheckpoint({ config: { layers: 1 } });
    const file = modelFile(files);
    const headerBytes = 8 + new DataView(file.buffer).getUint32(0, true);
    await fc.assert(
      fc.asyncProperty(fc.nat(headerBytes - 1), fc.nat(7), async (position, bit) => {
        const flipped = file.slice();
        flipped[position]! ^= 1 << bit;
        try {
          await read(memorySource({ ...files, [MODEL]: flipped }));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(LocumError);
        }
      }),
    );
  });

  it('lacking a tensor names it', async () => {
    const source = changed('config.json', JSON.stringify({ ...configOf(), tie_word_embeddings: false }));
    await expect(openCheckpoint(source)).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      details: { tensor: 'lm_head.weight' },
    });
  });

  it('with a tensor of another shape says both shapes', async () => {
    const source = changed('config.json', JSON.stringify({ ...configOf(), vocab_size: 101 }));
    await expect(openCheckpoint(source)).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      message: expect.stringMatching(/embed_tokens.*\[100, 64\].*\[101, 64\]/),
    });
  });

  it('whose quantised matrix has no scales names them', async () => {
    const { files, config } = randomCheckpoint({ dtype: 'q8' });
    const tensors = decoderTensors(config).map(({ name, shape }) => {
      const isMatrix = shape.length === 2;
      const size = shape.reduce((product: number, length) => product * length, isMatrix ? 1 : 4);
      return { name, dtype: isMatrix ? 'I8' : 'F32', shape, bytes: new Uint8Array(size) };
    });
    await expect(openCheckpoint(memorySource({ ...files, [MODEL]: safetensorsFile(tensors) }))).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      details: { tensor: 'model.embed_tokens.weight_scale' },
    });
  });

  it('with weights of a type that cannot be read says so', async () => {
    const { files, config } = randomCheckpoint();
    const tensors = decoderTensors(config).map(({ name, shape }) => {
      const size = shape.reduce((product: number, length) => product * length, 1);
      return { name, dtype: 'F8_E4M3', shape, bytes: new Uint8Array(size) };
    });
    await expect(openCheckpoint(memorySource({ ...files, [MODEL]: safetensorsFile(tensors) }))).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      message: expect.stringContaining('F8_E4M3'),
    });
  });

  it('whose index points outside the folder or at nothing is refused', async () => {
    const index = (file: string): string => JSON.stringify({ weight_map: { 'model.norm.weight': file } });
    const source = (file: string): FileSource => {
      const { [MODEL]: _, ...files } = RANDOM.files;
      return memorySource({ ...files, 'model.safetensors.index.json': index(file) });
    };
    for (const file of ['../model.safetensors', '/etc/passwd', 'model.bin', 'https://example.org/a.safetensors']) {
      await expect(openCheckpoint(source(file))).rejects.toMatchObject({ code: 'checkpoint-invalid' });
    }
    await expect(openCheckpoint(source('part.safetensors'))).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      details: { file: 'part.safetensors' },
    });
  });
});

function configOf(): Record<string, unknown> {
  const text = RANDOM.files['config.json'];
  return typeof text === 'string' ? JSON.parse(text) : {};
}

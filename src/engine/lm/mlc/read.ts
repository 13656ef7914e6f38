/**
 * A model in MLC's layout as a checkpoint for Locum's own runtime. Its 4-bit groups are Locum's own (`checkpoint/matrix.ts`): words
 * are taken as they are, scales become half floats, and what MLC fuses comes apart by rows.
 */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { parseConfig } from '../checkpoint/config.ts';
import { DataReader } from '../checkpoint/data-reader.ts';
import { narrowToHalfs, widenBfloats, widenHalfs } from '../checkpoint/half.ts';
import type { WeightsOptions } from '../checkpoint/layout.ts';
import { GROUP_SIZE, type MatrixQ4, type Weight } from '../checkpoint/matrix.ts';
import { buildMatrix, dequantizeRow } from '../checkpoint/quantize.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { decoderTensors, elements, heldBytes, type TensorSpec } from '../checkpoint/tensors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { CHAT_CONFIG_FILE, type MlcChatConfig, parseChatConfig } from './chat-config.ts';
import { type MlcIndex, type MlcTensor, readIndex, storedBytes } from './index-file.ts';
import { architectureOf, type MlcParameter, mlcParameters, SCALE_SUFFIX, WEIGHT_SUFFIX } from './parameters.ts';

const CAN_READ = ['q4f16_1', 'q4f32_1'];

/**
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `unsupported`, `unsupported-architecture`, `network`
 * @throws {Cancelled}
 */
export async function openMlcCheckpoint(source: FileSource, signal?: AbortSignal): Promise<Checkpoint> {
  throwIfCancelled(signal);
  const [text, { index }] = await Promise.all([source.text(CHAT_CONFIG_FILE, signal), readIndex(source, signal)]);
  const chat = parseChatConfig(text);
  if (!CAN_READ.includes(chat.quantization)) {
    throw new LocumError('unsupported', `This model is quantised as ${chat.quantization || 'something unnamed'}.`, {
      hint: `Locum’s own runtime reads ${CAN_READ.join(' and ')} of MLC’s formats; web-llm runs the others.`,
      details: { quantization: chat.quantization },
    });
  }
  const { decoder: config } = parseConfig(configOf(chat));
  const specs = decoderTensors(config);
  const places = placesOf(config, specs, index);
  return {
    id: source.label,
    files: source,
    config: { ...config, contextLength: Math.min(config.contextLength, chat.contextLength) },
    stopIds: chat.stopIds,
    generation: chat.generation,
    storedBytes: storedBytes(index),
    parameters: specs.reduce((sum, spec) => sum + elements(spec), 0),
    storedPrecision: 'q4',
    heldBytes: heldBytes(config, () => 'q4'),
    weights: (options = {}) => streamWeights(source, index, places, options),
  };
}

/** The model's `config.json`, from what MLC keeps of it under some names of its own. */
function configOf({ modelConfig, modelType, vocabularySize, contextLength }: MlcChatConfig): string {
  if (modelConfig === null) {
    throw new LocumError('checkpoint-invalid', `${CHAT_CONFIG_FILE} is not usable: it says nothing of the model.`, {
      hint: 'Locum’s own runtime needs its model_config; web-llm does without.',
      details: { file: CHAT_CONFIG_FILE },
    });
  }
  const { position_embedding_base, context_window_size, ...config } = modelConfig;
  return JSON.stringify({
    rope_theta: position_embedding_base,
    max_position_embeddings: context_window_size ?? contextLength,
    vocab_size: vocabularySize,
    ...config,
    architectures: [architectureOf(modelType)],
  });
}

/** What a tensor of the files is for. */
interface Place {
  readonly parameter: MlcParameter;
  readonly kind: 'words' | 'scales' | 'vector';
  readonly parts: readonly TensorSpec[];
}

function placesOf(config: DecoderConfig, specs: readonly TensorSpec[], index: MlcIndex): ReadonlyMap<string, Place> {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const tensors = new Map(index.records.flatMap(({ records }) => records.map((tensor) => [tensor.name, tensor])));
  const places = new Map<string, Place>();
  for (const parameter of mlcParameters(config)) {
    const parts = parameter.parts.map((part) => byName.get(part)!);
    const rows = parts.reduce((sum, { shape }) => sum + shape[0], 0);
    const columns = parts[0]?.shape[1];
    const place = (suffix: string, kind: Place['kind'], shape: readonly number[]) => {
      const name = parameter.name + suffix;
      checkTensor(tensors.get(name), name, shape, kind === 'words');
      places.set(name, { parameter, kind, parts });
    };
    if (parameter.kind === 'vector' || columns === undefined) place('', 'vector', [rows]);
    else {
      place(WEIGHT_SUFFIX, 'words', [rows, columns / 8]);
      place(SCALE_SUFFIX, 'scales', [rows, columns / GROUP_SIZE]);
    }
  }
  return places;
}

function checkTensor(
  tensor: MlcTensor | undefined,
  name: string,
  shape: readonly number[],
  areWords: boolean,
): asserts tensor {
  const fail = (what: string) =>
    new LocumError('checkpoint-invalid', `The tensor ${name} is not usable: ${what}.`, {
      hint: `Check that ${CHAT_CONFIG_FILE} and the weights belong to the same model.`,
      details: { tensor: name },
    });
  if (tensor === undefined) throw fail('it is missing');
  if (tensor.shape.join() !== shape.join()) {
    throw fail(`it has the shape [${tensor.shape.join(', ')}] where the model needs [${shape.join(', ')}]`);
  }
  const width = bytesPerElement(tensor);
  if (width === null || areWords !== (tensor.dtype === 'uint32')) {
    throw fail(`its type ${tensor.dtype} (${tensor.format}) cannot be read`);
  }
  const bytes = shape.reduce((product, length) => product * length, width);
  if (tensor.nbytes !== bytes) throw fail(`it has ${tensor.nbytes} bytes where ${bytes} belong`);
}

/** A float32 tensor that lies in the file as bfloat16. */
const PACKED = 'f32-to-bf16';

/** In the file; null for what cannot be read. */
function bytesPerElement({ dtype, format }: MlcTensor): 2 | 4 | null {
  if (dtype === 'float32' && format === PACKED) return 2;
  if (format !== 'raw') return null;
  return dtype === 'float16' ? 2 : dtype === 'float32' || dtype === 'uint32' ? 4 : null;
}

interface Halves {
  words?: Uint32Array;
  scales?: Uint16Array;
}

async function* streamWeights(
  source: FileSource,
  index: MlcIndex,
  places: ReadonlyMap<string, Place>,
  { precision = 'stored', names, signal, onProgress }: WeightsOptions,
): AsyncGenerator<Weight, void, undefined> {
  const total = storedBytes(index);
  const isWanted = ({ name }: { readonly name: string }): boolean => names?.has(name) !== false;
  // Words and scales of a matrix come in either order, perhaps in two shards.
  const pending = new Map<string, Halves>();
  let before = 0;
  for (const { dataPath, nbytes, records } of index.records) {
    const place = { source, file: dataPath, dataStart: 0, dataBytes: nbytes, signal };
    const reader = new DataReader(place, names !== undefined);
    try {
      for (const tensor of [...records].sort((a, b) => a.byteOffset - b.byteOffset)) {
        const weight = places.get(tensor.name);
        if (weight === undefined || !weight.parts.some(isWanted)) continue;
        await reader.seek(tensor.byteOffset);
        const bytes = new Uint8Array(tensor.nbytes);
        await reader.fill(bytes);
        onProgress?.(before + reader.position, total);
        const { kind, parameter, parts } = weight;
        if (kind === 'vector') {
          yield* [...vectors(floatsOf(tensor, bytes), parts)].filter(isWanted);
          continue;
        }
        const halves = pending.get(parameter.name) ?? {};
        pending.set(parameter.name, halves);
        if (kind === 'words') halves.words = new Uint32Array(bytes.buffer);
        else halves.scales = halfsOf(tensor, bytes);
        const { words, scales } = halves;
        if (words === undefined || scales === undefined) continue;
        pending.delete(parameter.name);
        for (const each of matrices(words, scales, parts, precision)) if (isWanted(each)) yield each;
      }
    } finally {
      await reader.close();
    }
    before += nbytes;
    onProgress?.(before, total);
  }
}

function floatsOf(tensor: MlcTensor, { buffer }: Uint8Array<ArrayBuffer>): Float32Array {
  if (bytesPerElement(tensor) === 4) return new Float32Array(buffer);
  const halves = new Uint16Array(buffer);
  const values = new Float32Array(halves.length);
  if (tensor.format === PACKED) widenBfloats(halves, values);
  else widenHalfs(halves, values);
  return values;
}

function halfsOf(tensor: MlcTensor, bytes: Uint8Array<ArrayBuffer>): Uint16Array {
  if (tensor.dtype === 'float16') return new Uint16Array(bytes.buffer);
  const values = floatsOf(tensor, bytes);
  const halfs = new Uint16Array(values.length);
  narrowToHalfs(values, halfs, 0);
  return halfs;
}

function* vectors(values: Float32Array, parts: readonly TensorSpec[]): Generator<Weight> {
  let start = 0;
  for (const { name, shape } of parts) {
    yield { name, kind: 'vector', vector: values.slice(start, start + shape[0]) };
    start += shape[0];
  }
}

function* matrices(
  words: Uint32Array,
  scales: Uint16Array,
  parts: readonly TensorSpec[],
  precision: NonNullable<WeightsOptions['precision']>,
): Generator<Weight> {
  let row = 0;
  for (const { name, shape } of parts) {
    const [rows, columns = 1] = shape;
    const part = <Values extends Uint32Array | Uint16Array>(values: Values, width: number) =>
      values.slice(row * width, (row + rows) * width) as Values;
    const matrix: MatrixQ4 = {
      precision: 'q4',
      rows,
      columns,
      data: part(words, columns / 8),
      scales: part(scales, columns / GROUP_SIZE),
    };
    row += rows;
    yield {
      name,
      kind: 'matrix',
      matrix: precision === 'stored' || precision === 'q4' ? matrix : as(matrix, precision),
    };
  }
}

function as(matrix: MatrixQ4, precision: Parameters<typeof buildMatrix>[2]) {
  const builder = buildMatrix(matrix.rows, matrix.columns, precision);
  const row = new Float32Array(matrix.columns);
  for (let index = 0; index < matrix.rows; index++) {
    dequantizeRow(matrix, index, row);
    builder.append(row);
  }
  return builder.finish();
}

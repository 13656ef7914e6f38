/** A stand-in for a model, for tests: logits are a fixed pseudo-random function of the last few ids. */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from '../causal-lm.ts';
import { uniform } from '../noise.ts';

export interface TableModelOptions {
  readonly id?: string;
  readonly vocabularySize: number;
  readonly contextLength?: number;
  readonly seed?: number;
  readonly stopIds?: readonly number[];
  readonly capabilities?: Partial<ModelInfo['capabilities']>;
  /** Ids whose choice becomes likely once that many tokens are in the context. */
  readonly script?: Readonly<Record<number, number>>;
  /** Called before every `extend`; what it throws is the call's failure. */
  readonly beforeExtend?: (ids: readonly number[]) => void | Promise<void>;
}

/** How many of the last ids the logits depend on. */
const MEMORY = 3;
const SCRIPTED = 40;

export class TableModel implements CausalLM {
  readonly info: ModelInfo;
  readonly #options: TableModelOptions;
  #context: number[] = [];
  /** Calls of `extend`, with how many ids each brought. */
  readonly extended: number[] = [];

  constructor(options: TableModelOptions) {
    this.#options = options;
    this.info = {
      id: options.id ?? 'table',
      architecture: 'Table',
      backend: 'cpu',
      parameters: 0,
      bytes: 0,
      precision: 'f32',
      vocabularySize: options.vocabularySize,
      contextLength: options.contextLength ?? 256,
      stopIds: options.stopIds ?? [],
      capabilities: { truncate: true, allPositions: true, ...options.capabilities },
    };
  }

  get length(): number {
    return this.#context.length;
  }

  get context(): readonly number[] {
    return this.#context;
  }

  async extend(ids: readonly number[], { logits = 'last', signal, onProgress }: ExtendOptions = {}): Promise<Logits> {
    const { vocabularySize, contextLength, capabilities } = this.info;
    const bad = ids.length === 0 || ids.some((id) => !Number.isInteger(id) || id < 0 || id >= vocabularySize);
    if (bad || (logits === 'all' && !capabilities.allPositions)) throw new LocumError('bad-argument', 'bad ids');
    if (this.length + ids.length > contextLength) throw new LocumError('context-too-long', 'full');
    throwIfCancelled(signal);
    await this.#options.beforeExtend?.(ids);
    throwIfCancelled(signal);
    this.extended.push(ids.length);
    const rows: Float32Array[] = [];
    for (const [index, id] of ids.entries()) {
      this.#context.push(id);
      onProgress?.(index + 1);
      if (logits === 'all' || (logits === 'last' && index === ids.length - 1)) rows.push(this.#row());
    }
    const data = new Float32Array(rows.length * vocabularySize);
    rows.forEach((row, index) => {
      data.set(row, index * vocabularySize);
    });
    return { rows: rows.length, vocabularySize, data };
  }

  async truncate(length: number): Promise<void> {
    if (!this.info.capabilities.truncate && length > 0) throw new LocumError('unsupported', 'cannot roll back');
    this.#context.length = Math.min(length, this.#context.length);
  }

  async dispose(): Promise<void> {
    this.#context = [];
  }

  #row(): Float32Array {
    const { seed = 1, script = {} } = this.#options;
    const key = this.#context.slice(-MEMORY).reduce((sum, id) => Math.imul(sum, 31) + id + 1, seed);
    const row = Float32Array.from({ length: this.info.vocabularySize }, (_, id) => 8 * uniform(key, seed, id) - 4);
    const scripted = script[this.length];
    if (scripted !== undefined) row[scripted] = SCRIPTED;
    return row;
  }
}

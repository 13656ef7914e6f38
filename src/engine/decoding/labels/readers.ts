/**
 * The models of a method, reading in step: each its own prompt, then all the same tokens. A model that plays two roles
 * reads once. What two prompts have in common stays in the KV cache.
 */
import { LocumError } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Role } from '../../lm/ensemble.ts';

/** One position's logits, `[vocabulary]`, of each role. */
export type Rows = Readonly<Partial<Record<Role, Float32Array>>>;

export class Readers {
  readonly #readers: readonly Reader[];
  readonly #roles: Readonly<Partial<Record<Role, Reader>>>;

  constructor(models: Readonly<Partial<Record<Role, CausalLM>>>) {
    const byModel = new Map<CausalLM, Reader>();
    const roles: Partial<Record<Role, Reader>> = {};
    for (const role of Object.keys(models) as Role[]) {
      const model = models[role];
      if (model === undefined) continue;
      const reader = byModel.get(model) ?? new Reader(model);
      byModel.set(model, reader);
      roles[role] = reader;
    }
    this.#readers = [...byModel.values()];
    this.#roles = roles;
  }

  /** Reads each role's prompt; the rows after its last token. */
  async read(prompts: Readonly<Partial<Record<Role, readonly number[]>>>, signal?: AbortSignal): Promise<Rows> {
    const ids = new Map<Reader, readonly number[]>();
    for (const role of Object.keys(this.#roles) as Role[]) {
      const [reader, prompt] = [this.#roles[role], prompts[role]];
      if (reader === undefined || prompt === undefined) {
        throw new LocumError('bad-argument', `The role “${role}” has no prompt.`);
      }
      ids.set(reader, prompt);
    }
    const [rows = {}] = await this.#all((reader) => reader.read(ids.get(reader) ?? [], signal));
    return rows;
  }

  /** Goes on after the first `offset` tokens since the prompt with `ids`; the rows after each of them. */
  async goOn(offset: number, ids: readonly number[], signal?: AbortSignal): Promise<readonly Rows[]> {
    return this.#all((reader) => reader.goOn(offset, ids, signal));
  }

  /** Empties the contexts; does not fail. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#readers.map((reader) => reader.close()));
  }

  /** All models at once; every call has come to rest when this fails. */
  async #all(work: (reader: Reader) => Promise<readonly Float32Array[]>): Promise<Rows[]> {
    const settled = await Promise.allSettled(this.#readers.map(work));
    const failure = settled.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    const rowsOf = new Map(
      this.#readers.map((reader, index) => {
        const outcome = settled[index];
        return [reader, outcome?.status === 'fulfilled' ? outcome.value : []];
      }),
    );
    const roles = Object.keys(this.#roles) as Role[];
    const [first = []] = rowsOf.values();
    return first.map((_, position) =>
      Object.fromEntries(
        roles.flatMap((role) => {
          const reader = this.#roles[role];
          const row = reader && rowsOf.get(reader)?.[position];
          return row ? [[role, row]] : [];
        }),
      ),
    );
  }
}

/** One model and the ids in its KV cache. */
class Reader {
  readonly #model: CausalLM;
  #context: number[] = [];
  #promptLength = 0;
  #opened = false;

  constructor(model: CausalLM) {
    this.#model = model;
  }

  async read(prompt: readonly number[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    if (!this.#opened) await this.#model.truncate(0);
    this.#opened = true;
    // The last token is always read again: its logits are what is asked for.
    const common = prompt.findIndex((id, index) => id !== this.#context[index]);
    await this.#rollBack(Math.min(common < 0 ? prompt.length : common, prompt.length - 1));
    const { data } = await this.#model.extend(prompt.slice(this.#context.length), {
      logits: 'last',
      signal,
    });
    this.#context = [...prompt];
    this.#promptLength = prompt.length;
    return [data];
  }

  async goOn(offset: number, ids: readonly number[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    await this.#rollBack(this.#promptLength + offset);
    if (!this.#model.info.capabilities.allPositions) {
      const rows: Float32Array[] = [];
      for (const id of ids) {
        rows.push((await this.#model.extend([id], { logits: 'last', signal })).data);
        this.#context.push(id);
      }
      return rows;
    }
    const { data, vocabularySize } = await this.#model.extend(ids, { logits: 'all', signal });
    this.#context.push(...ids);
    return ids.map((_, row) => data.subarray(row * vocabularySize, (row + 1) * vocabularySize));
  }

  async close(): Promise<void> {
    this.#context = [];
    await this.#model.truncate(0);
  }

  async #rollBack(length: number): Promise<void> {
    if (this.#context.length <= length) return;
    const kept = this.#context.slice(0, length);
    if (this.#model.info.capabilities.truncate || length <= 0) {
      await this.#model.truncate(Math.max(0, length));
    } else {
      await this.#model.truncate(0);
      this.#context = [];
      await this.#model.extend(kept, { logits: 'none' });
    }
    this.#context = kept;
  }
}

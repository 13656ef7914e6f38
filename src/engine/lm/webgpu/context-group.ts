/**
 * Contexts over one set of weights that advance in one pass: every matrix is read once for all of them, each attends to its own
 * cache and has its own adapter. A context by itself is a group of one.
 */

import type { DecoderContext, DecoderShared } from './decoder-context.ts';
import type { Products } from './decoder-kernels.ts';
import { type Dispatch, type Rows, run } from './dispatches.ts';
import { bodyPlan, type HeadPlan, headPlan, shortHeadPlan } from './forward-plan.ts';
import { STEP } from './kernels/shape.ts';
import type { CacheBuffers } from './kv-cache.ts';

/** What one context takes from a pass. */
export interface Part {
  /** What it appends, for which room is reserved; may be nothing. */
  readonly ids: readonly number[];
  /** Whether the logits behind the last of them are wanted. */
  readonly logits: boolean;
}

/** Most bytes for logits at all positions of a chunk. */
const LOGITS_BYTES = 32 << 20;

const NONE: Rows = { step: 0, tokens: 0, positions: 0 };

export class ContextGroup {
  readonly contexts: readonly DecoderContext[];
  readonly #shared: DecoderShared;
  readonly #tokens: GPUBuffer;
  /** `[contexts, vocabularySize]`; of a context by itself its own. */
  readonly #logits: GPUBuffer;
  /** Products where each context takes one token. */
  readonly #few: Products;
  readonly #heads: { readonly few: HeadPlan; readonly many: HeadPlan; readonly short: readonly Dispatch[] | null };
  #bodies: { readonly few: readonly Dispatch[]; readonly many: readonly Dispatch[] } | null = null;
  /** What the bodies were planned over. */
  #planned: readonly unknown[] = [];
  #allLogits: { readonly buffer: GPUBuffer; readonly head: HeadPlan } | null = null;

  private constructor(contexts: readonly DecoderContext[], few: Products, tokens: GPUBuffer, logits: GPUBuffer) {
    const { shared } = contexts[0]!;
    this.contexts = contexts;
    this.#shared = shared;
    this.#tokens = tokens;
    this.#logits = logits;
    this.#few = few;
    this.#heads = {
      few: headPlan(shared, contexts, few.plain, logits),
      many: headPlan(shared, contexts, shared.kernels.many, logits),
      short: shortHeadPlan(shared, contexts, few, logits),
    };
  }

  /** @param contexts one or more of one model @throws {LocumError} `out-of-memory`, `device-lost` */
  static async create(contexts: readonly DecoderContext[]): Promise<ContextGroup> {
    const [first] = contexts;
    const { services, weights, kernels, chunkTokens } = first!.shared;
    const few = await kernels.few(contexts.length);
    const tokens = { label: 'token ids', bytes: 4 * chunkTokens };
    const logits = { label: 'logits of a group', bytes: 4 * contexts.length * weights.config.vocabularySize };
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    const wanted = contexts.length === 1 ? [tokens] : [tokens, logits];
    const [ownTokens, ownLogits] = await services.device.createBuffers(wanted, usage);
    return new ContextGroup(contexts, few, ownTokens!, ownLogits ?? first!.lastLogits);
  }

  /** Most rows that `encodeAll` writes at once. */
  get allRows(): number {
    const { weights, chunkTokens } = this.#shared;
    const rows = Math.floor(LOGITS_BYTES / (weights.config.vocabularySize * 4));
    return Math.max(1, Math.min(rows, chunkTokens));
  }

  /** `[allRows, vocabularySize]` for `encodeAll`, made when first asked for. @throws {LocumError} `out-of-memory`, `device-lost` */
  async allLogits(): Promise<GPUBuffer> {
    if (this.#allLogits === null) {
      const { services, weights, kernels } = this.#shared;
      const bytes = this.allRows * weights.config.vocabularySize * 4;
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC;
      const buffer = await services.device.createBuffer('logits at all positions', bytes, usage);
      this.#allLogits = { buffer, head: headPlan(this.#shared, this.contexts, kernels.many, buffer) };
    }
    return this.#allLogits.buffer;
  }

  /**
   * Encodes one pass, a part for each context, and counts its tokens as cached. Logits are left in the contexts' `lastLogits`. One pass
   * of a group a submission: its ids are written at once.
   */
  encode(encoder: GPUCommandEncoder, parts: readonly Part[]): void {
    const pass = encoder.beginComputePass();
    const { all, rows, isFew } = this.#encodeBody(pass, parts);
    const places = [...parts.keys()].filter((index) => parts[index]!.logits && rows[index]!.tokens > 0);
    if (isFew && places.length === this.contexts.length && this.#heads.short !== null) {
      run(pass, this.#heads.short, all, [], this.#shared.traffic);
    } else {
      this.#encodeHead(pass, parts, rows, places);
    }
    pass.end();
    if (this.contexts.length > 1) this.#copyLogits(encoder, places);
    this.#computed(parts);
  }

  #encodeHead(
    pass: GPUComputePassEncoder,
    parts: readonly Part[],
    rows: readonly (Rows & { readonly first: number })[],
    places: readonly number[],
  ): void {
    const { services, traffic } = this.#shared;
    const { steps } = services;
    // Wanted states lie one behind the other from here on.
    const heads = parts.map((_, index): Rows => {
      const place = places.indexOf(index);
      if (place < 0) return NONE;
      const { first, tokens, positions } = rows[index]!;
      return {
        step: steps.write(STEP.words({ tokens: 1, start: 0, first: first + tokens - 1, row: place })),
        tokens: 1,
        positions,
      };
    });
    const plan = places.length === this.contexts.length ? this.#heads.few : this.#heads.many;
    for (const head of heads) run(pass, [plan.norm], head, [], traffic);
    const step = steps.write(STEP.words({ tokens: places.length, start: 0, first: 0, row: 0 }));
    run(pass, plan.product, { step, tokens: places.length, positions: 0 }, heads, traffic);
  }

  /** The same with logits at all positions, one context's behind the other's, in what `allLogits` has made room for. */
  encodeAll(encoder: GPUCommandEncoder, parts: readonly Pick<Part, 'ids'>[]): void {
    const { head } = this.#allLogits!;
    const pass = encoder.beginComputePass();
    const { all, rows } = this.#encodeBody(pass, parts);
    run(pass, [head.norm, ...head.product], all, rows, this.#shared.traffic);
    pass.end();
    this.#computed(parts);
  }

  destroy(): void {
    const { device } = this.#shared.services;
    device.free(this.#tokens);
    if (this.contexts.length > 1) device.free(this.#logits);
    if (this.#allLogits !== null) device.free(this.#allLogits.buffer);
  }

  #encodeBody(pass: GPUComputePassEncoder, parts: readonly Pick<Part, 'ids'>[]) {
    const { services, traffic } = this.#shared;
    const { steps, device } = services;
    device.device.queue.writeBuffer(this.#tokens, 0, new Uint32Array(parts.flatMap(({ ids }) => ids)));
    let count = 0;
    const rows = parts.map(({ ids }, index) => {
      const { cached } = this.contexts[index]!;
      const tokens = ids.length;
      const row = count;
      count += tokens;
      const step = steps.write(STEP.words({ tokens, start: cached, first: row, row }));
      return { step, tokens, positions: cached + tokens, first: row };
    });
    const step = steps.write(STEP.words({ tokens: count, start: 0, first: 0, row: 0 }));
    const all: Rows = { step, tokens: count, positions: 0 };
    const bodies = this.#plan();
    const isFew = rows.every(({ tokens }) => tokens === 1);
    run(pass, isFew ? bodies.few : bodies.many, all, rows, traffic);
    traffic.passes++;
    return { all, rows, isFew };
  }

  #copyLogits(encoder: GPUCommandEncoder, places: readonly number[]): void {
    const bytes = 4 * this.#shared.weights.config.vocabularySize;
    for (const [place, index] of places.entries()) {
      encoder.copyBufferToBuffer(this.#logits, place * bytes, this.contexts[index]!.lastLogits, 0, bytes);
    }
  }

  #computed(parts: readonly Pick<Part, 'ids'>[]): void {
    for (const [index, { ids }] of parts.entries()) this.contexts[index]!.computed(ids);
  }

  /** The dispatches over the buffers that there are now: caches grow. */
  #plan() {
    const { scratch, kernels } = this.#shared;
    const caches = this.contexts.map(({ cache }) => cache);
    const over = [scratch.buffer, ...caches];
    if (this.#bodies === null || over.some((part, index) => part !== this.#planned[index])) {
      const contexts = this.contexts.map(({ adapter }, index) => ({ adapter, cache: caches[index] as CacheBuffers }));
      const body = (products: Products, attention: typeof kernels.attendOne): readonly Dispatch[] =>
        bodyPlan(this.#shared, contexts, scratch.buffer!, this.#tokens, products, attention);
      const many = { plain: kernels.many, normalising: null };
      this.#bodies = { few: body(this.#few, kernels.attendOne), many: body(many, kernels.attendMany) };
      this.#planned = over;
    }
    return this.#bodies;
  }
}

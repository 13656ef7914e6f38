/**
 * An expert and an anti-expert beside a base that another library runs: what they add to its logits. Such libraries ask for it in
 * the middle of a step and do not wait, so the pair runs on the CPU of the thread that asks.
 */
import { follow, sharedIds } from '../decoding/shared-ids.ts';
import { LocumError } from '../errors.ts';
import type { CheckpointFiles } from '../lm/checkpoint/layout.ts';
import type { FileSource } from '../lm/checkpoint/source.ts';
import { combineScores } from '../lm/combine.ts';
import { type CpuModel, loadCpuModel } from '../lm/cpu/model.ts';
import { openModel } from '../runtime.ts';
import { loadTokenizer, type PromptText, type Tokenizer } from '../tokenizer/tokenizer.ts';

export interface PairOptions {
  /** Where the base's tokenizer is: `tokenizer.json` and `tokenizer_config.json` in a folder; its weights are not read. */
  readonly base: CheckpointFiles;
  readonly expert: FileSource;
  readonly anti: FileSource;
  readonly signal?: AbortSignal | undefined;
}

/** What the models of the pair have read when the base chooses its next token. */
export interface PairText {
  /** In each model's own format; absent: the base's own tokens, as they stand. */
  readonly prompt?: PromptText | undefined;
  /** Of the base; with `prompt` those after it. */
  readonly ids: readonly number[];
}

/**
 * @throws {LocumError} as `openCheckpoint`; `vocabulary-mismatch` when the base's tokenizer is of another family, `unsupported` for models of web-llm
 * @throws {Cancelled}
 */
export async function openPair({ base, expert, anti, signal }: PairOptions): Promise<Pair> {
  const tokenizer = await loadTokenizer(base, { signal });
  const members = await Promise.all([expert, anti].map((source) => openMember(source, signal)));
  return new Pair(tokenizer, members as [Member, Member]);
}

async function openMember(source: FileSource, signal: AbortSignal | undefined): Promise<Member> {
  const { tokenizer, weights } = await openModel(source, signal);
  if (weights.kind === 'checkpoint') return new Member(await loadCpuModel(weights.checkpoint, { signal }), tokenizer);
  throw new LocumError('unsupported', `The files of “${source.label}” are for web-llm.`);
}

export class Pair {
  readonly #tokenizer: Tokenizer;
  readonly #expert: Member;
  readonly #anti: Member;
  readonly #masks = new Map<number, Uint8Array | null>();

  constructor(tokenizer: Tokenizer, [expert, anti]: readonly [Member, Member]) {
    this.#tokenizer = tokenizer;
    this.#expert = expert;
    this.#anti = anti;
    this.#mask(tokenizer.size);
  }

  /**
   * Makes the base's logits s = base + α · (expert − anti), where a token is the same for all three; in place.
   * @param logits `[base vocabulary]` of the token after `text`
   * @throws {LocumError} `context-too-long`, `disposed`
   */
  addTo(logits: Float32Array, alpha: number, text: PairText): void {
    const pair = { expert: this.#expert.after(text, this.#tokenizer), anti: this.#anti.after(text, this.#tokenizer) };
    logits.set(
      combineScores({ base: logits, pair }, alpha, this.#mask(logits.length), new Float64Array(logits.length)),
    );
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#expert, this.#anti].map(({ model }) => model.dispose()));
  }

  /** @param width of the base's logits, which may be padded @throws {LocumError} `vocabulary-mismatch` */
  #mask(width: number): Uint8Array | null {
    const known = this.#masks.get(width);
    if (known !== undefined) return known;
    const spaces = [this.#expert, this.#anti].map(({ model, tokenizer }) => ({
      tokenizer,
      vocabularySize: model.info.vocabularySize,
    }));
    const mask = sharedIds({ tokenizer: this.#tokenizer, vocabularySize: width }, spaces);
    this.#masks.set(width, mask);
    return mask;
  }
}

/** One model of the pair, and what it has read. */
class Member {
  readonly model: CpuModel;
  readonly tokenizer: Tokenizer;
  #read: readonly number[] = [];

  constructor(model: CpuModel, tokenizer: Tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
  }

  /** Logits of the token after the text, of which only what is new is read. */
  after({ prompt, ids }: PairText, base: Tokenizer): Float32Array {
    const own = ids.flatMap((id) => follow(id, base, this.tokenizer));
    const whole = prompt === undefined ? own : [...this.tokenizer.encodePrompt(prompt), ...own];
    const parting = whole.findIndex((id, index) => id !== this.#read[index]);
    // The last token is always read: its logits are asked for.
    const kept = Math.min(parting === -1 ? whole.length : parting, whole.length - 1);
    this.model.forget(kept);
    this.#read = whole.slice(0, kept);
    const { data } = this.model.extendAtOnce(whole.slice(kept));
    this.#read = whole;
    return data;
  }
}

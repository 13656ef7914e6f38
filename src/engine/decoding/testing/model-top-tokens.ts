import { logSumExp } from '../../lm/softmax.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { TopToken, TopTokens, TopTokensRequest } from '../../remote/top-tokens.ts';
import type { PromptText } from '../../tokenizer/tokenizer.ts';
import { GrowingText } from '../by-text/growing-text.ts';
import { TextFollower } from '../by-text/text-follower.ts';
import type { Participant } from '../members.ts';

/** A model at hand in the place of a black box: it is given text, and gives its likeliest tokens as text. */
export class ModelTopTokens implements TopTokens {
  readonly label: string;
  readonly #part: Participant;
  readonly #follower: TextFollower;
  /** What the context holds. */
  #read: { readonly prompt: PromptText; readonly answer: string } | null = null;

  constructor(part: Participant) {
    this.label = part.model.info.id;
    this.#part = part;
    this.#follower = new TextFollower(part.model, GrowingText.empty(part.tokenizer));
  }

  async next({ prompt, answer, count, signal }: TopTokensRequest): Promise<readonly TopToken[]> {
    let logits: Float32Array | null = null;
    if (this.#read?.prompt !== prompt || !answer.startsWith(this.#read.answer)) {
      this.#read = null;
      await this.#follower.reset();
      logits = await this.#follower.begin({ ids: [], text: '' }, this.#part.tokenizer.encodePrompt(prompt), signal);
      await this.#follower.commit();
      this.#read = { prompt, answer: '' };
    }
    const text = answer.slice(this.#read.answer.length);
    if (text !== '' || logits === null) logits = await this.#follower.follow({ ids: [], text }, signal);
    await this.#follower.commit();
    this.#read = { prompt, answer };
    return this.#top(logits, count, answer === '');
  }

  #top(logits: Float32Array, count: number, opening: boolean): TopToken[] {
    const { tokenizer, model } = this.#part;
    const logSum = logSumExp(logits);
    return topIds(logits, count).map((id) => {
      const bytes = tokenizer.bytes(id);
      const stop = model.info.stopIds.includes(id);
      const own = opening && tokenizer.stripsFirstBlank && bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
      return { bytes: stop ? new Uint8Array(0) : own, logprob: logits[id]! - logSum, stop };
    });
  }
}

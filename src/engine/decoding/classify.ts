/** Texts into classes: every label scored exactly under a method and under each of its models, from the same forwards. */
import { Cancelled, type ErrorRecord, LocumError, throwIfCancelled } from '../errors.ts';
import { combineScores } from '../lm/combine.ts';
import type { Role } from '../lm/ensemble.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import { checkLabels, labelTrie } from './constrain/label-trie.ts';
import { Readers } from './constrain/readers.ts';
import { type LabelScores, scoreLabels } from './constrain/score-labels.ts';
import type { Method } from './events.ts';
import { cast, casting, ensembleMembers, type Participant, type Participants } from './members.ts';
import { isShared } from './shared-ids.ts';

export interface ClassifyItem {
  readonly id: string;
  readonly text: string;
}

export interface ClassifyOptions {
  readonly items: readonly ClassifyItem[];
  /** The answers, as the model should write them. */
  readonly labels: readonly string[];
  /** What it throws (a `LocumError`) is told of the item. */
  readonly prompt: (text: string) => PromptText;
  readonly method: Method;
  readonly participants: Participants;
  /** Default 1. */
  readonly alpha?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Classified extends LabelScores {
  readonly type: 'item';
  readonly id: string;
  readonly index: number;
  /** The most probable label; of equals the first. */
  readonly label: string;
  /** The same under each model alone. */
  readonly members: Readonly<Partial<Record<Role, LabelScores & { readonly label: string }>>>;
  readonly milliseconds: number;
}

/** An item that could not be classified (empty, too long); the others are. */
export interface NotClassified {
  readonly type: 'failed';
  readonly id: string;
  readonly index: number;
  readonly error: ErrorRecord;
}

export type ClassifyEvent = Classified | NotClassified;

/**
 * One event an item, in their order. Ending the iteration early stops the work, as the signal does.
 * Uses the models' contexts and leaves them empty.
 * @throws {LocumError} as `labelTrie`; `bad-argument`, `vocabulary-mismatch`; what the models throw, other than about one item
 * @throws {Cancelled}
 */
export async function* classify(options: ClassifyOptions): AsyncGenerator<ClassifyEvent, void, undefined> {
  const { items, labels, method, signal } = options;
  checkLabels(labels);
  throwIfCancelled(signal);
  const classifier = new Classifier(options);
  try {
    for (const [index, item] of items.entries()) {
      throwIfCancelled(signal);
      const place = { id: item.id, index };
      const started = performance.now();
      const outcome = await classifier.classify(item.text).catch((thrown: unknown) => ofThisItem(thrown));
      if (outcome instanceof LocumError) yield { type: 'failed', ...place, error: outcome.toRecord() };
      else yield { type: 'item', ...place, ...played(method, outcome), milliseconds: performance.now() - started };
    }
  } finally {
    await classifier.close();
  }
}

/** What is wrong with one text is told of it; anything else ends the whole. */
function ofThisItem(thrown: unknown): LocumError {
  if (thrown instanceof Cancelled) throw thrown;
  const error = LocumError.from(thrown);
  if (error.code === 'empty-input' || error.code === 'context-too-long') return error;
  throw error;
}

type Outcome = Omit<Classified, 'type' | 'id' | 'index' | 'milliseconds'>;

class Classifier {
  readonly #options: ClassifyOptions;
  readonly #parts: ReturnType<typeof cast<Participant>>;
  readonly #readers: Readers;
  readonly #sharedIds: Uint8Array | null;
  readonly #scores: Float64Array;

  constructor(options: ClassifyOptions) {
    this.#options = options;
    this.#parts = cast(options.method, options.participants);
    this.#sharedIds = ensembleMembers(options.method, options.participants).sharedIds;
    this.#readers = new Readers(this.#models());
    this.#scores = new Float64Array(this.#parts.base.model.info.vocabularySize);
  }

  async classify(text: string): Promise<Outcome | LocumError> {
    const { labels, alpha = 1, signal } = this.#options;
    const { base } = this.#parts;
    let prompt: PromptText;
    try {
      prompt = this.#options.prompt(text);
    } catch (thrown) {
      if (thrown instanceof LocumError) return thrown;
      throw thrown;
    }
    const prompts = this.#each(({ tokenizer }) => tokenizer.encodePrompt(prompt));
    const trie = labelTrie(labels, base.tokenizer, prompts.base ?? []);
    this.#requireShared(trie.tokens.flat());
    this.#requireRoom(prompts, Math.max(...trie.tokens.map((ids) => ids.length)));
    const { combined, ...members } = await scoreLabels({
      trie,
      prompts,
      readers: this.#readers,
      models: this.#models(),
      combine: ({ base: row, expert, anti }) => {
        if (row === undefined) throw new LocumError('internal', 'The base has no logits.', { recoverable: false });
        const pair = expert && anti && { pair: { expert, anti } };
        return combineScores({ base: row, ...pair }, alpha, this.#sharedIds, this.#scores);
      },
      signal,
    });
    if (combined === undefined) throw new LocumError('internal', 'No labels were scored.', { recoverable: false });
    const withLabel = (scores: LabelScores) => ({ ...scores, label: best(labels, scores) });
    return {
      ...withLabel(combined),
      members: Object.fromEntries(Object.entries(members).map(([role, scores]) => [role, withLabel(scores)])),
    };
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  #models() {
    return this.#each(({ model }) => model);
  }

  #each<Value>(pick: (part: Participant) => Value): Partial<Record<Role, Value>> {
    return Object.fromEntries(Object.entries(this.#parts).map(([role, part]) => [role, pick(part)]));
  }

  #requireShared(ids: readonly number[]): void {
    const { base, ...others } = this.#parts;
    for (const { tokenizer } of Object.values(others)) {
      const foreign = ids.find((id) => !isShared(id, base.tokenizer, tokenizer));
      if (foreign === undefined) continue;
      const token = base.tokenizer.tokenText(foreign);
      throw new LocumError('vocabulary-mismatch', `${tokenizer.label} does not have the token “${token}” of a label.`, {
        hint: 'Classifying under proxy tuning needs one tokenizer for all three models.',
      });
    }
  }

  #requireRoom(prompts: Readonly<Partial<Record<Role, readonly number[]>>>, labelTokens: number): void {
    for (const [role, part] of Object.entries(this.#parts)) {
      const prompt = prompts[role as Role]?.length ?? 0;
      if (prompt === 0) throw new LocumError('empty-input', 'The prompt is empty.');
      const { contextLength } = part.model.info;
      const over = prompt + labelTokens - contextLength;
      if (over <= 0) continue;
      throw new LocumError('context-too-long', `The text is ${over} tokens too long for “${part.model.info.id}”.`, {
        hint: 'Shorten the text.',
        details: { tokens: prompt + labelTokens, limit: contextLength, over },
      });
    }
  }
}

function best(labels: readonly string[], { probabilities }: LabelScores): string {
  return labels[probabilities.indexOf(Math.max(...probabilities))] ?? '';
}

/** Under `expert` the expert plays the base: it is told of by its own name. */
function played(method: Method, outcome: Outcome): Outcome {
  const roles = casting(method);
  const members = Object.entries(outcome.members).map(([role, scores]) => [roles[role as Role] ?? role, scores]);
  return { ...outcome, members: Object.fromEntries(members) };
}

/** Texts into classes: every label scored exactly under a method and under each of its models, from the same forwards. */
import { Cancelled, type ErrorRecord, LocumError, throwIfCancelled } from '../../errors.ts';
import type { Role } from '../../lm/ensemble.ts';
import type { PromptText } from '../../tokenizer/tokenizer.ts';
import { checkLabels, type LabelTrie, labelTrie } from '../constrain/label-trie.ts';
import { cast, type Participant, type Participants } from '../members.ts';
import { METHODS, type Method } from '../methods.ts';
import { isShared } from '../shared-ids.ts';
import { type MethodLabels, methodLabels } from './method-labels.ts';
import { type LabelScores, scoreLabels } from './score-labels.ts';

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
  /** The same under each model alone, as far as it reads the same tokens: under `capt` and `unite` the base. */
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
type Prompts = Readonly<Partial<Record<Role, readonly number[]>>>;

class Classifier {
  readonly #options: ClassifyOptions;
  readonly #parts: ReturnType<typeof cast<Participant>>;
  readonly #labels: MethodLabels;

  constructor(options: ClassifyOptions) {
    const { method, participants, alpha = 1 } = options;
    this.#options = options;
    this.#parts = cast(method, participants);
    this.#labels = methodLabels(method, participants, alpha);
  }

  async classify(text: string): Promise<Outcome | LocumError> {
    const { labels, signal } = this.#options;
    const { base } = this.#parts;
    let prompt: PromptText;
    try {
      prompt = this.#options.prompt(text);
    } catch (thrown) {
      if (thrown instanceof LocumError) return thrown;
      throw thrown;
    }
    const prompts: Prompts = Object.fromEntries(
      Object.entries(this.#parts).map(([role, { tokenizer }]) => [role, tokenizer.encodePrompt(prompt)]),
    );
    const trie = labelTrie(labels, base.tokenizer, prompts.base ?? []);
    if (this.#labels.sharesIds) this.#requireShared(trie.tokens.flat());
    this.#requireRoom(prompts, trie);
    const scored = await scoreLabels(trie, this.#labels.source(prompts), signal);
    const { combined, ...members } = scored;
    if (combined === undefined) throw new LocumError('internal', 'No labels were scored.', { recoverable: false });
    const withLabel = (scores: LabelScores) => ({ ...scores, label: best(labels, scores) });
    return {
      ...withLabel(combined),
      members: Object.fromEntries(Object.entries(members).map(([role, scores]) => [role, withLabel(scores)])),
    };
  }

  close(): Promise<void> {
    return this.#labels.close();
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

  #requireRoom(prompts: Prompts, { labels, tokens }: LabelTrie): void {
    for (const [role, { model, tokenizer }] of Object.entries(this.#parts)) {
      const prompt = prompts[role as Role]?.length ?? 0;
      if (prompt === 0) throw new LocumError('empty-input', 'The prompt is empty.');
      const { contextLength } = model.info;
      // Where a model has a tokenizer of its own, a beginning of a label can take more tokens than the label: its bytes at most.
      const length = (label: string, ids: readonly number[]) =>
        this.#labels.sharesIds || tokenizer === this.#parts.base.tokenizer ? ids.length : utf8Length(label) + 1;
      const longest = Math.max(...labels.map((label, index) => length(label, tokens[index] ?? [])));
      const over = prompt + longest - contextLength;
      if (over <= 0) continue;
      throw new LocumError('context-too-long', `The text is ${over} tokens too long for “${model.info.id}”.`, {
        hint: 'Shorten the text.',
        details: { tokens: prompt + longest, limit: contextLength, over },
      });
    }
  }
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

function best(labels: readonly string[], { probabilities }: LabelScores): string {
  return labels[probabilities.indexOf(Math.max(...probabilities))] ?? '';
}

/** Under `expert` the expert plays the base: it is told of by its own name. */
function played(method: Method, outcome: Outcome): Outcome {
  const roles = METHODS[method].cast;
  const members = Object.entries(outcome.members).map(([role, scores]) => [roles[role as Role] ?? role, scores]);
  return { ...outcome, members: Object.fromEntries(members) };
}

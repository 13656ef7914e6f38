/**
 * Text in, ids out, and back, for one checkpoint's tokenizer. Pre-tokenizing and merging is `@huggingface/tokenizers`;
 * what is text and what is a control token is decided here, because pasted text must never become one.
 */
import { Tokenizer as Core } from '@huggingface/tokenizers';
import { LocumError } from '../errors.ts';
import { requireBounded } from './bounded-tokenizer.ts';
import { ChatTemplate } from './chat-template.ts';
import { ControlTokens, isControl } from './control-tokens.ts';
import { Detokenizer } from './detokenizer.ts';
import { inOwnWords, type PromptProfile, profileOf } from './prompt-profile.ts';
import { type ChatMessage, type Run, renderChat } from './prompt-runs.ts';
import { readTokenizerFiles, type TextFiles, type TokenizerFiles, type TokenizerJson } from './tokenizer-files.ts';
import { requireBroken } from './unbroken-text.ts';
import { createVocabulary, type TokenKind, type Vocabulary } from './vocabulary.ts';
import { withoutPrefix } from './without-prefix.ts';

/** One request in the two forms models understand. */
export interface PromptText {
  /** The task that is asked for, by its name in the task library: models can be told more before it (`prompt-profile.ts`). */
  readonly task?: string | undefined;
  readonly chat: readonly ChatMessage[];
  /** For models without a chat template. */
  readonly plain: string;
  /** The same request without the text that it is about: what a model says to it comes from itself. Absent where there is no such text. */
  readonly withoutSource?: Omit<PromptText, 'withoutSource'> | undefined;
}

export interface Tokenizer {
  readonly label: string;
  /** Highest id + 1. */
  readonly size: number;
  readonly bosId: number | null;
  readonly eosId: number | null;
  /** The model has a chat template. */
  readonly chat: boolean;
  /** How this model is asked, where more is known than its template; see `prompt-profile.ts`. */
  readonly profile: PromptProfile | null;
  /** A blank at the start of a decoded text belongs to the tokenizer, not to the text (SentencePiece's dummy prefix). */
  readonly stripsFirstBlank: boolean;
  /**
   * Ids of plain text: no bos, and control tokens spelled out in `text` are text like any other.
   * @throws {LocumError} `limit-exceeded` for hundreds of thousands of characters without a blank
   */
  encode(text: string): number[];
  /** As `encode`, for text that follows other text: without the blank some tokenizers put before a text. */
  encodeContinuation(text: string): number[];
  /** A text that is to be continued as it stands, in no format: as `encode`, bos first where the model wants one. */
  encodeOpen(text: string): number[];
  /** The prompt in the model's own format and words: its chat template rendered, else the plain text; bos first where it wants one. */
  encodePrompt(prompt: PromptText): number[];
  /** The text of a generation; special tokens leave none. */
  decode(ids: readonly number[]): string;
  /** One token for display: special tokens by name, partial characters as U+FFFD. */
  tokenText(id: number): string;
  /** The tokenizer's own spelling (`Ġthe`, `▁the`, `<0x0A>`); null where an id is not in use. */
  spelling(id: number): string | null;
  /** The bytes a token adds to the text; empty for special tokens and ids not in use. */
  bytes(id: number): Uint8Array;
  kind(id: number): TokenKind | null;
  stream(): Detokenizer;
}

/** Puts a text in the place of a later section, for tokenizers that treat the first one differently. */
const SECTION_MARK = '\uFDD1';

function createCore(json: TokenizerJson, { added, size }: Vocabulary): Core {
  const words = added.filter((token) => !isControl(token));
  const bounded = words.find((token) => token.single_word);
  if (bounded !== undefined) {
    throw new LocumError(
      'unsupported',
      `The tokenizer's added token “${bounded.content}” stands for whole words only.`,
      {
        hint: 'Locum reads added tokens without “single_word”.',
      },
    );
  }
  const mark = { id: size, content: SECTION_MARK, special: false, normalized: false, lstrip: false, rstrip: false };
  return new Core({ ...json, added_tokens: [...words, mark], post_processor: null }, {});
}

interface Bos {
  readonly content: string | null;
  readonly beforeText: boolean;
  readonly beforeChat: boolean;
}

/**
 * The tokenizer's bos is the one its config names, else the one its post-processor puts first (Llama 3). Chat templates
 * usually write it themselves; it is put before one that does not only where the config asks for it in so many words.
 */
function bosOf({ json, config }: TokenizerFiles): Bos {
  const first = firstOfPostProcessor(json.post_processor);
  const processorAdds = first !== null && (config.bos_token === null || config.bos_token === first);
  return {
    content: config.bos_token ?? first,
    beforeText: config.add_bos_token ?? processorAdds,
    beforeChat: config.add_bos_token ?? false,
  };
}

function firstOfPostProcessor(part: unknown): string | null {
  if (typeof part !== 'object' || part === null) return null;
  if ('processors' in part && Array.isArray(part.processors)) {
    return part.processors.map(firstOfPostProcessor).find((token) => token !== null) ?? null;
  }
  if (!('single' in part) || !Array.isArray(part.single)) return null;
  const first = part.single[0] as { readonly SpecialToken?: { readonly id?: string } } | undefined;
  return first?.SpecialToken?.id ?? null;
}

class HuggingFaceTokenizer implements Tokenizer {
  readonly label: string;
  readonly size: number;
  readonly bosId: number | null;
  readonly eosId: number | null;
  readonly chat: boolean;
  readonly profile: PromptProfile | null;
  readonly stripsFirstBlank: boolean;
  readonly #core: Core;
  /** For text that follows other text. */
  readonly #continuation: Core;
  readonly #vocabulary: Vocabulary;
  readonly #control: ControlTokens;
  readonly #controlIds: ReadonlySet<number>;
  readonly #template: ChatTemplate | null;
  readonly #templateSpecials: Readonly<Record<string, string>>;
  readonly #bos: Bos;

  constructor(files: TokenizerFiles, label: string) {
    const { json, config } = files;
    requireBounded(json, label);
    this.label = label;
    this.#vocabulary = createVocabulary(json);
    this.size = this.#vocabulary.size;
    this.stripsFirstBlank = this.#vocabulary.stripsFirstBlank;
    this.#core = createCore(json, this.#vocabulary);
    const plain = withoutPrefix(json);
    this.#continuation = plain === json ? this.#core : createCore(plain, this.#vocabulary);
    this.#control = new ControlTokens(this.#vocabulary.added);
    const unknown = json.model.unk_token;
    // The model itself writes the unknown token where it finds no other; that is no control token.
    this.#controlIds = new Set(
      this.#vocabulary.added.filter((token) => isControl(token) && token.content !== unknown).map((token) => token.id),
    );
    this.#bos = bosOf(files);
    const idOf = (content: string | null) => {
      const id = content === null ? -1 : this.#vocabulary.spellings.indexOf(content);
      return id < 0 ? null : id;
    };
    this.bosId = idOf(this.#bos.content);
    this.eosId = idOf(config.eos_token);
    this.#template = files.chatTemplate === null ? null : new ChatTemplate(files.chatTemplate, label);
    this.chat = this.#template !== null;
    this.profile = profileOf(files.chatTemplate);
    // A token that the model does not have is no name of the template's, so that `bos_token is defined` is false.
    this.#templateSpecials = Object.fromEntries(
      Object.entries({
        bos_token: this.#bos.content,
        eos_token: config.eos_token,
        unk_token: config.unk_token,
        pad_token: config.pad_token,
      }).filter((named): named is [string, string] => named[1] !== null),
    );
  }

  encode(text: string): number[] {
    return this.#encodeSection(text, true);
  }

  encodeContinuation(text: string): number[] {
    requireBroken(text);
    return text === '' ? [] : this.#guarded(this.#continuation.encode(SECTION_MARK + text).ids.slice(1));
  }

  encodeOpen(text: string): number[] {
    return this.#begun(this.encode(text), this.#bos.beforeText);
  }

  encodePrompt(prompt: PromptText): number[] {
    if (this.#template === null) return this.encodeOpen(prompt.plain);
    const runs = renderChat(this.#template, inOwnWords(this.profile, prompt), this.#templateSpecials);
    return this.#begun(this.#encodeRuns(runs), this.#bos.beforeChat);
  }

  decode(ids: readonly number[]): string {
    const stream = this.stream();
    return ids.map((id) => stream.push(id)).join('') + stream.flush();
  }

  tokenText(id: number): string {
    if (this.kind(id) === 'special') return this.spelling(id) ?? '';
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes(id));
  }

  spelling(id: number): string | null {
    return this.#vocabulary.spellings[id] ?? null;
  }

  bytes(id: number): Uint8Array {
    return this.#vocabulary.bytes(id);
  }

  kind(id: number): TokenKind | null {
    return this.#vocabulary.kind(id);
  }

  stream(): Detokenizer {
    return new Detokenizer(this.#vocabulary);
  }

  #begun(ids: number[], wantsBos: boolean): number[] {
    return wantsBos && this.bosId !== null && ids[0] !== this.bosId ? [this.bosId, ...ids] : ids;
  }

  #encodeRuns(runs: readonly Run[]): number[] {
    return this.#control
      .split(runs)
      .flatMap((section, index) =>
        section.kind === 'control' ? [section.id] : this.#encodeSection(section.text, index === 0),
      );
  }

  #encodeSection(text: string, first: boolean): number[] {
    if (text === '') return [];
    requireBroken(text);
    return this.#guarded(first ? this.#core.encode(text).ids : this.#core.encode(SECTION_MARK + text).ids.slice(1));
  }

  /** A merge can spell a control token of the vocabulary (`</` + `s>`); such a one is written out in smaller pieces. */
  #guarded(ids: readonly number[]): number[] {
    return ids.flatMap((id) => {
      if (id < this.size && !this.#controlIds.has(id)) return [id];
      return this.#vocabulary.spell(id === this.size ? SECTION_MARK : (this.spelling(id) ?? ''));
    });
  }
}

/**
 * Reads `tokenizer.json`, `tokenizer_config.json` and the chat template.
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `unsupported`
 */
export async function loadTokenizer(
  files: TextFiles,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<Tokenizer> {
  const read = await readTokenizerFiles(files, options.signal);
  try {
    return new HuggingFaceTokenizer(read, files.label);
  } catch (thrown) {
    if (thrown instanceof LocumError) throw thrown;
    throw new LocumError('checkpoint-invalid', `${files.label}: the tokenizer cannot be built: ${String(thrown)}`, {
      cause: thrown,
      hint: 'Locum reads the tokenizer.json of Hugging Face “fast” tokenizers.',
    });
  }
}

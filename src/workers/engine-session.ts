/** What the worker holds: one trio of models at a time, and the operations on it. */

import { LocumError } from '../engine/errors.ts';
import type { ThreadHost } from '../engine/lm/cpu/threads/thread-host.ts';
import type { Rejection } from '../engine/mediflow/generate.ts';
import type { Rating } from '../engine/mediflow/judge.ts';
import type { PreferencePair } from '../engine/mediflow/planted-error.ts';
import type { Triplet } from '../engine/mediflow/triplet.ts';
import type { Writer } from '../engine/mediflow/writer.ts';
import { digestConversation } from '../engine/note-digest.ts';
import {
  measureRoom,
  needsExcerpts,
  type Reader,
  type Room,
  shortenConversation,
  writeNote,
} from '../engine/note-writer.ts';
import { RemoteModel } from '../engine/remote/remote-model.ts';
import { questionPrompt } from '../engine/tasks/classification.ts';
import { openReader, openTrio, type Trio } from '../engine/trio.ts';
import { Turns } from '../engine/turns.ts';
import { modelSources } from './model-sources.ts';
import type {
  BlackBoxInput,
  ClassifyEvent,
  ClassifyInput,
  CompletionInput,
  Digest,
  DigestInput,
  DigestProgress,
  ErrorInput,
  Excerpts,
  ForeseeInput,
  GenerationEvent,
  LoadProgress,
  NoteInput,
  OpenInput,
  Operations,
  RatingInput,
  RoomRequest,
  TrioSummary,
  TripletInput,
} from './protocol.ts';
import type { HandlerContext, HandlersOf } from './serve.ts';
import { createWebLlmHost, type ModelWorker } from './webllm-host.ts';

export class EngineSession {
  readonly #createModelWorker: () => ModelWorker;
  readonly #onLost: (error: LocumError) => void;
  readonly #threads: ThreadHost | undefined;
  #trio: Trio | null = null;
  #opened = '';
  /** The tokenizers that were last read without their models, and of which. */
  #foreseen: { readonly models: string; readonly reader: Promise<Reader> } | null = null;
  /** Plays the base in the place of a model here. */
  #blackBox: BlackBoxInput | null = null;
  /**
   * The models share their contexts: two pages that ask at once are served one after the other. Opening takes a turn like the
   * rest, because it takes away what the others write with.
   */
  readonly #turns = new Turns();

  readonly handlers: HandlersOf<Operations> = {
    open: (input, context) => this.#turns.take(() => this.#open(input, context), context.signal),
    generate: (input, context) => this.#turns.take(() => this.#generate(input, context), context.signal),
    measure: async (input) => measureRoom(this.#need(), input),
    foresee: (input) => this.#foresee(input),
    excerpt: (input) => this.#excerpt(input),
    complete: (input, context) => this.#turns.take(() => this.#complete(input, context), context.signal),
    triplet: (input, context) => this.#turns.take(() => this.#triplet(input, context), context.signal),
    rate: (input, context) => this.#turns.take(() => this.#rate(input, context), context.signal),
    plantError: (input, context) => this.#turns.take(() => this.#plantError(input, context), context.signal),
    digest: (input, context) => this.#turns.take(() => this.#digest(input, context), context.signal),
    classify: (input, context) => this.#turns.take(() => this.#classify(input, context), context.signal),
    shorten: async (input) => shortenConversation(this.#need(), input),
  };

  /**
   * @param createModelWorker a worker for one web-llm model (`webllm.worker.ts`)
   * @param onLost the models are gone, and with them everything that was running.
   * @param threads with which models on the CPU share their work; default none
   */
  constructor(createModelWorker: () => ModelWorker, onLost: (error: LocumError) => void, threads?: ThreadHost) {
    this.#createModelWorker = createModelWorker;
    this.#onLost = onLost;
    this.#threads = threads;
  }

  async #open(input: OpenInput, { signal, report }: HandlerContext<LoadProgress>): Promise<TrioSummary> {
    const wanted = JSON.stringify(input);
    if (this.#trio !== null && wanted === this.#opened) return this.#summary(this.#trio);
    // An address that is none is refused before any models are given up.
    const blackBox = input.blackBox ? new RemoteModel(input.blackBox) : null;
    // Two trios need not fit into memory side by side.
    const former = this.#trio;
    this.#trio = null;
    await former?.dispose();
    const { base, ...pair } = await modelSources(input.models);
    const trio = await openTrio({
      sources: blackBox === null ? { base, ...pair } : pair,
      ...(blackBox && { blackBox, method: 'capt' }),
      mayFollowText: true,
      webllm: createWebLlmHost(this.#createModelWorker),
      backend: input.backend,
      threads: this.#threads,
      cache: input.cache,
      keepPrefixes: true,
      signal,
      onProgress: report,
    });
    this.#trio = trio;
    this.#opened = wanted;
    this.#blackBox = input.blackBox ?? null;
    void trio.lost.then((error) => {
      if (this.#trio === trio) this.#onLost(error);
    });
    return this.#summary(trio);
  }

  async #foresee({ models, request }: ForeseeInput): Promise<Room> {
    const wanted = JSON.stringify(models);
    if (this.#foreseen?.models !== wanted)
      this.#foreseen = { models: wanted, reader: modelSources(models).then((sources) => openReader(sources)) };
    return measureRoom(await this.#foreseen.reader, request);
  }

  /** What it takes is loaded when a note is first written section by section. */
  async #excerpt(input: RoomRequest): Promise<Excerpts | null> {
    const trio = this.#need();
    if (!needsExcerpts(trio, input)) return null;
    const { excerptConversation } = await import('../engine/note-excerpts.ts');
    return excerptConversation(trio, input);
  }

  async #generate(input: NoteInput, { signal, report }: HandlerContext<GenerationEvent>): Promise<null> {
    for await (const event of writeNote(this.#need(), { ...input, signal })) report(event);
    return null;
  }

  async #classify(
    { question, ...input }: ClassifyInput,
    { signal, report }: HandlerContext<ClassifyEvent>,
  ): Promise<null> {
    const prompt = questionPrompt(question, input.labels);
    for await (const event of this.#need().classify({ ...input, prompt, signal })) report(event);
    return null;
  }

  async #complete(input: CompletionInput, { signal, report }: HandlerContext<GenerationEvent>): Promise<null> {
    for await (const event of this.#need().generate({ ...input, signal })) report(event);
    return null;
  }

  async #digest(input: DigestInput, { signal, report }: HandlerContext<DigestProgress>): Promise<Digest> {
    const reading = digestConversation(this.#need(), { ...input, signal });
    for (;;) {
      const step = await reading.next();
      if (step.done) return step.value;
      report(step.value);
    }
  }

  async #triplet(input: TripletInput, { signal }: HandlerContext<never>): Promise<Triplet | Rejection> {
    const { writeTriplet } = await import('../engine/mediflow/generate.ts');
    return writeTriplet(await this.#writer(), { ...input, signal });
  }

  async #rate({ triplet, ...request }: RatingInput, { signal }: HandlerContext<never>): Promise<Rating> {
    const { rateTriplet } = await import('../engine/mediflow/judge.ts');
    return rateTriplet(await this.#writer(), triplet, { ...request, signal });
  }

  async #plantError(
    { triplet, ...options }: ErrorInput,
    { signal }: HandlerContext<never>,
  ): Promise<PreferencePair | null> {
    const { plantError } = await import('../engine/mediflow/planted-error.ts');
    return plantError(await this.#writer(), triplet, { ...options, signal });
  }

  async #writer(): Promise<Writer> {
    const { localWriter, remoteWriter } = await import('../engine/mediflow/writer.ts');
    if (this.#blackBox === null) return localWriter(this.#need());
    const { Endpoint } = await import('../engine/remote/endpoint.ts');
    return remoteWriter(new Endpoint(this.#blackBox));
  }

  #need(): Trio {
    if (this.#trio !== null) return this.#trio;
    throw new LocumError('disposed', 'The models are not loaded.', { hint: 'Load the models and try again.' });
  }

  #summary({ models, defaults, backend, reason, interpolates, followsText, repairs }: Trio): TrioSummary {
    const endpoint = this.#blackBox && new URL(this.#blackBox.baseUrl).origin;
    return { models, defaults, backend, reason, interpolates, followsText, repairs, endpoint };
  }
}

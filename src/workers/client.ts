/** The engine as an async API for pages; `calls.ts` owns its worker. */

import { LocumError } from '../engine/errors.ts';
import type { Rejection } from '../engine/mediflow/generate.ts';
import type { Rating } from '../engine/mediflow/judge.ts';
import type { PreferencePair } from '../engine/mediflow/planted-error.ts';
import type { Triplet } from '../engine/mediflow/triplet.ts';
import { type CallOptions, WorkerCalls, type WorkerCallsOptions, type WorkerLike } from './calls.ts';
import { EventQueue } from './event-queue.ts';
import type {
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
  Operation,
  Operations,
  RatingInput,
  Room,
  RoomRequest,
  Shortened,
  TrioSummary,
  TripletInput,
} from './protocol.ts';
import { beginSpan } from './span.ts';

export type EngineWorker = WorkerLike<Operations>;

const TRACK = 'engine';

export class EngineClient {
  readonly #calls: WorkerCalls<Operations>;

  /** @param options `onLost`: the models are gone (device lost, worker ended); `open` brings them back */
  constructor(createWorker: () => EngineWorker, options: Pick<WorkerCallsOptions, 'onLost' | 'onSilence'> = {}) {
    this.#calls = new WorkerCalls(createWorker, { ...options, name: TRACK, crash });
  }

  /** Loads the three models; at once when the same ones are loaded already. */
  open(input: OpenInput, options: CallOptions<LoadProgress> = {}): Promise<TrioSummary> {
    return this.#call('open', input, options);
  }

  /** How full the contexts would be. */
  measure(input: RoomRequest, options: Pick<CallOptions<never>, 'signal'> = {}): Promise<Room> {
    return this.#call('measure', input, options);
  }

  /** As `measure`, of models that are not loaded, from their tokenizers alone. */
  foresee(input: ForeseeInput, options: Pick<CallOptions<never>, 'signal'> = {}): Promise<Room> {
    return this.#call('foresee', input, options);
  }

  /** What of a conversation that is too long each section is to be written from; null: it fits. */
  excerpt(input: RoomRequest, options: Pick<CallOptions<never>, 'signal'> = {}): Promise<Excerpts | null> {
    return this.#call('excerpt', input, options);
  }

  /** Reads a conversation that is too long part by part; what it returns is what the note can be written from. */
  digest(input: DigestInput, options: CallOptions<DigestProgress> = {}): Promise<Digest> {
    return this.#call('digest', input, options);
  }

  /** One triplet by the base, or why there is none. @throws {Cancelled} */
  triplet(input: TripletInput, signal?: AbortSignal): Promise<Triplet | Rejection> {
    return this.#call('triplet', input, { signal });
  }

  rate(input: RatingInput, signal?: AbortSignal): Promise<Rating> {
    return this.#call('rate', input, { signal });
  }

  plantError(input: ErrorInput, signal?: AbortSignal): Promise<PreferencePair | null> {
    return this.#call('plantError', input, { signal });
  }

  shorten(input: RoomRequest, options: Pick<CallOptions<never>, 'signal'> = {}): Promise<Shortened> {
    return this.#call('shorten', input, options);
  }

  /** Events as the note is written. Leaving the loop early cancels. @throws {Cancelled} when `signal` is aborted. */
  generate(input: NoteInput, signal?: AbortSignal): AsyncGenerator<GenerationEvent, void, undefined> {
    return this.#stream('generate', input, signal);
  }

  /** As `generate`, of any prompt. */
  complete(input: CompletionInput, signal?: AbortSignal): AsyncGenerator<GenerationEvent, void, undefined> {
    return this.#stream('complete', input, signal);
  }

  /** One event an item, in their order; as `generate` otherwise. */
  classify(input: ClassifyInput, signal?: AbortSignal): AsyncGenerator<ClassifyEvent, void, undefined> {
    return this.#stream('classify', input, signal);
  }

  /** Ends the worker; pending requests are cancelled. */
  dispose(): void {
    this.#calls.dispose();
  }

  async *#stream<Op extends Operation>(
    operation: Op,
    input: Operations[Op]['input'],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Operations[Op]['progress'], void, undefined> {
    const queue = new EventQueue<Operations[Op]['progress']>();
    const left = new AbortController();
    const firstToken = beginSpan(TRACK, 'first token');
    const call = this.#call(operation, input, {
      signal: signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]),
      onProgress: (event) => {
        if ('type' in event && event.type === 'token') firstToken.end();
        queue.push(event);
      },
    });
    call.then(
      () => queue.close(),
      (error: Error) => queue.fail(error),
    );
    try {
      yield* queue;
    } finally {
      left.abort();
    }
  }

  #call<Op extends Operation>(
    operation: Op,
    input: Operations[Op]['input'],
    options: CallOptions<Operations[Op]['progress']>,
  ): Promise<Operations[Op]['output']> {
    return this.#calls.call(operation, input, options);
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `The engine stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Your text is kept. Load the models again to go on; if it happens again, choose the CPU in the settings.',
  });
}

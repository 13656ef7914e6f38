/**
 * The page's half of the protocol: the engine as an async API. Owns the worker, which starts with the first request;
 * when it crashes or its device is lost, every pending request fails with the typed error and the next request starts
 * a fresh worker, so the page never needs a reload.
 */

import { Cancelled, LocumError } from '../engine/errors.ts';
import { EventQueue } from './event-queue.ts';
import type {
  FromWorker,
  GenerationEvent,
  LoadProgress,
  NoteInput,
  OpenInput,
  Operation,
  Operations,
  Request,
  Shortened,
  ShortenInput,
  ToWorker,
  TrioSummary,
} from './protocol.ts';

/** The part of a `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Pending {
  progress(value: Operations[Operation]['progress']): void;
  resolve(value: Operations[Operation]['output']): void;
  reject(error: Error): void;
}

interface CallOptions<Progress> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

export class EngineClient {
  readonly #createWorker: () => WorkerLike;
  readonly #onLost: (error: LocumError) => void;
  readonly #pending = new Map<number, Pending>();
  #worker: WorkerLike | null = null;
  #nextId = 1;

  /** @param onLost the models are gone (device lost, worker crashed); `open` brings them back. */
  constructor(createWorker: () => WorkerLike, onLost: (error: LocumError) => void = () => {}) {
    this.#createWorker = createWorker;
    this.#onLost = onLost;
  }

  /** Loads the three models; at once when the same ones are loaded already. */
  open(input: OpenInput, options: CallOptions<LoadProgress> = {}): Promise<TrioSummary> {
    return this.#call('open', input, options);
  }

  shorten(input: ShortenInput, options: { readonly signal?: AbortSignal } = {}): Promise<Shortened> {
    return this.#call('shorten', input, options);
  }

  /** Events as the note is written. Leaving the loop early cancels. @throws {Cancelled} when `signal` is aborted. */
  async *generate(input: NoteInput, signal?: AbortSignal): AsyncGenerator<GenerationEvent, void, undefined> {
    const queue = new EventQueue<GenerationEvent>();
    const left = new AbortController();
    const call = this.#call('generate', input, {
      signal: signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]),
      onProgress: (event) => queue.push(event),
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

  /** Ends the worker; pending requests are cancelled. */
  dispose(): void {
    this.#drop(new Cancelled());
  }

  #call<Op extends Operation>(
    operation: Op,
    input: Operations[Op]['input'],
    options: CallOptions<Operations[Op]['progress']>,
  ): Promise<Operations[Op]['output']> {
    const { signal, onProgress } = options;
    if (signal?.aborted) return Promise.reject(new Cancelled());
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#nextId++;
    return new Promise<Operations[Op]['output']>((resolve, reject) => {
      const cancel = () => this.#worker?.postMessage({ type: 'cancel', id });
      const settle = () => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      this.#pending.set(id, {
        progress: (value) => onProgress?.(value as Operations[Op]['progress']),
        resolve: (value) => {
          settle();
          resolve(value as Operations[Op]['output']);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', cancel);
      worker.postMessage({ type: 'request', id, operation, input } as Request);
    });
  }

  #start(): WorkerLike {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(crash(event.message));
    };
    worker.onmessageerror = () => this.#lose(crash('a message could not be read'));
    return worker;
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'progress':
        this.#pending.get(message.id)?.progress(message.value);
        break;
      case 'done':
        this.#pending.get(message.id)?.resolve(message.value);
        break;
      case 'cancelled':
        this.#pending.get(message.id)?.reject(new Cancelled());
        break;
      case 'failed':
        this.#pending.get(message.id)?.reject(LocumError.fromRecord(message.error));
        break;
      case 'lost':
        this.#lose(LocumError.fromRecord(message.error));
        break;
      default:
        message satisfies never;
    }
  }

  #lose(error: LocumError): void {
    this.#drop(error);
    this.#onLost(error);
  }

  #drop(error: Error): void {
    this.#worker?.terminate();
    this.#worker = null;
    for (const pending of [...this.#pending.values()]) pending.reject(error);
  }
}

function crash(reason: string | undefined): LocumError {
  return new LocumError('engine-crashed', `The engine stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Your text is kept. Load the models again to go on; if it happens again, choose the CPU in the settings.',
  });
}

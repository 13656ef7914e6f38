/**
 * The page's half of the wire: a worker as an async API. Owns the worker, which starts with the first request; when it
 * crashes or says that it is lost, every pending request fails with the typed error and the next request starts a
 * fresh worker, so the page never needs a reload.
 */
import { Cancelled, LocumError } from '../engine/errors.ts';
import type { FromServer, Name, OperationMap, RequestOf, ToServer } from './wire.ts';

/** The part of a `Worker` that is used. */
export interface WorkerLike<Ops extends OperationMap<Ops>> {
  postMessage(message: ToServer<Ops>, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromServer<Ops>>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

interface Pending<Ops extends OperationMap<Ops>> {
  progress(value: Ops[Name<Ops>]['progress']): void;
  resolve(value: Ops[Name<Ops>]['output']): void;
  reject(error: Error): void;
}

export interface CallOptions<Progress> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** What of the input is handed over, such as a port. */
  readonly transfer?: Transferable[] | undefined;
}

export class WorkerCalls<Ops extends OperationMap<Ops>> {
  readonly #createWorker: () => WorkerLike<Ops>;
  readonly #onLost: (error: LocumError) => void;
  readonly #crash: (reason: string) => LocumError;
  readonly #pending = new Map<number, Pending<Ops>>();
  #worker: WorkerLike<Ops> | null = null;
  #nextId = 1;

  /**
   * @param onLost whatever the worker held is gone
   * @param crash what to say when it stops without a word; the reason may be empty
   */
  constructor(
    createWorker: () => WorkerLike<Ops>,
    onLost: (error: LocumError) => void,
    crash: (reason: string) => LocumError,
  ) {
    this.#createWorker = createWorker;
    this.#onLost = onLost;
    this.#crash = crash;
  }

  /** @throws {LocumError} as the operation @throws {Cancelled} when the signal is aborted */
  call<Op extends Name<Ops>>(
    operation: Op,
    input: Ops[Op]['input'],
    { signal, onProgress, transfer = [] }: CallOptions<Ops[Op]['progress']> = {},
  ): Promise<Ops[Op]['output']> {
    if (signal?.aborted) return Promise.reject(new Cancelled());
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const id = this.#nextId++;
    return new Promise<Ops[Op]['output']>((resolve, reject) => {
      const cancel = () => this.#worker?.postMessage({ type: 'cancel', id });
      const settle = () => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', cancel);
      };
      this.#pending.set(id, {
        progress: (value) => onProgress?.(value as Ops[Op]['progress']),
        resolve: (value) => {
          settle();
          resolve(value as Ops[Op]['output']);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', cancel);
      worker.postMessage({ type: 'request', id, operation, input } as RequestOf<Ops>, transfer);
    });
  }

  /** Ends the worker; pending requests are cancelled. The next call starts a fresh one. */
  dispose(): void {
    this.#drop(new Cancelled());
  }

  #start(): WorkerLike<Ops> {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(this.#crash(event.message ?? ''));
    };
    worker.onmessageerror = () => this.#lose(this.#crash('a message could not be read'));
    return worker;
  }

  #receive(message: FromServer<Ops>): void {
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

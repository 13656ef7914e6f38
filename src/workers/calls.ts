/**
 * The page's half of the wire: a worker as an async API. Owns the worker, which starts with the first request; when it
 * crashes, ends, or says that it is lost, every pending request fails with the typed error and the next request starts a
 * fresh worker, so the page never needs a reload. Whoever cancels gets away: a worker that does not hear it is ended.
 */
import { Cancelled, LocumError } from '../engine/errors.ts';
import { Heartbeat } from './heartbeat.ts';
import { beginSpan } from './span.ts';
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
  readonly request: RequestOf<Ops>;
  readonly signal: AbortSignal | undefined;
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

export interface WorkerCallsOptions {
  /** What the worker is called where people look at what it does. */
  readonly name: string;
  /** What to say when the worker stops without a word; the reason may be empty. */
  readonly crash: (reason: string) => LocumError;
  /** Whatever the worker held is gone. */
  readonly onLost?: ((error: LocumError) => void) | undefined;
  /** The worker has been asked for something and has not been heard for long (true), or is heard again (false). */
  readonly onSilence?: ((silent: boolean) => void) | undefined;
  /** Requests stand on nothing that came before: when the worker is ended over one, a fresh one is asked for the others. */
  readonly stateless?: boolean | undefined;
}

/** From a cancellation that is not heard to the end of the worker: longer than a forward on the CPU takes. */
const GRACE_MS = 3_500;

export class WorkerCalls<Ops extends OperationMap<Ops>> {
  readonly #createWorker: () => WorkerLike<Ops>;
  readonly #options: WorkerCallsOptions;
  readonly #pending = new Map<number, Pending<Ops>>();
  /** Requests that were cancelled and whose work has not ended, though the worker takes messages. */
  readonly #abandoned = new Set<number>();
  #worker: { readonly port: WorkerLike<Ops>; readonly heart: Heartbeat } | null = null;
  #nextId = 1;

  constructor(createWorker: () => WorkerLike<Ops>, options: WorkerCallsOptions) {
    this.#createWorker = createWorker;
    this.#options = options;
  }

  /**
   * @throws {LocumError} as the operation
   * @throws {Cancelled} when the signal is aborted, within `GRACE_MS` whatever the worker does
   */
  call<Op extends Name<Ops>>(
    operation: Op,
    input: Ops[Op]['input'],
    { signal, onProgress, transfer = [] }: CallOptions<Ops[Op]['progress']> = {},
  ): Promise<Ops[Op]['output']> {
    if (signal?.aborted) return Promise.reject(new Cancelled());
    const id = this.#nextId++;
    const request = { type: 'request', id, operation, input } as RequestOf<Ops>;
    return new Promise<Ops[Op]['output']>((resolve, reject) => {
      let grace: ReturnType<typeof setTimeout> | undefined;
      const cancel = () => {
        this.#worker?.port.postMessage({ type: 'cancel', id });
        const heard = this.#worker?.heart.ask();
        grace = setTimeout(() => this.#giveUp(id, heard?.() === true), GRACE_MS);
      };
      const span = beginSpan(this.#options.name, operation);
      const settle = () => {
        span.end();
        this.#pending.delete(id);
        clearTimeout(grace);
        signal?.removeEventListener('abort', cancel);
        if (this.#pending.size === 0) this.#worker?.heart.rest();
      };
      this.#pending.set(id, {
        request,
        signal,
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
      this.#send(request, transfer);
    });
  }

  /** Ends the worker; pending requests are cancelled. The next call starts a fresh one. */
  dispose(): void {
    this.#drop(new Cancelled());
  }

  #send(request: RequestOf<Ops>, transfer: Transferable[]): void {
    this.#worker ??= this.#start();
    const { port, heart } = this.#worker;
    port.postMessage(request, transfer);
    heart.beat();
  }

  #start(): { readonly port: WorkerLike<Ops>; readonly heart: Heartbeat } {
    const port = this.#createWorker();
    const heart = new Heartbeat({
      send: (message) => port.postMessage(message),
      onSilence: (silent) => this.#options.onSilence?.(silent),
      onEnd: () => this.#lose(this.#options.crash('it was ended from outside')),
    });
    port.onmessage = ({ data }) => this.#receive(data, heart);
    port.onerror = (event) => {
      event.preventDefault();
      const reason = event.message ?? '';
      // Without a reason it is the file that could not be fetched, and nothing is lost.
      if (reason === '' && !heart.isUp) this.#drop(missing(this.#options.name));
      else this.#lose(this.#options.crash(reason));
    };
    port.onmessageerror = () => this.#lose(this.#options.crash('a message could not be read'));
    return { port, heart };
  }

  #receive(message: FromServer<Ops>, heart: Heartbeat): void {
    heart.heard();
    switch (message.type) {
      case 'progress':
        this.#pending.get(message.id)?.progress(message.value);
        break;
      case 'done':
        this.#abandoned.delete(message.id);
        this.#pending.get(message.id)?.resolve(message.value);
        break;
      case 'cancelled':
        this.#abandoned.delete(message.id);
        this.#pending.get(message.id)?.reject(new Cancelled());
        break;
      case 'failed':
        this.#abandoned.delete(message.id);
        this.#pending.get(message.id)?.reject(LocumError.fromRecord(message.error));
        break;
      case 'pong':
        heart.answered(message.number);
        break;
      case 'living':
        heart.watch();
        break;
      case 'lost':
        this.#lose(LocumError.fromRecord(message.error));
        break;
      default:
        message satisfies never;
    }
  }

  /**
   * A cancelled request has not ended in time. A worker that has heard it only needs longer, and what it holds is worth waiting
   * for; but not twice. One that has not heard it is blocked.
   */
  #giveUp(id: number, heard: boolean): void {
    this.#pending.get(id)?.reject(new Cancelled());
    if (heard && this.#abandoned.size === 0) {
      this.#abandoned.add(id);
      return;
    }
    const error = this.#options.crash('it did not answer and was ended');
    const others = [...this.#pending.values()].filter(({ signal }) => this.#options.stateless && !signal?.aborted);
    for (const { request } of others) this.#pending.delete(request.id);
    // One that has never answered has lost nothing.
    if (this.#worker?.heart.isUp) this.#lose(error);
    else this.#drop(error);
    for (const other of others) {
      this.#pending.set(other.request.id, other);
      this.#send(other.request, []);
    }
  }

  #lose(error: LocumError): void {
    this.#drop(error);
    this.#options.onLost?.(error);
  }

  #drop(error: Error): void {
    this.#worker?.heart.stop();
    this.#worker?.port.terminate();
    this.#worker = null;
    this.#abandoned.clear();
    for (const { signal, reject } of [...this.#pending.values()]) reject(signal?.aborted ? new Cancelled() : error);
  }
}

function missing(name: string): LocumError {
  return new LocumError('part-missing', `The part of Locum that does this could not be fetched (worker “${name}”).`, {
    hint: 'Your text is kept while this tab is open. If Locum was updated on its server, copy what you need and reload the page; if its server was stopped, start it again.',
  });
}

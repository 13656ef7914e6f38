/** How threads are had: the one thing of the pool that differs between a page and Node. */
import type { KernelModules } from '../kernels.ts';

/** However many cores there are: what is read from memory is shared out among them, and somebody else wants to work, too. */
export const MOST_THREADS = 8;

export type ToThread =
  | { readonly type: 'start'; readonly control: SharedArrayBuffer; readonly lane: number }
  | {
      readonly type: 'attach';
      readonly id: number;
      readonly memory: WebAssembly.Memory;
      readonly modules: KernelModules;
    }
  /** Help with the jobs over a memory until the pass is over. */
  | { readonly type: 'help'; readonly id: number; readonly pass: number };

export type FromThread =
  | { readonly type: 'started' }
  | { readonly type: 'attached'; readonly id: number }
  | { readonly type: 'failed'; readonly reason: string };

export interface Thread {
  post(message: ToThread): void;
  onmessage: ((message: FromThread) => void) | null;
  /** It has ended, or never began. */
  onend: ((reason: string) => void) | null;
  /** Resolves once nothing of it runs any more. */
  end(): Promise<void>;
}

/** What starts threads, or why nothing can, to follow “because”. */
export type ThreadHost =
  | {
      /** Threads that are to compute, the one that asks among them. */
      readonly threads: number;
      /** One that runs `serveThread`. */
      start(): Thread;
    }
  | { readonly none: string };

/** The built workers as a second client meets them: by the messages of `src/workers/wire.ts`, without the page. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JSHandle, Page } from '@playwright/test';

const ASSETS = join(import.meta.dirname, '..', '..', 'dist', 'assets');

export type Answer =
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly error: { readonly code: string; readonly message: string } };

export class BuiltWorker {
  readonly #handle: JSHandle<{ ask(operation: string, input: unknown): Promise<Answer> }>;

  private constructor(handle: JSHandle<{ ask(operation: string, input: unknown): Promise<Answer> }>) {
    this.#handle = handle;
  }

  /** @param name of its source, as `engine.worker` */
  static async start(page: Page, name: string): Promise<BuiltWorker> {
    const file = readdirSync(ASSETS).find((asset) => asset.startsWith(`${name}-`) && asset.endsWith('.js'));
    if (file === undefined) throw new Error(`The build has no ${name}.`);
    const handle = await page.evaluateHandle((url) => {
      const worker = new Worker(url, { type: 'module' });
      let asked = 0;
      return {
        ask(operation: string, input: unknown) {
          const id = ++asked;
          return new Promise<Answer>((resolve) => {
            worker.addEventListener('message', ({ data }) => {
              if (data.id === id && data.type !== 'progress') resolve(data);
            });
            worker.addEventListener('error', ({ message }) =>
              resolve({ type: 'failed', error: { code: 'crash', message } }),
            );
            worker.postMessage({ type: 'request', id, operation, input });
          });
        },
      };
    }, `/assets/${file}`);
    return new BuiltWorker(handle);
  }

  ask(operation: string, input: unknown): Promise<Answer> {
    return this.#handle.evaluate((worker, [name, given]) => worker.ask(name, given), [operation, input] as const);
  }
}

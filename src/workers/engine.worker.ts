/**
 * The engine's worker: models, tokenizers and decoding live here, off the page's thread. Its address also says what it may connect to
 * (`src/policy.ts`), and a module runs once for every address it is imported by. So nothing may import this one, and it
 * holds nothing that another part could want: a part of the engine that is loaded later would start a second engine beside the first.
 */
import type { ToWorker } from './protocol.ts';

const early: MessageEvent<ToWorker>[] = [];
self.onmessage = (event: MessageEvent<ToWorker>) => early.push(event);

const { startEngine } = await import('./engine-host.ts');
startEngine(early);

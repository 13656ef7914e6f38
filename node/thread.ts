/** The script of a thread in Node. */
import { parentPort } from 'node:worker_threads';
import { serveThread } from '../src/engine/lm/cpu/threads/thread.ts';

const receive = serveThread((message) => parentPort?.postMessage(message));
parentPort?.on('message', receive);

// Runs the script of a thread, which is TypeScript: threads do not get the loader of their process. Plain JavaScript for that reason.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData);

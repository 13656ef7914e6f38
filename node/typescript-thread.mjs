// Runs the script of a thread, which is TypeScript, where the process has no loader for it. Plain JavaScript for that reason.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData);

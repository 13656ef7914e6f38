/** See `transcription-protocol.ts`. What is said in a visit is heard here, so it may connect to nothing. */
import { trustOwnScripts } from '../trusted-scripts.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import { Transcriber } from './transcriber.ts';
import threadScript from './transcriber-thread.worker.ts?worker&url';
import type { TranscriptionOperations } from './transcription-protocol.ts';

trustOwnScripts();

// Threads wait for each other by counting: one that has no core of its own holds up all of them. The page needs little of one meanwhile.
const cores = navigator.hardwareConcurrency || 1;
const threads = cores > 2 ? cores - 1 : cores;
const transcriber = new Transcriber({ threadScript, threads });

serve(ownPort<TranscriptionOperations>(), {
  async open({ name, model }) {
    await transcriber.open(name, model);
    return null;
  },
  transcribe: ({ samples }, { signal, report }) => transcriber.transcribe(samples, { signal, onProgress: report }),
});

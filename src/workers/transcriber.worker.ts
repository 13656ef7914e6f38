/** See `transcription-protocol.ts`. What is said in a visit is heard here, so it may connect to nothing. Its threads run this script, too. */
import { trustOwnScripts } from '../trusted-scripts.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import { Transcriber } from './transcriber.ts';
import { isThread, serveAsThread } from './transcriber-thread.ts';
import type { TranscriptionOperations } from './transcription-protocol.ts';

if (isThread()) await serveAsThread();
else serveRecordings();

function serveRecordings(): void {
  trustOwnScripts();
  // Threads wait for each other by counting: one that has no core of its own holds up all of them. The page needs little of one meanwhile.
  const cores = navigator.hardwareConcurrency || 1;
  const transcriber = new Transcriber({ threadScript: self.location.href, threads: cores > 2 ? cores - 1 : cores });
  serve(ownPort<TranscriptionOperations>(), {
    async open({ name, model }) {
      await transcriber.open(name, model);
      return null;
    },
    transcribe: ({ samples }, { signal, report }) => transcriber.transcribe(samples, { signal, onProgress: report }),
  });
}

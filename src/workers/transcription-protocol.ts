/** What the worker that transcribes recordings does. */
import type { HeardSegment } from '../engine/speech/transcript.ts';

export interface TranscriptionOperations {
  /** Once: another model needs another worker. */
  readonly open: {
    readonly input: { readonly name: string; readonly model: Blob };
    readonly progress: never;
    readonly output: null;
  };
  /** `samples`: as `engine/speech/recording.ts` has them. Progress is the part that is done, from 0 to 1. */
  readonly transcribe: {
    readonly input: { readonly samples: Float32Array<ArrayBuffer> };
    readonly progress: number;
    readonly output: readonly HeardSegment[];
  };
}

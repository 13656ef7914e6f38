/** What the library has for Node and Deno beyond the engine: models on a disk, and checkpoints written there. */

export { type FloatsWritten, type FloatType, writeFloats } from '../src/engine/lm/checkpoint/float-writer.ts';
export { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
export type { CheckpointSink } from '../src/engine/lm/checkpoint/sink.ts';
export { localSource } from './local-source.ts';

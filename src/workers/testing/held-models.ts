/** The workers for stored models without a browser: their own sessions over a channel, and a folder in the place of OPFS. */
import { ModelStore } from '../../engine/lm/storage/model-store.ts';
import { folderStore } from '../../engine/lm/storage/testing/folder-store.ts';
import { randomCheckpoint } from '../../engine/lm/testing/random-checkpoint.ts';
import type { WorkerLike } from '../calls.ts';
import type { MergingOperations } from '../merging-protocol.ts';
import { MergingSession } from '../merging-session.ts';
import type { ModelOperations } from '../models-protocol.ts';
import { ModelsSession } from '../models-session.ts';
import { type HandlersOf, type ServerPort, serve } from '../serve.ts';
import type { OperationMap } from '../wire.ts';

/** @param holds asked whenever a file is opened: whether it is not written to before the merge is stopped, however fast the machine is */
export function modelWorkers(
  folder: string,
  holds: () => boolean = () => false,
): {
  readonly models: () => WorkerLike<ModelOperations>;
  readonly merging: () => WorkerLike<MergingOperations>;
} {
  let stopped: AbortSignal | null = null;
  const files = folderStore(folder);
  const open: typeof files.open = async (path) => {
    if (holds() && stopped?.aborted === false) {
      await new Promise((resolve) => stopped?.addEventListener('abort', resolve));
    }
    return files.open(path);
  };
  const options = {
    store: new ModelStore({ ...files, open }),
    storage: { estimate: async () => ({ usage: 0, quota: 1e9 }) },
  };
  return {
    models: () => started<ModelOperations>(new ModelsSession(options).handlers),
    merging: () => {
      const { handlers } = new MergingSession(options);
      return started<MergingOperations>({
        ...handlers,
        merge(input, context) {
          stopped = context.signal;
          return handlers.merge(input, context);
        },
      });
    },
  };
}

function started<Ops extends OperationMap<Ops>>(handlers: HandlersOf<Ops>): WorkerLike<Ops> {
  const { port1, port2 } = new MessageChannel();
  serve(port2 as unknown as ServerPort<Ops>, handlers);
  return Object.assign(port1, { terminate: () => port1.close() }) as unknown as WorkerLike<Ops>;
}

/** A tiny model's folder, as a user picks it. */
export function pickedFiles(seed: number, layers: number): ReadonlyMap<string, Blob> {
  const { files } = randomCheckpoint({ seed, config: { layers }, dtype: 'bf16' });
  const blobs = Object.entries(files).map(([path, content]) => {
    return [path, new Blob([new Uint8Array(Buffer.from(content))])] as const;
  });
  return new Map(blobs);
}

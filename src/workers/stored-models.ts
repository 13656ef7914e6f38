/** Stored models as all tabs share them: one writer for each model at a time, and whoever watches hears of it. */
import { LocumError } from '../engine/errors.ts';
import { type Alone, ModelStore } from '../engine/lm/storage/model-store.ts';
import { opfsStore } from '../engine/lm/storage/opfs-store.ts';
import { hold, shared } from '../tabs.ts';
import { MODELS } from './models-protocol.ts';

/** What pauses a download and deletes it in one go need not fail. */
const PATIENCE_MS = 3000;

const tabs = shared(MODELS);

const alone: Alone = async (key, work) => {
  const mine = await hold(`model.${key}`, PATIENCE_MS);
  if (mine === null) {
    throw new LocumError('storage-unavailable', 'Another tab is downloading, checking or deleting this model.', {
      hint: 'Wait until it has finished there; the list here follows.',
    });
  }
  try {
    return await work();
  } finally {
    mine.release();
    tabs.announce();
  }
};

export function storedModels(): ModelStore {
  return new ModelStore(opfsStore(), alone);
}

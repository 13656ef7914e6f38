/** The worker that merges weights: it reads models that are here and writes one, and may connect to nothing. */
import type { MergingOperations } from './merging-protocol.ts';
import { MergingSession } from './merging-session.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';
import { storedModels } from './stored-models.ts';

const session = new MergingSession({ store: storedModels(), storage: navigator.storage });
serve(ownPort<MergingOperations>(), session.handlers);

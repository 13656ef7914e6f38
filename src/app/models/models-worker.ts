/** The worker that downloads and stores models, with the connections that are switched on. */
import { ModelsClient } from '../../workers/models-client.ts';
import { workerOf } from '../workers.ts';
import { modelOrigins, useHosts } from './hosts.ts';

export const models = new ModelsClient(() => workerOf('models')(modelOrigins()));

// What a worker may reach is settled when it starts: a change means another worker. Downloads pause and can be resumed.
useHosts.subscribe(({ on }, former) => {
  if (on !== former.on) models.restart();
});

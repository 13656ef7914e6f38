import { LocumError } from '../../../../engine/errors.ts';
import { type FhirServer, fhirBase } from '../../../../engine/export/fhir/send.ts';
import { WorkerCalls } from '../../../../workers/calls.ts';
import type { FhirOperations } from '../../../../workers/fhir-protocol.ts';
import { workerOf } from '../../../workers.ts';

/**
 * By a worker of its own, which may connect to that server and ends when this is done.
 * @param bundle the document as JSON @returns where it is kept there; null where the server does not say
 * @throws {LocumError} as `sendFhir` @throws {Cancelled}
 */
export async function sendToRecordSystem(
  bundle: string,
  server: FhirServer,
  signal: AbortSignal,
): Promise<string | null> {
  const { origin } = fhirBase(server.address);
  const calls = new WorkerCalls<FhirOperations>(() => workerOf('fhir')(origin), {
    name: 'fhir',
    crash: (reason) =>
      new LocumError('engine-crashed', `Sending stopped unexpectedly${reason && `: ${reason}`}.`, {
        hint: 'It may have arrived all the same: look there before it is sent again.',
      }),
  });
  try {
    return await calls.call('send', { bundle, server }, { signal });
  } finally {
    calls.dispose();
  }
}

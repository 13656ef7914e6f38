/** Sends a note to the one record system that its address names (`src/policy.ts`). It is started for that and ended with it. */
import { sendFhir } from '../engine/export/fhir/send.ts';
import type { FhirOperations } from './fhir-protocol.ts';
import { ownPort } from './own-port.ts';
import { serve } from './serve.ts';

serve(ownPort<FhirOperations>(), { send: ({ bundle, server }, { signal }) => sendFhir(bundle, server, { signal }) });

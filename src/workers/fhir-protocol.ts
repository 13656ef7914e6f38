/** What the worker that sends a note to a record system does. */
import type { FhirServer } from '../engine/export/fhir/send.ts';

export interface FhirOperations {
  /** `bundle`: the document as JSON. */
  readonly send: {
    readonly input: { readonly bundle: string; readonly server: FhirServer };
    readonly progress: never;
    /** Where it is kept now; null where the server does not say. */
    readonly output: string | null;
  };
}

/** A note's document, sent to the record system's FHIR server that the user has named. */
import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { post } from '../../remote/post.ts';
import { serverAddress } from '../../remote/server-address.ts';

export interface FhirServer {
  /** Its base, e.g. `https://fhir.hospital.example/r4`. */
  readonly address: string;
  /** Of OAuth, where it asks for one. */
  readonly token?: string | undefined;
}

export interface SendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Default 60,000. */
  readonly timeoutMs?: number | undefined;
}

const JSON_TYPE = 'application/fhir+json';
const LONGEST_MESSAGE = 300;

/** @throws {LocumError} `bad-argument` */
export function fhirBase(address: string): URL {
  return serverAddress(address, 'a FHIR server', 'https://fhir.hospital.example/r4');
}

/**
 * Keeps the document there (`POST [base]/Bundle`, https://hl7.org/fhir/R4/http.html#create).
 * @param bundle as JSON, checked before
 * @returns where it is kept now; null where the server does not say
 * @throws {LocumError} `bad-argument`, `endpoint-unreachable`, `endpoint-timeout`, `endpoint-refused`, `endpoint-failed` @throws {Cancelled}
 */
export async function sendFhir(
  bundle: string,
  { address, token }: FhirServer,
  { signal, timeoutMs = 60_000 }: SendOptions = {},
): Promise<string | null> {
  const base = fhirBase(address);
  const label = `The FHIR server at ${base.host}`;
  const { status, text, headers } = await post(new URL('Bundle', base), {
    label,
    headers: {
      'content-type': JSON_TYPE,
      accept: JSON_TYPE,
      prefer: 'return=minimal',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: bundle,
    slow: 'It may have taken the note all the same: look there before it is sent again.',
    fetch: globalThis.fetch,
    ...{ signal, timeoutMs },
  });
  if (status >= 200 && status < 300) return headers.get('location');
  const said = issueOf(text);
  if (status === 401 || status === 403) {
    throw new LocumError('endpoint-refused', `${label} does not let this note be written${said}`, {
      hint: 'Give an access token that may create Bundles there, or download the document and take it in by hand.',
      details: { status },
    });
  }
  throw new LocumError('endpoint-failed', `${label} did not take the note (status ${status})${said}`, {
    hint: 'Is the address its FHIR base, and does it keep documents (Bundle)? Otherwise download it and take it in by hand.',
    details: { status },
  });
}

const Outcome = v.object({
  resourceType: v.literal('OperationOutcome'),
  issue: v.array(
    v.object({ diagnostics: v.optional(v.string()), details: v.optional(v.object({ text: v.optional(v.string()) })) }),
  ),
});

/** What the server says is amiss. */
function issueOf(text: string): string {
  try {
    const { issue } = v.parse(Outcome, JSON.parse(text));
    const [said] = issue.flatMap(({ diagnostics, details }) => diagnostics ?? details?.text ?? []);
    return said === undefined ? '.' : `: ${said.slice(0, LONGEST_MESSAGE)}`;
  } catch {
    return '.';
  }
}

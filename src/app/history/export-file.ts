/** A history as a file: the entries sealed as they are stored, with what a passphrase needs to become their key. */
import * as v from 'valibot';
import { LocumError } from '../../engine/errors.ts';
import { fromBase64, type Sealed, toBase64 } from './cipher.ts';
import type { StoredEntry, VaultHead } from './vault-storage.ts';

const FORMAT = 'locum-history-1';

// Not valibot's own base64: a pattern over megabytes of text runs out of stack.
const EncodedBytes = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return fromBase64(dataset.value);
    } catch {
      addIssue({ message: 'no base64' });
      return NEVER;
    }
  }),
);
const EncodedSeal = { nonce: EncodedBytes, data: EncodedBytes };
const ExportFile = v.object({
  format: v.literal(FORMAT),
  salt: EncodedBytes,
  // A file must not make the browser stretch for minutes.
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000)),
  check: v.object(EncodedSeal),
  entries: v.array(v.object({ id: v.string(), ...EncodedSeal })),
});
const OtherFormat = v.object({ format: v.pipe(v.string(), v.regex(/^locum-history-\d+$/)) });

export function writeExport(head: VaultHead, entries: readonly StoredEntry[]): string {
  const encode = ({ nonce, data }: Sealed) => ({ nonce: toBase64(nonce), data: toBase64(data) });
  return JSON.stringify({
    format: FORMAT,
    salt: toBase64(head.salt),
    iterations: head.iterations,
    check: encode(head.check),
    entries: entries.map(({ id, ...sealed }) => ({ id, ...encode(sealed) })),
  });
}

/** @throws {LocumError} `file-invalid` */
export function readExport(file: string): { readonly head: VaultHead; readonly entries: readonly StoredEntry[] } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file);
    const { salt, iterations, check, entries } = v.parse(ExportFile, parsed);
    return { head: { salt, iterations, check }, entries };
  } catch (cause) {
    const other = v.safeParse(OtherFormat, parsed);
    if (other.success && other.output.format !== FORMAT) {
      throw new LocumError('file-invalid', 'This history was exported by a newer version of Locum.', {
        cause,
        hint: 'Reload the page to get that version, then import it again.',
      });
    }
    throw new LocumError('file-invalid', 'This file is no history of Locum, or it is damaged.', {
      cause,
      hint: 'Choose a file that “Export all” has made.',
    });
  }
}

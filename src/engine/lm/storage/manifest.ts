/** What is stored of a model beside its files: where it came from and how its files are recognised. */
import * as v from 'valibot';
import { LocumError } from '../../errors.ts';

const DigestSchema = v.object({
  algorithm: v.picklist(['sha256', 'git-sha1']),
  hex: v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/)),
});

/** Names without a way out of the model's folder. */
export const FilePath = v.pipe(
  v.string(),
  v.regex(/^[\w][\w.-]*(?:\/[\w][\w.-]*)*$/, 'not a path inside the model’s folder'),
);

const AddressSchema = v.variant('kind', [
  /** A model of the app's own origin: `models/<id>/`. */
  v.object({ kind: v.literal('app'), id: v.string() }),
  /** A repository of a Hugging Face hub at one commit. */
  v.object({ kind: v.literal('hub'), id: v.string(), endpoint: v.string(), revision: v.string() }),
  /** A folder at any address. */
  v.object({ kind: v.literal('url'), url: v.string() }),
  /** A copy of a folder that the user picked; it cannot be fetched again. */
  v.object({ kind: v.literal('folder'), name: v.string() }),
]);
export type ModelAddress = v.InferOutput<typeof AddressSchema>;

const FileSchema = v.object({
  path: FilePath,
  size: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** What the host promises. */
  digest: v.nullable(DigestSchema),
  /** What was computed when the file was complete: then it may be used. */
  received: v.nullable(DigestSchema),
  /** Where the host promises nothing: what its first download was, which every later one has to be. */
  trusted: v.optional(v.nullable(DigestSchema), null),
  /** SHA-256 of its pieces, as `pieces.ts` has them; none where a version of Locum before them stored it. */
  pieces: v.optional(v.array(v.string()), []),
  validator: v.nullable(v.string()),
});
export type StoredFile = v.InferOutput<typeof FileSchema>;

const FormSchema = v.picklist(['original', 'q8', 'q4']);

const ManifestSchema = v.object({
  version: v.literal(1),
  label: v.string(),
  address: AddressSchema,
  /** ISO 8601. */
  addedAt: v.string(),
  /** How the weights lie here: as the host has them, or quantised by Locum, which needs a fraction of the room. */
  form: FormSchema,
  /** What it is to become once it is whole, so that a download that is resumed later ends as it was begun. */
  keepAs: FormSchema,
  files: v.array(FileSchema),
});
export type StoredForm = Manifest['form'];
export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** @throws {LocumError} `checkpoint-invalid` */
export function parseManifest(text: string): Manifest {
  try {
    return v.parse(ManifestSchema, JSON.parse(text));
  } catch (cause) {
    throw new LocumError('checkpoint-invalid', 'The record of a stored model cannot be read.', {
      hint: 'Delete the model from the storage and download it again.',
      cause,
    });
  }
}

/** Bytes of all files; null when one is unknown. */
export function totalBytes(files: readonly { readonly size: number | null }[]): number | null {
  return files.reduce<number | null>((sum, { size }) => (sum === null || size === null ? null : sum + size), 0);
}

/** Files that a model is split over: `name-00001-of-00003.gguf` and so on. */

const PART = /^(.*)-(\d{5})-of-(\d{5})(\.gguf)$/i;

/** Whether a file's name is that of a GGUF file. */
export function isGguf(path: string): boolean {
  return /\.gguf$/i.test(path);
}

/** Whether a file of this name holds weights, in any layout. */
export function isWeights(path: string): boolean {
  return isGguf(path) || path.endsWith('.safetensors');
}

/** All files of the model that `path` is, or is a part of, in their order. */
export function partsOf(path: string): readonly string[] {
  const match = PART.exec(path);
  if (match === null) return [path];
  const [, name = '', , count = '', ending = ''] = match;
  return Array.from(
    { length: Number(count) },
    (_, index) => `${name}-${String(index + 1).padStart(5, '0')}-of-${count}${ending}`,
  );
}

/** The file that a model of these files begins with, where its layout fixes no name for it. */
export function entryOf(paths: Iterable<string>): string | undefined {
  const all = [...paths];
  return all.some((path) => path.endsWith('.safetensors')) ? undefined : entriesOf(all)[0];
}

/** What stands beside models of this kind and is none: the eyes of those that see, and statistics for quantising. */
const BESIDE = /(?:^|\/)(?:mmproj|imatrix)[^/]*$/i;

/** The files among `paths` that a model begins with: whole ones, and the first of several parts. */
export function entriesOf(paths: readonly string[]): readonly string[] {
  return [
    ...new Set(paths.filter((path) => isGguf(path) && !BESIDE.test(path)).map((path) => partsOf(path)[0] ?? path)),
  ].sort();
}

/** Files that a model is split over: `name-00001-of-00003.gguf` and so on. */

const PART = /^(.*)-(\d{5})-of-(\d{5})(\.gguf)$/i;

/** Whether a file's name is that of a GGUF file. */
export function isGguf(path: string): boolean {
  return /\.gguf$/i.test(path);
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

/** The files among `paths` that a model begins with: whole ones, and the first of several parts. */
export function entriesOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.filter(isGguf).map((path) => partsOf(path)[0] ?? path))].sort();
}

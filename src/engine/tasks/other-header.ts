/** Sections that begin as others do. */
const LABEL = /^\s*([A-Z][A-Z /&-]{2,58}):/u;

const wordsOf = (label: string) => label.split(/[^A-Z]+/u).filter((word) => word.length > 3);

/** Whether a section begins with a header: a label in capitals, with a word of one of these. “ECG: normal” has none. */
export function beginsWithHeader(section: string, headers: readonly string[]): boolean {
  const [, label = ''] = LABEL.exec(section) ?? [];
  const own = wordsOf(label);
  return own.length > 0 && headers.flatMap(wordsOf).some((word) => own.includes(word));
}

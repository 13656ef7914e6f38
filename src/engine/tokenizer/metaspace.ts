/** A part of `tokenizer.json`: null where the file has none. */
type Part = Readonly<Record<string, unknown> & { type: string }> | null;

/**
 * `Metaspace` begins a new piece at every blank unless its `split` is false, so that no merge reaches over one
 * (tokenizers' `pre_tokenizers/metaspace.rs`). The library's own leaves that out; a `Split` behind it does the same.
 */
export function splitAtBlanks(part: Part): Part {
  if (part?.type === 'Sequence' && Array.isArray(part.pretokenizers)) {
    return { ...part, pretokenizers: part.pretokenizers.map(splitAtBlanks) };
  }
  if (part?.type !== 'Metaspace' || part.split === false) return part;
  const blank = `\\u{${(typeof part.replacement === 'string' ? part.replacement : '▁').codePointAt(0)?.toString(16)}}`;
  const pattern = { Regex: `${blank}[^${blank}]*|[^${blank}]+` };
  return { type: 'Sequence', pretokenizers: [part, { type: 'Split', pattern, behavior: 'Isolated', invert: true }] };
}

/** What hosts and clones send in place of a model's file. */

const STARTS: readonly { readonly start: string; readonly what: string }[] = [
  {
    start: 'version https://git-lfs',
    what: 'it is a pointer of Git LFS, and not the file itself: fetch it with “git lfs pull”, or download it from the model’s page',
  },
  { start: '<!doctype html', what: 'it is a web page: the address leads to a page about the file' },
  { start: '<html', what: 'it is a web page: the address leads to a page about the file' },
];

/**
 * What a file is instead of what it should be; null where it is neither of the usual impostors.
 * @param beginning the first bytes, 8 or more
 */
export function impostorAt(beginning: Uint8Array | string): string | null {
  const text = (typeof beginning === 'string' ? beginning : new TextDecoder('latin1').decode(beginning))
    .slice(0, 64)
    .toLowerCase()
    .trimStart();
  return text.length < 5
    ? null
    : (STARTS.find(({ start }) => text.startsWith(start.slice(0, text.length)))?.what ?? null);
}

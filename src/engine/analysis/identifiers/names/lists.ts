/** Which words are names of people, and which of them are also words. */
export interface NameList {
  isFirst(key: string): boolean;
  isLast(key: string): boolean;
  /** A name that is also a word, that an illness bears, or too short to tell. */
  isWordToo(key: string): boolean;
}

/** A word as names are looked up: small letters, no accents, straight apostrophes. */
export function keyOf(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’ʼ]/gu, "'")
    .replace(/ß/gu, 'ss')
    .replace(/ø/gu, 'o')
    .replace(/ł/gu, 'l')
    .replace(/æ/gu, 'ae');
}

function read(list: string, wordsToo: Set<string>): Set<string> {
  const names = new Set<string>();
  for (const entry of list.trim().split(/\s+/u)) {
    const name = entry.replace('~', '');
    names.add(name);
    if (entry !== name || name.length < 3) wordsToo.add(name);
  }
  return names;
}

/** The lists, which are fetched when they are first asked for. */
export async function loadNameList(): Promise<NameList> {
  const { FIRST_NAMES, SURNAMES } = await import('./name-list.ts');
  const wordsToo = new Set<string>();
  const first = read(FIRST_NAMES, wordsToo);
  const last = read(SURNAMES, wordsToo);
  const parts = (key: string) => key.split('-');
  return {
    isFirst: (key) => first.has(key) || (key.includes('-') && first.has(parts(key)[0] ?? '')),
    isLast: (key) =>
      last.has(key) ||
      /^(?:o'|mc|mac)[a-z]{3,}$/u.test(key) ||
      (key.includes('-') && parts(key).every((part) => last.has(part))),
    isWordToo: (key) =>
      wordsToo.has(key) ||
      key.length < 3 ||
      (key.includes('-') && parts(key).some((part) => wordsToo.has(part) || !(first.has(part) || last.has(part)))),
  };
}

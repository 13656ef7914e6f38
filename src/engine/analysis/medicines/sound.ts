/** How a name of a medicine sounds, roughly: its consonants, those that sound alike as one. Misheard and misspelt names share it. */
export function soundOf(word: string): string {
  const consonants = word
    .replace(/^ps/u, 's')
    .replace(/ph/gu, 'f')
    .replace(/th/gu, 't')
    .replace(/(?:ch|ck|qu|x|c(?![eiy]))/gu, 'k')
    .replace(/[cz]/gu, 's')
    .replace(/v/gu, 'f')
    .replace(/q/gu, 'k')
    .replace(/j|g(?=[eiy])/gu, 'g');
  return (
    (consonants[0] ?? '').replace(/[aeiouyh]/u, 'a') +
    consonants
      .slice(1)
      .replace(/[aeiouyhw' -]/gu, '')
      .replace(/(.)\1+/gu, '$1')
  );
}

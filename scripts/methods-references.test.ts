/** What a comment points to is there: docs/METHODS.md holds every section and every work that the code names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['src', 'node', 'cli', 'bench', 'scripts', 'training'];
const COMMENT = /^\s*(?:\/\*\*?|\*|\/\/|#|""")|\/\*\*/;

/** Lines of comments, a comment that goes on joined to one. */
function comments(): readonly { readonly path: string; readonly text: string }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(tsx?|py|wat)$/.test(path) && !path.includes('methods-references'))
      .map((path) => {
        const lines = readFileSync(join(ROOT, folder, path), 'utf8').split('\n');
        const text = lines
          .filter((line) => COMMENT.test(line))
          .map((line) => line.replace(/^\s*(\/\*\*|\*\/?|\/\/|#)\s*/, ''));
        return { path: join(folder, path), text: text.join(' ') };
      }),
  );
}

const methods = readFileSync(join(ROOT, 'docs', 'METHODS.md'), 'utf8').replace(/\s+/g, ' ');
const references = (pattern: RegExp) =>
  comments().flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => ({ path, found })));

describe('docs/METHODS.md', () => {
  it('has the sections that comments point to', () => {
    const found = references(/METHODS (?:§\d+(?:,? (?:and )?)?)+/g).flatMap(({ path, found: text }) =>
      [...text.matchAll(/§(\d+)/g)].map(([, number]) => ({ path, number })),
    );
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(({ number }) => !methods.includes(`## ${number}. `))).toEqual([]);
  });

  it('has the works that comments name by a key', () => {
    const found = references(/\[(?:BBW|MediPhi|PT|DExperts|[A-Z]{2,5}\d{2,4})\]/g);
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter(({ found: key }) => !methods.includes(`**${key}**`))).toEqual([]);
  });

  it('has the works that comments name by author and year', () => {
    // A name alone before a year is often a month; a work's stands in brackets.
    const several = references(/\p{Lu}[\p{L}-]+(?: et al\.| (?:&|and) \p{Lu}[\p{L}-]+) (?:19|20)\d\d/gu);
    const alone = references(/(?<=\()\p{Lu}[\p{L}-]+ (?:19|20)\d\d(?=\))/gu);
    const found = [...several, ...alone];
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter(({ found: work }) => !methods.includes(work))).toEqual([]);
  });
});

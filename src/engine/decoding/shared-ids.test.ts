import { describe, expect, it } from 'vitest';
import { byteLevelFiles, sentencePieceFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import { follow, sharedIds } from './shared-ids.ts';

const plain = await loadTokenizer(byteLevelFiles());
const same = await loadTokenizer(byteLevelFiles());
const added = await loadTokenizer(
  byteLevelFiles({ added: [{ content: '<|nurse|>', special: true }, { content: '    ' }] }),
);
const space = (tokenizer: typeof plain, padding = 0) => ({ tokenizer, vocabularySize: tokenizer.size + padding });

describe('shared ids', () => {
  it('are all of them (null) for equal tokenizers and widths', () => {
    expect(sharedIds(space(plain), [space(same), space(plain)])).toBeNull();
  });

  it('leave out padding rows and rows that one model does not have', () => {
    const padded = sharedIds(space(plain, 3), [space(same, 3), space(same)]);
    expect(padded).toEqual(Uint8Array.from({ length: plain.size + 3 }, (_, id) => (id < plain.size ? 1 : 0)));
  });

  it('leave out tokens that only one tokenizer has', () => {
    const mask = sharedIds(space(added), [space(plain), space(plain)]);
    expect(mask?.slice(plain.size)).toEqual(Uint8Array.of(0, 0));
    expect(mask?.slice(0, plain.size).every((bit) => bit === 1)).toBe(true);
  });

  it('refuse tokenizers of different families', async () => {
    const foreign = await loadTokenizer(sentencePieceFiles());
    expect(() => sharedIds(space(plain), [space(foreign), space(foreign)])).toThrowError(
      expect.objectContaining({ code: 'vocabulary-mismatch' }),
    );
  });
});

describe('following the base', () => {
  it('keeps shared ids, spells text in its own tokens, and ends where there is no text', () => {
    expect(follow(7, plain, same)).toEqual([7]);
    const [nurse, blanks] = [plain.size, plain.size + 1];
    expect(follow(nurse, added, plain)).toEqual([plain.eosId]);
    expect(plain.decode(follow(blanks, added, plain))).toBe('    ');
    expect(follow(added.size + 5, added, plain)).toEqual([plain.eosId]);
  });
});

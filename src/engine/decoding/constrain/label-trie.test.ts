import { describe, expect, it } from 'vitest';
import { byteLevelFiles, sentencePieceFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer } from '../../tokenizer/tokenizer.ts';
import { isPrefix, type LabelNode, labelTrie } from './label-trie.ts';

const words = ['fall', 'with', 'injury', 'no', 'not', 'pain', 'Fall'];
const tokenizers = {
  'byte-level': await loadTokenizer(byteLevelFiles({ words })),
  SentencePiece: await loadTokenizer(sentencePieceFiles({ words })),
};
const ASSISTANT = 3;

/** Every label by walking its tokens down from the root. */
function ends(root: LabelNode): Map<number, LabelNode> {
  const found = new Map<number, LabelNode>();
  const visit = (node: LabelNode) => {
    if (node.label !== null) found.set(node.label, node);
    node.children.forEach(visit);
  };
  visit(root);
  return found;
}

describe.each(Object.entries(tokenizers))('labels in the tokens of a %s tokenizer', (_, tokenizer) => {
  const awkward = ['no', 'not', 'No', ' no', 'no pain', 'fall', 'fall with injury', 'Fall', 'FALL', 'é', 'no\nfall'];

  it('keeps labels apart that begin alike or differ in case or a leading blank', () => {
    const trie = labelTrie(awkward, tokenizer, [ASSISTANT]);
    expect(new Set(trie.tokens.map((ids) => ids.join())).size).toBe(awkward.length);
    expect(ends(trie.root).size).toBe(awkward.length);
    for (const node of trie.root.children)
      expect(trie.root.children.filter(({ id }) => id === node.id)).toHaveLength(1);
  });

  it('spells every label exactly', () => {
    const { tokens } = labelTrie(awkward, tokenizer, [ASSISTANT]);
    for (const [index, ids] of tokens.entries()) {
      const text = new TextDecoder().decode(Uint8Array.from(ids.flatMap((id) => [...tokenizer.bytes(id)])));
      // SentencePiece's own blank before a text is no part of it.
      expect(text.endsWith(awkward[index] ?? '')).toBe(true);
    }
  });

  it('lets stopping compete only where another label goes on', () => {
    const labels = ['fall', 'fall with injury', 'no'];
    const found = ends(labelTrie(labels, tokenizer, [ASSISTANT]).root);
    expect(labels.map((_, index) => isPrefix(found.get(index)!))).toEqual([true, false, false]);
  });

  it('begins labels with a blank after a word, not after white space or a control token', () => {
    const tokensAfter = (prompt: readonly number[]) => labelTrie(['no'], tokenizer, prompt).tokens[0];
    const newline = tokenizer.encodeContinuation('pain\n');
    expect(tokensAfter(tokenizer.encodeContinuation('pain'))).toEqual(tokenizer.encodeContinuation(' no'));
    expect(tokensAfter(newline)).toEqual(tokenizer.encodeContinuation('no'));
    expect(tokensAfter([ASSISTANT])).toEqual(tokenizer.encodeContinuation('no'));
  });

  it.each([
    [[], /no labels/],
    [['yes', ''], /empty/],
    [['yes', '  '], /empty/],
    [['yes', 'no', 'yes'], /“yes” is there twice/],
  ])('refuses %j', (labels, message) => {
    expect(() => labelTrie(labels, tokenizer, [])).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringMatching(message) }),
    );
  });
});

it('refuses labels that the tokenizer cannot tell apart', async () => {
  const tokenizer = await loadTokenizer(byteLevelFiles({ normalizer: { type: 'Lowercase' } }));
  expect(() => labelTrie(['no', 'No'], tokenizer, [])).toThrow(
    expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining('No') }),
  );
});

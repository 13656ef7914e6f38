import { beforeAll, describe, expect, it } from 'vitest';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { byteLevel, demoIsPresent, loadDemoTokenizer, sentencePiece, whenPresent } from '../testing/tokenizers.ts';
import { sameTokens, tokenMap } from './token-map.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('tokens of one vocabulary in another', () => {
  let gpt: Tokenizer;
  let llama: Tokenizer;
  beforeAll(async () => {
    gpt = await byteLevel();
    llama = await sentencePiece();
  });
  const inLlama = (text: string, opening = false) => {
    const id = tokenMap(llama).ofBytes(bytes(text), opening);
    return id === null ? null : llama.spelling(id);
  };
  const inGpt = (text: string) => {
    const id = tokenMap(gpt).ofBytes(bytes(text), false);
    return id === null ? null : gpt.spelling(id);
  };

  it('match by what they add to the text, however they spell a blank', () => {
    expect(inLlama(' pain')).toBe('▁pain');
    expect(inGpt(' pain')).toBe('Ġpain');
    expect(inLlama('pain')).toBe('pain');
  });

  it('match line feeds and single bytes exactly', () => {
    expect(inLlama('\n')).toBe('<0x0A>');
    expect(inGpt('\n')).toBe('Ċ');
    const map = tokenMap(llama);
    for (let byte = 0x80; byte < 0x100; byte++) {
      const name = `<0x${byte.toString(16).toUpperCase()}>`;
      expect(llama.spelling(map.ofBytes(Uint8Array.of(byte), false)!)).toBe(name);
    }
  });

  it('prefer the character over the byte token of the same byte, as the tokenizer does', () => {
    expect(inLlama('a')).toBe('a');
    expect(inLlama('.')).toBe('.');
  });

  it('stand in with the first sub-token where there is no such token', () => {
    expect(inLlama(' painful')).toBe('▁pain');
    expect(inGpt('chests')).toBe('chest');
    expect(inLlama('\n\n')).toBe('<0x0A>');
    expect(inLlama('😖')).toBe('<0xF0>');
  });

  it('take the blank into account that a tokenizer puts before a text', () => {
    expect(inLlama('pain', true)).toBe('▁pain');
    expect(inLlama('painful', true)).toBe('▁pain');
  });

  it('judge half a character by the bytes there are', () => {
    expect(llama.spelling(tokenMap(llama).ofBytes(Uint8Array.of(0xf0, 0x9f), false)!)).toBe('<0xF0>');
    expect(tokenMap(llama).ofBytes(Uint8Array.of(), false)).toBeNull();
  });

  it('match control tokens by name only', () => {
    expect(tokenMap(llama).ofControl('<|end|>')).toBe(4);
    expect(tokenMap(llama).ofControl('<|im_end|>')).toBeNull();
    expect(inLlama('<|end|>')).not.toBe('<|end|>');
  });

  it('are looked up in a table that is built once', () => {
    expect(tokenMap(llama)).toBe(tokenMap(llama));
  });

  it('tell one tokenizer loaded twice from two', async () => {
    expect(sameTokens(gpt, await byteLevel())).toBe(true);
    expect(sameTokens(gpt, llama)).toBe(false);
    expect(sameTokens(gpt, await byteLevel({ words: ['pain'] }))).toBe(false);
  });
});

describe.skipIf(!demoIsPresent('demo-base') || !demoIsPresent('demo-capt-base'))(
  `the demo tokenizers${whenPresent('demo-base', 'demo-capt-base')}`,
  () => {
    it('find every token of one in the other, exactly or by its first part', async () => {
      const [main, capt] = await Promise.all([loadDemoTokenizer('demo-base'), loadDemoTokenizer('demo-capt-base')]);
      for (const [from, to] of [
        [main, capt],
        [capt, main],
      ] as const) {
        const wrong: string[] = [];
        let exact = 0;
        for (let id = 0; id < from.size; id++) {
          if (from.kind(id) !== 'text') continue;
          const [text, found] = [from.bytes(id), tokenMap(to).ofBytes(from.bytes(id), false)];
          const part = found === null ? null : to.bytes(found);
          if (part === null || !part.every((byte, i) => byte === text[i])) wrong.push(from.spelling(id) ?? '');
          else if (text.length === part.length) exact++;
        }
        expect(wrong).toEqual([]);
        expect(exact).toBeGreaterThan(1000);
      }
    });
  },
);

import { expect, test } from 'vitest';
import { NOTE_METHODS } from './settings.ts';
import { asPlayed } from './writing.ts';

test.each([
  ['of the same tokenizer', { isRemote: false, followsText: false }, ['base 0.7', 'expert 0.7', 'proxy 0.7']],
  ['with another tokenizer', { isRemote: false, followsText: true }, ['base 0.7', 'expert 0.7', 'capt 0.7']],
  ['behind an address', { isRemote: true, followsText: true }, ['capt 0', 'expert 0.7', 'capt 0.7']],
])('a base %s is tuned as it can be', (_, base, played) => {
  const all = NOTE_METHODS.map((method) => asPlayed(method, 0.7, base));
  expect(all.map(({ method, alpha }) => `${method} ${alpha}`)).toEqual(played);
});

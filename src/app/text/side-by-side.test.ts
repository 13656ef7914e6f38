import { expect, it } from 'vitest';
import { examples } from './examples.ts';
import { loadSideBySide } from './side-by-side.ts';

const shown = await loadSideBySide();

it('what the first page shows of the method is of an example, with something by each', () => {
  if (shown === null) throw new Error('It is not recorded: npm run record-side-by-side.');
  expect(examples.map(({ id }) => id)).toContain(shown.example);
  for (const { text, sentences, supported } of Object.values(shown.texts)) {
    expect(text).not.toBe('');
    expect(supported).toBeLessThanOrEqual(sentences);
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepPrefix } from './kept-prefix.ts';
import { TableModel } from './testing/table-model.ts';

const open = () => {
  const inner = new TableModel({ vocabularySize: 12, contextLength: 40 });
  return { inner, model: keepPrefix(inner) };
};

test('what comes again is not computed again, and counts as read', async () => {
  const { inner, model } = open();
  await model.extend([1, 2, 3, 4, 5], { logits: 'none' });
  await model.truncate(0);
  const seen: number[] = [];
  await model.extend([1, 2, 3, 9], { logits: 'none', onProgress: (tokens) => seen.push(tokens) });
  expect(model.length).toBe(4);
  expect(inner.extended).toEqual([5, 1]);
  expect(seen.at(-1)).toBe(4);
  await model.truncate(2);
  const last = await model.extend([3, 9]);
  expect(last.rows).toBe(1);
  // Logits need a forward pass, of the last token alone.
  expect(inner.extended).toEqual([5, 1, 1]);
});

test('whatever is read, forgotten and read again, logits are those of a model that reads everything', async () => {
  const step = fc.record({
    ids: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 }),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    logits: fc.constantFrom('none' as const, 'last' as const, 'all' as const),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const { model } = open();
      const plain = new TableModel({ vocabularySize: 12, contextLength: 40 });
      for (const { ids, keep, logits } of steps) {
        const length = Math.floor(keep * plain.length);
        await Promise.all([model.truncate(length), plain.truncate(length)]);
        if (length + ids.length > 40) continue;
        const [kept, read] = await Promise.all([model.extend(ids, { logits }), plain.extend(ids, { logits })]);
        expect(kept.rows).toBe(read.rows);
        expect([...kept.data]).toEqual([...read.data]);
        expect(model.length).toBe(plain.length);
      }
    }),
  );
});

test('refuses what the model refuses, and is as long as before', async () => {
  const { model } = open();
  await model.extend([1, 2], { logits: 'none' });
  await expect(model.extend([])).rejects.toMatchObject({ code: 'bad-argument' });
  await expect(model.extend([99])).rejects.toMatchObject({ code: 'bad-argument' });
  await expect(model.truncate(3)).rejects.toMatchObject({ code: 'bad-argument' });
  await expect(model.extend(Array.from({ length: 60 }, () => 1))).rejects.toMatchObject({ code: 'context-too-long' });
  expect(model.length).toBe(2);
});

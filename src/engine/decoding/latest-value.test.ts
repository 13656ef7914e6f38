import { expect, it } from 'vitest';
import { LatestValue } from './latest-value.ts';

it('gives a slow reader the latest value, and always the last one', async () => {
  const values = new LatestValue<number>();
  const work = (async () => {
    values.set(1);
    values.set(2);
    await Promise.resolve();
    values.set(3);
  })();
  const seen: number[] = [];
  for await (const value of values.until(work)) seen.push(value);
  expect(seen.at(-1)).toBe(3);
  expect(seen).not.toContain(1);
});

it('fails as the work does, after what was reported', async () => {
  const values = new LatestValue<number>();
  const seen: number[] = [];
  const read = async () => {
    const work = Promise.reject(new Error('broken'));
    values.set(1);
    for await (const value of values.until(work)) seen.push(value);
  };
  await expect(read()).rejects.toThrow('broken');
  expect(seen).toEqual([1]);
});

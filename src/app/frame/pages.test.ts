import { expect, test } from 'vitest';
import { PAGES, pageAt } from './pages.ts';

test('an address leads to its page, with whatever follows, and to no other', () => {
  for (const page of PAGES) expect(pageAt(page.path)).toBe(page);
  expect(pageAt('')?.id).toBe('note');
  expect(pageAt('/classify/mednli')?.id).toBe('classify');
  expect(pageAt('/classifyx')).toBeNull();
  expect(pageAt('/nowhere')).toBeNull();
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, expect, it } from 'vitest';
import { openLineLog } from './line-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-line-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (path: string) => openLineLog(path, v.object({ n: v.string() }), { isNo: 'number', hint: '' });

it('goes on after a line that was cut off, as often as that happens', () => {
  const path = join(folder, 'torn.jsonl');
  writeFileSync(path, '{"n":"é"}\n{"n":"–');
  for (const next of ['2', '3']) open(path).append({ n: next });
  writeFileSync(path, `${readFileSync(path, 'utf8')}{"n":`);
  const log = open(path);
  log.append({ n: '4' });
  log.append({ n: '5' });
  expect(log.values.map(({ n }) => n)).toEqual(['é', '2', '3']);
  expect(open(path).values.map(({ n }) => n)).toEqual(['é', '2', '3', '4', '5']);
});

it('keeps a last line that only lacks its end', () => {
  const path = join(folder, 'whole.jsonl');
  writeFileSync(path, '{"n":"1"}');
  open(path).append({ n: '2' });
  expect(open(path).values.map(({ n }) => n)).toEqual(['1', '2']);
});

/** A model that is read from its host without being stored, by a worker that may not connect to it. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planUrl } from '../engine/catalogue/plan.ts';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { type ModelHost, openModelHost } from '../engine/lm/storage/testing/model-host.ts';
import { verifiedSource } from '../engine/lm/storage/verified-source.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { sharedSource, shareSource } from './shared-source.ts';

const WEIGHTS = 'model.safetensors';
const { files, source: original } = randomCheckpoint({ dtype: 'f16' });
let host: ModelHost;
let channel: MessageChannel;

beforeEach(async () => {
  const hex = createHash('sha256').update(files[WEIGHTS]!).digest('hex');
  host = await openModelHost({ ...files, 'tokenizer.json': '{}', SHA256SUMS: `${hex}  ${WEIGHTS}\n` });
  channel = new MessageChannel();
});
afterEach(async () => {
  channel.port1.close();
  await host.kill();
});

async function shared() {
  const url = `${host.url}/`;
  const { plan, origin } = await planUrl(url, 'tiny', { kind: 'url', url }, null);
  shareSource(verifiedSource(plan, origin), channel.port1);
  return sharedSource('tiny', channel.port2);
}

async function readAll(source: Parameters<typeof openCheckpoint>[0]): Promise<number> {
  let weights = 0;
  for await (const _ of (await openCheckpoint(source)).weights()) weights++;
  return weights;
}

test('has the same weights as the files', async () => {
  expect(await readAll(await shared())).toBe(await readAll(original));
});

test('is refused before its last byte when the host’s file is not the promised one', async () => {
  const source = await shared();
  const damaged = Uint8Array.from(files[WEIGHTS] as Uint8Array);
  damaged[damaged.length - 5]! ^= 1;
  host.files.set(WEIGHTS, damaged);
  await expect(readAll(source)).rejects.toMatchObject({ code: 'checksum-mismatch' });
});

test('says what is missing', async () => {
  const source = await shared();
  await expect(source.text('nothing.json')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
});

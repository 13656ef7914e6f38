import { expect, it } from 'vitest';
import { modelSources } from './model-sources.ts';
import type { KeptModel } from './protocol.ts';

const base: KeptModel = {
  stored: { kind: 'app', id: 'base' },
  url: 'http://localhost/models/base/',
  entry: 'base-00001-of-00002.gguf',
};
const adapter: KeptModel = { stored: { kind: 'app', id: 'it' }, url: 'http://localhost/models/it/', over: base };

it('opens an adapter over the very source that plays the base, so that the weights are loaded once', async () => {
  const sources = await modelSources({ base, expert: adapter, anti: { ...base } });
  expect(sources.base).toMatchObject({ label: 'base', entry: 'base-00001-of-00002.gguf' });
  expect(sources.anti).toBe(sources.base);
  expect(sources.expert).toMatchObject({ adapted: { adapter: { label: 'it' } } });
  expect('adapted' in sources.expert && sources.expert.adapted?.base).toBe(sources.base);
});

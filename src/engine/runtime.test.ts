import { expect, it } from 'vitest';
import { loadCpuModel } from './lm/cpu/model.ts';
import { GREEDY } from './lm/ensemble.ts';
import { createHostEnsemble } from './lm/host-ensemble.ts';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { type ModelSource, openModel } from './runtime.ts';
import { byteLevelFiles, SPECIALS } from './tokenizer/fixtures.ts';

/** A model of `rows` embedding rows with a byte-level tokenizer. */
function sourceOf(rows: number, config: Readonly<Record<string, unknown>> = {}): ModelSource {
  const { source } = randomCheckpoint({ stopIds: [0], config: { vocabularySize: rows } });
  const tokenizer = byteLevelFiles({ config });
  const isOwn = (path: string) => path.endsWith('config.json') && !path.startsWith('tokenizer');
  return {
    ...source,
    size: (path, signal) => source.size(path, signal),
    stream: (path, options) => source.stream(path, options),
    text: (path, signal) => (isOwn(path) ? source.text(path, signal) : tokenizer.text(path, signal)),
  };
}

it('stops also at the end of a turn that the tokenizer’s configuration alone names', async () => {
  const { weights } = await openModel(sourceOf(320, { eos_token: '<|end|>' }));
  expect(weights).toMatchObject({ checkpoint: { stopIds: [0, SPECIALS.indexOf('<|end|>')] } });
});

it('never draws what only pads the vocabulary', async () => {
  const { weights, tokenizer } = await openModel(sourceOf(640));
  expect(tokenizer.size).toBeLessThan(320);
  if (weights.kind !== 'checkpoint') throw new Error('it is a checkpoint');
  const base = await loadCpuModel(weights.checkpoint);
  const ensemble = createHostEnsemble({ base, sharedIds: null });
  // Hot enough that every second draw would be padding.
  const sampling = { ...GREEDY, temperature: 1e3 };
  let last = 1;
  for (let stepIndex = 0; stepIndex < 100; stepIndex++) {
    const request = { alpha: 1, sampling, recent: [], seed: 1, stepIndex, candidates: 0, append: { base: [last] } };
    last = (await ensemble.step(request)).chosen.id;
    expect(last).toBeLessThan(tokenizer.size);
  }
});

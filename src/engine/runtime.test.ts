import { expect, it } from 'vitest';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { openModel } from './runtime.ts';
import { byteLevelFiles, SPECIALS } from './tokenizer/fixtures.ts';

it('stops also at the end of a turn that the tokenizer’s configuration alone names', async () => {
  const { source } = randomCheckpoint({ stopIds: [0], config: { vocabularySize: 320 } });
  const tokenizer = byteLevelFiles({ config: { eos_token: '<|end|>' } });
  const isOwn = (path: string) => path.endsWith('config.json') && !path.startsWith('tokenizer');
  const { weights } = await openModel({
    ...source,
    size: (path, signal) => source.size(path, signal),
    stream: (path, options) => source.stream(path, options),
    text: (path, signal) => (isOwn(path) ? source.text(path, signal) : tokenizer.text(path, signal)),
  });
  expect(weights).toMatchObject({ checkpoint: { stopIds: [0, SPECIALS.indexOf('<|end|>')] } });
});

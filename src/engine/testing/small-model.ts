/** A tiny random model whose tokenizer spells most text byte by byte. */
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';

export function smallModel(contextLength: number) {
  const { source, files } = randomCheckpoint({ config: { vocabularySize: 512, contextLength } });
  const tokenizer = byteLevelFiles();
  return {
    ...source,
    text: (path: string, signal?: AbortSignal) => (path in files ? source.text(path, signal) : tokenizer.text(path)),
  };
}

/** A base and an adapter as the files of one model. */

import { LocumError } from '../../errors.ts';
import type { CheckpointFiles } from '../checkpoint/layout.ts';
import type { FileSource } from '../checkpoint/source.ts';

/** PEFT keeps them beside the adapter, too: they say how its training wrote prompts. */
const TOKENIZER_FILES: ReadonlySet<string> = new Set([
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'chat_template.jinja',
]);

/**
 * Files of the base, the tokenizer's those of the adapter where it has them; whoever opens the weights looks at `adapted`.
 * The same `base` object in another role is the same model: its weights are loaded once.
 */
export function adaptedSource(base: FileSource, adapter: FileSource): FileSource {
  const { precision } = base;
  const { label, text } = adaptedFiles(base, adapter);
  return {
    label,
    ...(precision && { precision }),
    adapted: { base, adapter },
    size: (path, signal) => base.size(path, signal),
    text,
    stream: (path, options) => base.stream(path, options),
  };
}

/** The same of a base whose layout tells its files in its own way. */
export function adaptedFiles(base: CheckpointFiles, adapter: CheckpointFiles): CheckpointFiles {
  return {
    label: `${base.label}+${adapter.label}`,
    async text(path, signal) {
      if (!TOKENIZER_FILES.has(path)) return base.text(path, signal);
      try {
        return await adapter.text(path, signal);
      } catch (thrown) {
        if (!(thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file')) throw thrown;
        return base.text(path, signal);
      }
    },
  };
}

/** What belongs to a checkpoint beside its weights, carried to where they are written. */

import type { CheckpointFiles } from './layout.ts';
import { type CheckpointSink, writeText } from './sink.ts';
import { textIfPresent } from './source.ts';

/** Absent files stay absent. */
const COMPANIONS = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'chat_template.jinja',
  'generation_config.json',
] as const;

export const CONFIG = 'config.json';

/** `config.json` comes last: a folder whose writing was cut short is no checkpoint. @param change of what is in it */
export async function writeCompanions(
  files: CheckpointFiles,
  sink: CheckpointSink,
  change: (config: Readonly<Record<string, unknown>>) => object,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const path of COMPANIONS) {
    const text = await textIfPresent(files, path, signal);
    if (text !== null) await writeText(sink, path, text);
  }
  const config = JSON.parse(await files.text(CONFIG, signal)) as Readonly<Record<string, unknown>>;
  await writeText(sink, CONFIG, `${JSON.stringify(change(config), null, 2)}\n`);
}

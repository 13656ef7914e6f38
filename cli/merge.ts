/** `merge`: the weights of several models as one checkpoint. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { LocumError } from '../src/engine/errors.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import type { Checkpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { writeFloats } from '../src/engine/lm/checkpoint/float-writer.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { writeGguf } from '../src/engine/lm/checkpoint/gguf/write.ts';
import { mergedCheckpoint } from '../src/engine/merging/merged-checkpoint.ts';
import { type MergeRecipe, parseRecipe } from '../src/engine/merging/recipe.ts';
import type { MergeCommand } from './arguments/merge.ts';
import { checkpointSource } from './checkpoint-source.ts';
import { tune } from './merge-search.ts';
import type { Terminal } from './terminal.ts';

export async function merge(command: MergeCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const recipe = 'file' in command.recipe ? await readRecipe(command.recipe.file) : command.recipe;
  const opened = new Map<string, Checkpoint>();
  const open = async (name: string): Promise<Checkpoint> => {
    terminal.progress(`Opening ${name} …`);
    const checkpoint = opened.get(name) ?? (await openAnyCheckpoint(checkpointSource(name), signal));
    opened.set(name, checkpoint);
    return checkpoint;
  };
  const base = recipe.base === undefined ? null : await open(recipe.base);
  const models: Checkpoint[] = [];
  for (const { model } of recipe.models) models.push(await open(model));
  const tuned = command.tune && (await tune(recipe, { base, models }, command.tune, terminal, signal));
  const merged = mergedCheckpoint(tuned?.recipe ?? recipe, { base, models });
  const written = await write(merged, command, {
    signal,
    onProgress: (done, total) => terminal.progress(`Merging … ${Math.floor((100 * done) / total)} %`),
  });
  terminal.clear();
  const seconds = (performance.now() - started) / 1000;
  const search = tuned && { trials: tuned.trials, perplexity: tuned.perplexity, before: tuned.before };
  const answer = {
    out: resolve(command.out),
    recipe: tuned?.recipe ?? recipe,
    ...(search && { search }),
    parameters: merged.parameters,
    ...written,
    type: command.target.type,
  };
  if (command.json) {
    await terminal.print(`${JSON.stringify({ ...answer, timing: { seconds } })}\n`);
    return;
  }
  const size = `${written.tensors} tensors, ${(written.bytes / 1e6).toFixed(0)} MB, ${command.target.type}`;
  await terminal.print(`${answer.out}: ${merged.id}, ${size}.\n`);
  if (search) {
    const { perplexity, before, trials } = search;
    terminal.remark(
      `Perplexity ${perplexity.toFixed(3)} after ${trials} trials; ${before.toFixed(3)} as the recipe stood.`,
    );
  }
}

function write(
  merged: Checkpoint,
  { out, target }: MergeCommand,
  options: { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void },
): Promise<{ readonly tensors: number; readonly bytes: number }> {
  switch (target.to) {
    case 'folder':
      return writeFloats(merged, folderSink(out), { ...options, type: target.type });
    case 'gguf': {
      const path = resolve(out);
      return writeGguf(merged, folderSink(dirname(path)), basename(path), { ...options, type: target.type });
    }
    default:
      return target satisfies never;
  }
}

async function readRecipe(file: string): Promise<MergeRecipe> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new LocumError('file-not-found', `There is no recipe “${file}” to read.`, { details: { file }, cause });
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new LocumError('file-invalid', `“${file}” is no recipe: it is not JSON.`, {
      hint: '{"method": "ties", "base": "…", "models": [{"model": "…", "weight": 0.5, "density": 0.5}]}',
      details: { file },
      cause,
    });
  }
  return parseRecipe(json);
}

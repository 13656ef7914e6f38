/** The search of `merge --tune`: recipes tried on documents, every trial written down as it comes. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { readDocuments } from '../node/documents.ts';
import { type DocumentScore, perplexity, scoreDocument } from '../src/engine/decoding/score.ts';
import { LocumError } from '../src/engine/errors.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import { type MergeInputs, mergedCheckpoint } from '../src/engine/merging/merged-checkpoint.ts';
import type { MergeRecipe } from '../src/engine/merging/recipe.ts';
import { tuneRecipe } from '../src/engine/merging/search/tune.ts';
import { loadTokenizer } from '../src/engine/tokenizer/tokenizer.ts';
import type { MergeCommand } from './arguments/merge.ts';
import type { Terminal } from './terminal.ts';

export interface Tuned {
  readonly recipe: MergeRecipe;
  readonly perplexity: number;
  /** Of the recipe as it stood. */
  readonly before: number;
  readonly trials: number;
}

export async function tune(
  recipe: MergeRecipe,
  inputs: MergeInputs,
  { file, documents: most, evaluations, run }: NonNullable<MergeCommand['tune']>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Tuned> {
  const documents = (await readDocuments(file)).slice(0, most);
  const tokenizer = await loadTokenizer(mergedCheckpoint(recipe, inputs).files);
  const measure = async (own: MergeRecipe): Promise<number> => {
    const model = await loadCpuModel(mergedCheckpoint(own, inputs), { signal });
    try {
      const scores: DocumentScore[] = [];
      const options = { method: 'base', alpha: 1, participants: { base: { model, tokenizer } }, signal } as const;
      for (const { text } of documents) scores.push(await scoreDocument(text, options));
      return perplexity(scores);
    } finally {
      await model.dispose();
    }
  };
  const kept = openTrials(run, JSON.stringify([recipe, documents.map(({ id, text }) => [id, text.length])]));
  // The recipe as it stands comes before the first trial, so that the search can be no worse.
  const before = kept.get(-1) ?? (await measure(recipe));
  kept.add(-1, before);
  let tuned: Tuned = { recipe, perplexity: before, before, trials: 0 };
  for await (const trial of tuneRecipe(recipe, { evaluations, seed: recipe.seed, measure, known: kept.get })) {
    kept.add(trial.index, trial.value);
    const isBetter = trial.best.value < tuned.perplexity;
    const best = isBetter ? { recipe: trial.best.recipe, perplexity: trial.best.value } : tuned;
    tuned = { recipe: best.recipe, perplexity: best.perplexity, before, trials: trial.index + 1 };
    const figures = `perplexity ${trial.value.toFixed(3)}, best ${tuned.perplexity.toFixed(3)}`;
    terminal.progress(`Trial ${trial.index + 1} of ${evaluations}: ${figures}`);
  }
  return tuned;
}

const Line = v.object({ search: v.string(), index: v.number(), value: v.number() });

/** Values of trials on disk, a JSON line each. Without a path nothing is kept. @throws {LocumError} `file-invalid` */
function openTrials(path: string | null, search: string) {
  const known = new Map<number, number>();
  const lines = path !== null && existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  for (const [at, line] of lines.entries()) {
    const read = v.safeParse(Line, parsed(line));
    if (read.success && read.output.search === search) known.set(read.output.index, read.output.value);
    // A line that was being written when the search was cut off is the last one.
    else if (line.trim() !== '' && at < lines.length - 1) {
      throw new LocumError('file-invalid', `“${path}”, line ${at + 1} is no trial of this search.`, {
        hint: 'Name another file: trials of another recipe or of other documents say nothing here.',
        details: { file: path ?? '', line: at + 1 },
      });
    }
  }
  let needsEnd = lines.length > 0 && lines.at(-1) !== '';
  return {
    get: (index: number) => known.get(index),
    add(index: number, value: number) {
      if (known.has(index)) return;
      known.set(index, value);
      if (path === null) return;
      appendFileSync(path, `${needsEnd ? '\n' : ''}${JSON.stringify({ search, index, value })}\n`);
      needsEnd = false;
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

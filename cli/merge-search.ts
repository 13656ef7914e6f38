/** The search of `merge --tune`: recipes tried on documents, every trial written down as it comes. */
import * as v from 'valibot';
import { readDocuments } from '../node/documents.ts';
import { openLineLog } from '../node/line-log.ts';
import { type DocumentScore, perplexity, scoreDocument } from '../src/engine/decoding/score.ts';
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

/** Values of trials on disk. Without a path nothing is kept. @throws {LocumError} `file-invalid` */
function openTrials(path: string | null, search: string) {
  const Line = v.object({ search: v.literal(search), index: v.number(), value: v.number() });
  const log = openLineLog(path, Line, {
    isNo: 'trial of this search',
    hint: 'Name another file: trials of another recipe or of other documents say nothing here.',
  });
  const known = new Map(log.values.map(({ index, value }) => [index, value]));
  return {
    get: (index: number) => known.get(index),
    add(index: number, value: number) {
      if (known.has(index)) return;
      known.set(index, value);
      log.append({ search, index, value });
    },
  };
}

/** Pairs for preference tuning (DPO, Rafailov et al. 2023): an output, and the same with one error of twelve types planted ([MediPhi]). */
import * as v from 'valibot';
import { errorPrompt } from './prompts.ts';
import type { Triplet } from './triplet.ts';
import type { Writer } from './writer.ts';

interface ErrorType {
  readonly name: string;
  /** Goes on “with exactly one error: …”. */
  readonly what: string;
}

/** Twelve, as in the paper; which they are, and their words, is this project's. */
export const ERROR_TYPES = [
  { name: 'invention', what: 'a finding that the text does not have is added' },
  { name: 'omission', what: 'the most important statement is left out' },
  { name: 'number', what: 'a number or a dose is another' },
  { name: 'unit', what: 'a unit is another' },
  { name: 'side', what: 'left and right, or another place of the body, are mistaken' },
  { name: 'negation', what: 'something denied is affirmed, or something affirmed is denied' },
  { name: 'medicine', what: 'a medicine is mistaken for another with a similar name' },
  { name: 'person', what: 'something is said of another person, as of a relative' },
  { name: 'time', what: 'a date, a duration or the order of events is another' },
  { name: 'cause', what: 'a cause and its effect are mistaken for each other, or a wrong cause is named' },
  { name: 'certainty', what: 'something that is only possible is said to be certain' },
  { name: 'form', what: 'the form that was asked for is not kept' },
] as const satisfies readonly ErrorType[];

export const PreferencePair = v.strictObject({
  id: v.string(),
  error: v.picklist(ERROR_TYPES.map(({ name }) => name)),
  prompt: v.string(),
  chosen: v.string(),
  rejected: v.string(),
});
export type PreferencePair = v.InferOutput<typeof PreferencePair>;

/** Types take turns. @returns null where the writer changed nothing, or gave nothing */
export async function plantError(
  writer: Writer,
  triplet: Triplet,
  options: { readonly seed: number; readonly maxTokens: number; readonly signal?: AbortSignal | undefined },
): Promise<PreferencePair | null> {
  const { id, index, instruction, input, output, temperature } = triplet;
  const error = ERROR_TYPES[index % ERROR_TYPES.length]!;
  const { maxTokens, signal } = options;
  const seed = options.seed + index;
  const rejected = await writer.write({
    prompt: errorPrompt(triplet, error.what),
    maxTokens,
    temperature,
    seed,
    signal,
  });
  if (rejected === null || rejected === '' || rejected === output) return null;
  return { id, error: error.name, prompt: `${instruction}\n\n${input}`, chosen: output, rejected };
}

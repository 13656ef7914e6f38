/** The dialogues written for the project. The list is part of the page; a dialogue is fetched when it is chosen. */
import * as v from 'valibot';
import index from '../../../public/examples/index.json';
import { LocumError } from '../../engine/errors.ts';

const Example = v.object({ id: v.string(), title: v.string(), specialty: v.string(), dialogue: v.string() });
export type Example = v.InferOutput<typeof Example>;

export const examples: readonly Omit<Example, 'dialogue'>[] = index;

/** @throws {LocumError} `network` */
export async function loadExample(id: string): Promise<Example> {
  try {
    const response = await fetch(`${import.meta.env.BASE_URL}examples/${id}.json`);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return v.parse(Example, await response.json());
  } catch (cause) {
    throw new LocumError('network', `The example “${id}” could not be fetched.`, {
      cause,
      hint: 'Check that the app is still being served, or paste a dialogue.',
    });
  }
}

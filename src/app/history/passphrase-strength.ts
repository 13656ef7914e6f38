/** How hard a passphrase is to guess: zxcvbn's estimate. It comes with a list of what people choose, so only where one is chosen. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Whoever takes the stored entries guesses as fast as 600,000 rounds of the stretching allow: thousands a second for years. */
const FEWEST_GUESSES = 1e10;
export const SHORTEST_PASSPHRASE = 12;

let estimator: Promise<ZxcvbnFactory> | null = null;

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/** What is the matter with a passphrase to be; null: nothing that can be seen. */
export async function weaknessOf(passphrase: string): Promise<string | null> {
  const characters = passphrase.normalize('NFKC');
  if ([...characters].length < SHORTEST_PASSPHRASE)
    return `The passphrase is shorter than ${SHORTEST_PASSPHRASE} characters.`;
  estimator ??= loadEstimator();
  const { guesses } = (await estimator).check(characters);
  return guesses < FEWEST_GUESSES ? 'The passphrase is one of the first that somebody would try.' : null;
}

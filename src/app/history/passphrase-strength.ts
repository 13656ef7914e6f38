/** How hard a passphrase is to guess: zxcvbn's estimate. It comes with a list of what people choose, so only where one is chosen. */
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Whoever takes the stored entries guesses as fast as 600,000 rounds of the stretching allow: thousands a second for years. */
const FEWEST_GUESSES = 1e10;
export const SHORTEST_PASSPHRASE = 12;
export const PASSPHRASE_HINT = 'Take several words: they are easy to remember and hard to guess.';

let estimator: Promise<ZxcvbnFactory> | null = null;

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}

/**
 * What is the matter with a passphrase to be; null: nothing that can be seen.
 * @throws where the estimator cannot be fetched: it is fetched again the next time
 */
export async function weaknessOf(passphrase: string): Promise<string | null> {
  const characters = passphrase.normalize('NFKC');
  if (isShort(characters)) return `The passphrase is shorter than ${SHORTEST_PASSPHRASE} characters.`;
  estimator ??= loadEstimator().catch((thrown: unknown) => {
    estimator = null;
    throw thrown;
  });
  const { guesses } = (await estimator).check(characters);
  return guesses < FEWEST_GUESSES ? 'The passphrase is one of the first that somebody would try.' : null;
}

function isShort(passphrase: string): boolean {
  return [...passphrase].length < SHORTEST_PASSPHRASE;
}

/** What is known of a passphrase that is being chosen. */
export type Judgement = { readonly weakness: string | null } | 'asking' | 'unknown';

/** What to say while a passphrase is typed twice: nothing of one that may only just have been begun. */
export function passphraseRemark(passphrase: string, again: string, judgement: Judgement): string {
  if (passphrase === '' || (again === '' && isShort(passphrase)) || judgement === 'asking') return '';
  if (judgement === 'unknown')
    return 'How hard it is to guess cannot be told: a part of Locum is missing. Reload the page.';
  if (judgement.weakness !== null) return `${judgement.weakness} ${PASSPHRASE_HINT}`;
  if (again !== '' && again !== passphrase) return 'The two are not the same.';
  return again === '' ? 'Hard to guess.' : 'Hard to guess, and twice the same.';
}

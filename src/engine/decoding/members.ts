/**
 * Who takes part under each method.
 * `proxy`: s[v] = base[v] + α · (expert[v] − anti[v]) over one vocabulary (Liu et al. 2024; `lm/combine.ts`).
 * `base` and `expert` run one model alone, by the same code: the expert then plays the ensemble's base.
 */
import { LocumError } from '../errors.ts';
import type { CausalLM } from '../lm/causal-lm.ts';
import type { EnsembleMembers, Role } from '../lm/ensemble.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Method } from './events.ts';
import { sharedIds, type TokenSpace } from './shared-ids.ts';

/** A loaded model with its tokenizer. */
export interface Participant<Model extends CausalLM = CausalLM> {
  readonly model: Model;
  readonly tokenizer: Tokenizer;
}

export type Participants<Model extends CausalLM = CausalLM> = Readonly<Partial<Record<Role, Participant<Model>>>>;

/** The ensemble's roles under `method`, each with the role whose model plays it. */
export function casting(method: Method): Readonly<Partial<Record<Role, Role>>> {
  switch (method) {
    case 'base':
      return { base: 'base' };
    case 'expert':
      return { base: 'expert' };
    case 'proxy':
    case 'adaptive':
    case 'speculative':
    case 'capt':
      return { base: 'base', expert: 'expert', anti: 'anti' };
    case 'unite':
    case 'mixture':
      return { base: 'base', expert: 'expert' };
    case 'contrastive':
      return { base: 'base', anti: 'anti' };
    default:
      return method satisfies never;
  }
}

/** The participants under the roles they play. @throws {LocumError} `bad-argument` when one that `method` needs is missing */
export function cast<Part>(
  method: Method,
  parts: Readonly<Partial<Record<Role, Part>>>,
): { base: Part } & Partial<Record<Role, Part>> {
  const roles = casting(method);
  const get = (role: Role): Part => {
    const part = parts[role];
    if (part === undefined)
      throw new LocumError('bad-argument', `The method “${method}” needs a model for the role “${role}”.`);
    return part;
  };
  return {
    base: get(roles.base ?? 'base'),
    ...(roles.expert && { expert: get(roles.expert) }),
    ...(roles.anti && { anti: get(roles.anti) }),
  };
}

/** A participant that `cast` has seen to. */
export function required(part: Participant | undefined): Participant {
  if (part === undefined) throw new LocumError('internal', 'A role has no model.', { recoverable: false });
  return part;
}

/** Methods that add logits id by id, so that all models must share one vocabulary. */
export function sharesVocabulary(method: Method): boolean {
  switch (method) {
    case 'base':
    case 'expert':
    case 'proxy':
    case 'adaptive':
    case 'speculative':
      return true;
    case 'capt':
    case 'unite':
    case 'mixture':
    case 'contrastive':
      return false;
    default:
      return method satisfies never;
  }
}

/** Methods in which α has a part. */
export function usesAlpha(method: Method): boolean {
  switch (method) {
    case 'proxy':
    case 'adaptive':
    case 'speculative':
    case 'capt':
    case 'contrastive':
      return true;
    case 'base':
    case 'expert':
    case 'unite':
    case 'mixture':
      return false;
    default:
      return method satisfies never;
  }
}

/**
 * For methods that share a vocabulary.
 * @throws {LocumError} `bad-argument` (a role is missing), `vocabulary-mismatch` (tokenizers of different families),
 *   `unsupported`
 */
export function ensembleMembers<Model extends CausalLM>(
  method: Method,
  participants: Participants<Model>,
): EnsembleMembers<Model> {
  if (!sharesVocabulary(method)) {
    throw new LocumError('unsupported', `The method “${method}” does not add the models’ logits.`, {
      hint: 'Use it to write notes and to classify; likelihoods of texts come from base, expert or proxy.',
    });
  }
  const { base, expert, anti } = cast(method, participants);
  if (expert === undefined || anti === undefined) return { base: base.model, sharedIds: null };
  const mask = sharedIds(spaceOf(base), [spaceOf(expert), spaceOf(anti)]);
  return { base: base.model, pair: { expert: expert.model, anti: anti.model }, sharedIds: mask };
}

const spaceOf = ({ model, tokenizer }: Participant): TokenSpace => ({
  tokenizer,
  vocabularySize: model.info.vocabularySize,
});

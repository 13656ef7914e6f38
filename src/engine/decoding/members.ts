/** Who takes part under each method. */
import { LocumError } from '../errors.ts';
import type { CausalLM } from '../lm/causal-lm.ts';
import type { EnsembleMembers, Role } from '../lm/ensemble.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { METHODS, type Method } from './methods.ts';
import { sharedIds, type TokenSpace } from './shared-ids.ts';

/** A loaded model with its tokenizer. */
export interface Participant<Model extends CausalLM = CausalLM> {
  readonly model: Model;
  readonly tokenizer: Tokenizer;
}

export type Participants<Model extends CausalLM = CausalLM> = Readonly<Partial<Record<Role, Participant<Model>>>>;

/** The participants under the roles they play. @throws {LocumError} `bad-argument` when one that `method` needs is missing */
export function cast<Part>(
  method: Method,
  parts: Readonly<Partial<Record<Role, Part>>>,
): { base: Part } & Partial<Record<Role, Part>> {
  const roles = METHODS[method].cast;
  const get = (role: Role): Part => {
    const part = parts[role];
    if (part === undefined)
      throw new LocumError('bad-argument', `The method “${method}” needs a model for the role “${role}”.`);
    return part;
  };
  return {
    base: get(roles.base),
    ...(roles.expert && { expert: get(roles.expert) }),
    ...(roles.anti && { anti: get(roles.anti) }),
  };
}

/** A participant that `cast` has seen to. */
export function required(part: Participant | undefined): Participant {
  if (part === undefined) throw new LocumError('internal', 'A role has no model.', { recoverable: false });
  return part;
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
  if (!METHODS[method].sharesVocabulary || METHODS[method].blind !== undefined) {
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

/** The ensemble that writes under each method. */
import { LocumError } from '../errors.ts';
import type { CausalLM } from '../lm/causal-lm.ts';
import type { Ensemble, EnsembleMembers } from '../lm/ensemble.ts';
import type { TopTokens } from '../remote/top-tokens.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { type AdaptiveOptions, createAdaptiveEnsemble } from './ahead/adaptive.ts';
import { createSpeculativeEnsemble } from './ahead/speculative.ts';
import { createBlendEnsemble } from './by-text/blend.ts';
import { type CaptOptions, type CaptPair, createBlackBoxCapt, createCaptEnsemble } from './by-text/capt.ts';
import { type ContextAwareOptions, createContextAwareEnsemble } from './by-text/context-aware.ts';
import { createContrastiveEnsemble } from './by-text/contrastive.ts';
import { createMixtureEnsemble } from './by-text/mixture.ts';
import { createUniteEnsemble } from './by-text/unite.ts';
import { cast, ensembleMembers, type Participants, required } from './members.ts';
import type { Method } from './methods.ts';

/** In whose ids a text is told: the base, or what stands for it. */
export interface Writer {
  /** Its vocabulary is the base's, or one that holds it. */
  readonly tokenizer: Tokenizer;
  readonly contextLength: number;
  readonly stopIds: readonly number[];
}

export interface MethodEnsemble {
  readonly ensemble: Ensemble;
  readonly writer: Writer;
  /** The models that run here, under the roles they play: all but a base behind an address. */
  readonly present: Participants;
}

export interface MethodOptions {
  /** Where logits over one vocabulary meet: on the GPU or on the host. */
  readonly plain: (members: EnsembleMembers) => Ensemble;
  /** A second context over a model's weights. It stays the caller's to dispose of. */
  readonly fork: (model: CausalLM) => CausalLM;
  readonly adaptive?: AdaptiveOptions | undefined;
  readonly capt?: CaptOptions | undefined;
  readonly contextAware?: ContextAwareOptions | undefined;
  /** Plays the base of `capt`. */
  readonly blackBox?: TopTokens | undefined;
}

/** @throws {LocumError} as `ensembleMembers` */
export function methodEnsemble(method: Method, participants: Participants, options: MethodOptions): MethodEnsemble {
  const present = presentUnder(method, participants, options.blackBox);
  const { base } = present;
  if (base === undefined) return { ...throughBlackBox(present, options), present };
  const { ensemble, tokenizer = base.tokenizer } = atHand(method, participants, options);
  const { contextLength, stopIds } = base.model.info;
  return { ensemble, writer: { tokenizer, contextLength, stopIds }, present };
}

/** @throws {LocumError} `bad-argument` when a role that runs here has no model */
export function presentUnder(
  method: Method,
  participants: Participants,
  blackBox: TopTokens | undefined,
): Participants {
  return blackBox !== undefined && method === 'capt' ? pairOf(participants) : cast(method, participants);
}

function throughBlackBox(present: Participants, { blackBox, capt }: MethodOptions) {
  if (blackBox === undefined) throw new LocumError('internal', 'A method has no base.', { recoverable: false });
  const { ensemble, base } = createBlackBoxCapt(blackBox, pairOf(present), capt);
  return { ensemble, writer: base };
}

/** @returns with a tokenizer where the text is not told in the base's own */
function atHand(
  method: Method,
  participants: Participants,
  { plain, fork, adaptive, capt, contextAware }: MethodOptions,
): { readonly ensemble: Ensemble; readonly tokenizer?: Tokenizer } {
  const { base, expert, anti } = cast(method, participants);
  switch (method) {
    case 'base':
    case 'expert':
    case 'proxy':
      return { ensemble: plain(ensembleMembers(method, participants)) };
    case 'adaptive': {
      const members = ensembleMembers(method, participants);
      return { ensemble: createAdaptiveEnsemble(members, plain(members), adaptive) };
    }
    case 'speculative': {
      const members = ensembleMembers(method, participants);
      return { ensemble: createSpeculativeEnsemble(members, plain(members)) };
    }
    case 'capt':
      return { ensemble: createCaptEnsemble({ base, expert: required(expert), anti: required(anti) }, capt) };
    case 'unite':
      return createUniteEnsemble(base, required(expert));
    case 'mixture':
      return { ensemble: createMixtureEnsemble(base, required(expert)) };
    case 'blend':
      return { ensemble: createBlendEnsemble(base, required(expert)) };
    case 'contrastive':
      return { ensemble: createContrastiveEnsemble(base, required(anti)) };
    case 'context-aware':
      return { ensemble: createContextAwareEnsemble(base, fork(base.model), plain, contextAware) };
    default:
      return method satisfies never;
  }
}

function pairOf({ expert, anti }: Participants): CaptPair {
  if (expert !== undefined && anti !== undefined) return { expert, anti };
  throw new LocumError('bad-argument', 'A base over a network needs an expert and an anti-expert here.');
}

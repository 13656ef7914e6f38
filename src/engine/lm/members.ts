/** The distinct models of an ensemble and what each of them is to read. */
import { LocumError } from '../errors.ts';
import type { CausalLM } from './causal-lm.ts';
import type { EnsembleMembers, Role } from './ensemble.ts';

export type RoleIds = Readonly<Partial<Record<Role, readonly number[]>>>;

/** One distinct model and the roles it plays. */
export interface Member<Model extends CausalLM = CausalLM> {
  readonly model: Model;
  readonly roles: readonly Role[];
}

/** One entry a model, in the order base, expert, anti. */
export function distinctMembers<Model extends CausalLM>({
  base,
  pair,
}: EnsembleMembers<Model>): readonly Member<Model>[] {
  const played: [Role, Model][] = [['base', base]];
  if (pair !== undefined) played.push(['expert', pair.expert], ['anti', pair.anti]);
  return [...new Set(played.map(([, model]) => model))].map((model) => ({
    model,
    roles: played.filter(([, other]) => other === model).map(([role]) => role),
  }));
}

/** What is for models over the same weights together: those advance in one pass. */
export function sharingWeights<Job extends { readonly model: CausalLM }>(
  jobs: readonly Job[],
): readonly (readonly Job[])[] {
  const groups = new Map<unknown, Job[]>();
  for (const job of jobs) {
    const key = job.model.shared ?? job.model;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()];
}

/** @throws {LocumError} `vocabulary-mismatch` when widths differ and no `sharedIds` says which ids are the same */
export function checkWidths({ base, pair, sharedIds }: EnsembleMembers): void {
  const width = base.info.vocabularySize;
  const widths = { base: width, ...(pair && { expert: widthOf(pair.expert), anti: widthOf(pair.anti) }) };
  const sameWidth = Object.values(widths).every((other) => other === width);
  if (sharedIds === null ? sameWidth : sharedIds.length === width) return;
  throw new LocumError('vocabulary-mismatch', 'The models have vocabularies of different size.', {
    hint: 'Proxy tuning needs models of one tokenizer family; across families use CAPT.',
    details: widths,
  });
}

const widthOf = (model: CausalLM): number => model.info.vocabularySize;

/** One forward serves all roles of a model, so they must ask for the same tokens. @throws {LocumError} `bad-argument` */
export function idsFor({ roles }: Member, ids: RoleIds): readonly number[] {
  const [first = [], ...others] = roles.map((role) => ids[role] ?? []);
  const same = others.every((other) => other.length === first.length && other.every((id, i) => id === first[i]));
  if (!same) {
    throw new LocumError('bad-argument', `One model plays ${roles.join(' and ')} but was given different tokens.`, {
      hint: 'Fork the model when its roles need different prompts.',
    });
  }
  return first;
}

/** What each member appends in a step. @throws {LocumError} `bad-argument` when one would append nothing */
export function idsForStep(members: readonly Member[], append: RoleIds): readonly (readonly number[])[] {
  const appended = members.map((member) => idsFor(member, append));
  if (appended.some((ids) => ids.length === 0)) {
    throw new LocumError('bad-argument', 'Every model of the ensemble needs at least one token a step.');
  }
  return appended;
}

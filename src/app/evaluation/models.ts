/** The models of an evaluation: where they are, and that a run goes on with the ones it began with. */
import { LocumError } from '../../engine/errors.ts';
import type { EvaluationClient } from '../../workers/evaluation-client.ts';
import type { OpenInput } from '../../workers/evaluation-protocol.ts';
import {
  appDigest,
  appUrl,
  entriesByRef,
  ingredientsOf,
  isForWebLlm,
  type ModelRef,
  nameOf,
  recipeOf,
  storedAddress,
} from '../models/model-refs.ts';
import { labelOf, type RoleRefs, roleAddresses, useRoles } from '../models/roles.ts';
import { methodsOf, modelsOf, type Plan, type PlannedModel } from './plan.ts';

/** The demonstration models come from beside the page, whatever is stored; models in use from where the note page has them. */
export async function addressesOf(
  { roles }: Pick<Plan, 'roles'>,
  models: Partial<RoleRefs>,
): Promise<{ readonly models: OpenInput['models']; readonly ports: MessagePort[] }> {
  if (roles !== null) return roleAddresses(models);
  const urls = Object.entries(models).map(([role, ref]) => [role, appUrl(nameOf(ref))]);
  return { models: Object.fromEntries(urls), ports: [] };
}

/**
 * What the plan's methods need, as it is now.
 * @throws {LocumError} `model-absent` for a model that is not here; `bad-argument` as `methodsOf`
 */
export async function identifyModels(
  plan: Omit<Plan, 'models'> & Partial<Pick<Plan, 'models'>>,
  client: EvaluationClient,
): Promise<Plan['models']> {
  const identify = async (ref: ModelRef): Promise<PlannedModel> => {
    const label = plan.models?.[ref]?.label ?? labelOf(ref);
    const recipe = recipeOf(ref);
    if (recipe !== null) {
      const parts = await Promise.all(ingredientsOf(recipe).map(identify));
      return { label, weights: `${nameOf(ref)} of ${parts.map(({ weights }) => weights).join(', ')}` };
    }
    if (ref in useRoles.getState().session) return { label, weights: ref };
    const address = isForWebLlm(ref) ? { staged: nameOf(ref) } : storedAddress(ref);
    const stored = plan.roles === null || address === null ? null : await client.fingerprint(address);
    const weights = stored ?? (ref.startsWith('app:') ? ((await appDigest(nameOf(ref))) ?? ref) : null);
    if (weights !== null) return { label, weights };
    throw new LocumError('model-absent', `“${label}” is not on this machine.`, {
      hint: 'Download it on the Models page, or choose other models there.',
      details: { model: label },
    });
  };
  const found: [ModelRef, PlannedModel][] = [];
  for (const ref of modelsOf(methodsOf(plan))) found.push([ref, await identify(ref)]);
  return Object.fromEntries(found);
}

/** Answers of different weights do not stand in one report. @throws {LocumError} `model-changed` */
export function checkSameModels(began: Plan['models'], now: Plan['models']): void {
  for (const [ref, { label, weights }] of entriesByRef(now)) {
    if (began[ref]?.weights === weights) continue;
    throw new LocumError('model-changed', `“${label}” is not the model any more that this run began with.`, {
      hint: 'Start over: answers of two models would stand in one table. The answers so far can still be exported.',
      details: { model: label },
    });
  }
}

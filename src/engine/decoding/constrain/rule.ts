/** What a text may be, as data: it crosses the worker boundary and knows no model yet. */
import type { Constraint, ConstraintSpace } from './constraint.ts';
import { labelSet } from './label-set.ts';

export type ConstraintRule = {
  /** One of these and nothing else. */
  readonly kind: 'labels';
  readonly labels: readonly string[];
};

/**
 * The rule in the tokens of the base, after its prompt.
 * @throws {LocumError} `bad-argument` (a rule that cannot be read), `unsupported` (one that cannot be kept)
 */
export async function openConstraint(
  rule: ConstraintRule,
  space: ConstraintSpace,
  prompt: readonly number[],
): Promise<Constraint> {
  return labelSet(rule.labels, space, prompt);
}

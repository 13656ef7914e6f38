/** What a text may be, as data: it crosses the worker boundary and knows no model yet. */
import type { Constraint, ConstraintSpace } from './constraint.ts';
import { figures } from './figures.ts';
import type { JsonSchema } from './json-schema.ts';
import { labelSet } from './label-set.ts';
import { together } from './together.ts';
import { type Turning, turnings } from './turnings.ts';

export type ConstraintRule =
  /** One of these and nothing else. */
  | { readonly kind: 'labels'; readonly labels: readonly string[] }
  /** A text that matches as a whole; JavaScript's syntax, Unicode mode. */
  | { readonly kind: 'regular-expression'; readonly source: string }
  /** JSON that validates. */
  | { readonly kind: 'json-schema'; readonly schema: JsonSchema }
  /** Any text whose digits spell numbers that were heard, and that goes none of the closed ways. */
  | { readonly kind: 'repair'; readonly heard: readonly string[]; readonly closed: readonly Turning[] };

/**
 * The rule in the tokens of the base, after its prompt.
 * @throws {LocumError} `bad-argument` (a rule that cannot be read), `unsupported` (one that cannot be kept)
 */
export async function openConstraint(
  rule: ConstraintRule,
  space: ConstraintSpace,
  prompt: readonly number[],
): Promise<Constraint> {
  if (rule.kind === 'labels') return labelSet(rule.labels, space, prompt);
  if (rule.kind === 'repair') return together([figures(rule.heard, space), turnings(rule.closed, space)]);
  // Most pages never need the parser.
  const { pattern } = await import('./pattern.ts');
  if (rule.kind === 'regular-expression') {
    const { regularExpression } = await import('./regular-expression.ts');
    return pattern(regularExpression(rule.source), space);
  }
  const { jsonSchema } = await import('./json-schema.ts');
  return pattern(jsonSchema(rule.schema), space);
}

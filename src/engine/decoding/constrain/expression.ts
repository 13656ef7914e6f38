/** A set of texts, as data: what a regular expression and a JSON schema have in common. */

/** First and last code point. */
export type CodePoints = readonly [first: number, last: number];

export type Expression =
  /** One character out of these. */
  | { readonly kind: 'character'; readonly ranges: readonly CodePoints[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly part: Expression; readonly least: number; readonly most: number }
  /** Members in their order, those not required perhaps left out, with `separator` between those that are there. */
  | { readonly kind: 'separated'; readonly members: readonly Member[]; readonly separator: Expression };

export interface Member {
  readonly expression: Expression;
  readonly required: boolean;
}

export const sequence = (...parts: readonly Expression[]): Expression => ({ kind: 'sequence', parts });
export const choice = (...options: readonly Expression[]): Expression => ({ kind: 'choice', options });
export const repeat = (part: Expression, least: number, most: number): Expression => {
  return { kind: 'repeat', part, least, most };
};
export const optional = (part: Expression): Expression => repeat(part, 0, 1);
export const character = (...ranges: readonly CodePoints[]): Expression => ({ kind: 'character', ranges });
export const literal = (text: string): Expression =>
  sequence(...[...text].map((char) => character([char.codePointAt(0) ?? 0, char.codePointAt(0) ?? 0])));

/** The kinds of identifier: HIPAA's eighteen (45 CFR 164.514(b)(2)), those that are masked alike as one, and what Europe adds. */
export type IdentifierKind =
  | 'name'
  | 'date'
  | 'age over 89'
  | 'address'
  | 'place'
  | 'organisation'
  | 'phone'
  | 'e-mail'
  | 'web address'
  | 'ip address'
  | 'record number'
  | 'national id'
  | 'health plan number'
  | 'account number'
  | 'licence number'
  | 'vehicle'
  | 'device'
  | 'biometric';

export interface Identifier {
  readonly kind: IdentifierKind;
  /** UTF-16 offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A pattern whose matches are identifiers of one kind. */
export interface Rule {
  readonly kind: IdentifierKind;
  readonly pattern: RegExp;
  /** Which group is the identifier; the whole match without. The pattern has the flag `d` then. */
  readonly group?: number;
  /** Whether what matched is one: check digits, or what a pattern cannot say. */
  readonly holds?: (found: string, match: RegExpExecArray) => boolean;
}

/** What a published data set looks like to a reader: the columns that tell it, and what a row of it says. */
import type { EvaluationRecord } from './record.ts';

export const FORMATS = [
  ...(['locum', 'aci-bench', 'mts-dialog', 'mednli', 'medquad', 'meqsum', 'medec'] as const),
  ...(['medqa', 'medmcqa', 'pubmedqa', 'mmlu', 'columns'] as const),
] as const;
export type FormatId = (typeof FORMATS)[number];

/** Everything but the line. Values are as they stand in the file. */
export type Draft = Omit<EvaluationRecord, 'id' | 'line'> & { readonly id: string | null };
export type Values = Readonly<Record<string, unknown>>;

export interface Format {
  readonly id: FormatId;
  readonly label: string;
  /** Columns or keys that a file of this format has; one of each list. */
  readonly columns: readonly (readonly string[])[];
  read(values: Values): Draft;
  /** Of a format in two forms that look alike until a row tells them apart. */
  readonly forms?: {
    /** Null where it may be either. */
    readonly ofRow: (values: Values) => Format | null;
    /** What a file leaves open none of whose rows tells, without a full stop. */
    readonly open: string;
  };
}

/** A number counts as its digits; anything else that is no text counts as absent. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export function idOf(value: unknown): string | null {
  const id = text(value).trim();
  return id === '' ? null : id;
}

export function object(value: unknown): Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};
}

export function firstOf(values: Values, ...keys: readonly string[]): string {
  return text(values[keys.find((key) => text(values[key]) !== '') ?? '']);
}

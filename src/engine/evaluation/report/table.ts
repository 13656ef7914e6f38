/** A table of a report. */

/** Cells are text, ready to be shown; the first column names the row. */
export interface Table {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function figure(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}

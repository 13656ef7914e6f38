/** A record as one task needs it: plain data, which crosses to a worker. */
/** An answer of a classification: how files name it, and how it reads. */
export interface Label {
  readonly code: string;
  readonly text: string;
}

export interface Item {
  readonly id: string;
  readonly line: number;
  /** The text that is shortened when it is too long; of a pair, the premise. */
  readonly input: string;
  readonly hypothesis?: string;
  readonly section?: string;
  /** Of a task of the papers: what fills the fields of its prompt, apart from `input`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The sub-task that it belongs to, where a data set has several. */
  readonly group?: string;
  /** Of a classification; else none. */
  readonly labels: readonly Label[];
  /** The expected text, or the code of the expected label. */
  readonly reference: string;
}

/** By code or by text, whatever the case. */
export function labelOf(labels: readonly Label[], name: string): Label | undefined {
  const wanted = name.trim().toLowerCase();
  return labels.find(({ code, text }) => code.toLowerCase() === wanted || text.toLowerCase() === wanted);
}

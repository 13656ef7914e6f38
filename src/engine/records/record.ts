/** What an evaluation reads of a row, whatever the data set calls it. */

export interface EvaluationRecord {
  readonly id: string;
  /** As `Row.line`. */
  readonly line: number;
  /** What the file says it is for, in its own words. */
  readonly task?: string;
  /** The text to work on; of a pair, empty. */
  readonly input: string;
  readonly premise?: string;
  readonly hypothesis?: string;
  /** A question on the input, or several, one a line. */
  readonly question?: string;
  readonly questions?: string;
  /** The sub-task that a row belongs to, as the file names it. */
  readonly subtask?: string;
  /** The section that is to be written: its header, or its code in MTS-Dialog. */
  readonly section?: string;
  /** What is expected; empty where nothing is. */
  readonly reference: string;
  /** The answers to choose from, where the row names them. */
  readonly options?: readonly string[];
  /** MEDEC: the numbered sentences, one a line, … */
  readonly sentences?: string;
  /** … and the number of the wrong one, −1 for none. */
  readonly errorSentence?: string;
}

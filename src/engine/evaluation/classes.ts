/** Counts of a classification and what follows from them. Classes are indices into the label set. */

export interface ClassScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Items whose gold label this is. */
  readonly support: number;
}

/** `[gold][predicted]`, one row and column a label. A prediction outside the set (−1) stands in no column. */
export function confusion(gold: readonly number[], predicted: readonly number[], labels: number): readonly number[][] {
  const table = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  for (const [index, label] of gold.entries()) {
    const said = predicted[index] ?? -1;
    const row = table[label];
    if (row !== undefined && said >= 0) row[said] = (row[said] ?? 0) + 1;
  }
  return table;
}

export function perClass(gold: readonly number[], predicted: readonly number[], labels: number): ClassScores[] {
  const { true: expected, said, hit } = countClasses(gold, predicted, labels);
  return Array.from({ length: labels }, (_, label) => {
    const [e = 0, s = 0, h = 0] = [expected[label], said[label], hit[label]];
    const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
    return { precision: ratio(h, s), recall: ratio(h, e), f1: ratio(2 * h, s + e), support: e };
  });
}

/**
 * Unweighted mean of per-class F1 over the classes `fixed`, where one without items counts 0 (scikit-learn's
 * `f1_score(average="macro", labels=…)`); by default over those that occur in gold or predictions. NaN over no classes.
 */
export function macroF1(
  gold: readonly number[],
  predicted: readonly number[],
  labels: number,
  fixed?: ReadonlySet<number>,
): number {
  const { true: expected, said, hit } = countClasses(gold, predicted, labels);
  let sum = 0;
  let present = 0;
  for (let label = 0; label < labels; label++) {
    const all = expected[label]! + said[label]!;
    if (fixed !== undefined ? !fixed.has(label) : all === 0) continue;
    present++;
    if (all > 0) sum += (2 * hit[label]!) / all;
  }
  return sum / present;
}

export function accuracy(gold: readonly number[], predicted: readonly number[]): number {
  return gold.filter((label, index) => label === predicted[index]).length / gold.length;
}

function countClasses(gold: readonly number[], predicted: readonly number[], labels: number) {
  const counts = { true: new Int32Array(labels), said: new Int32Array(labels), hit: new Int32Array(labels) };
  for (let index = 0; index < gold.length; index++) {
    const [label, answer] = [gold[index]!, predicted[index] ?? -1];
    counts.true[label]!++;
    if (answer < 0) continue;
    counts.said[answer]!++;
    if (answer === label) counts.hit[label]!++;
  }
  return counts;
}

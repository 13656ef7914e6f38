/** The metrics of an evaluation by the keys that reports name them by. */

export type MetricKey =
  | 'macroF1'
  | 'macroF1Drawn'
  | 'accuracy'
  | 'errorFlagAccuracy'
  | 'rouge1'
  | 'rouge2'
  | 'rougeL'
  | 'tokenF1'
  | 'exactMatch'
  | 'spanF1'
  | 'codeF1'
  | 'codeApproximateF1'
  | 'codeValidForm'
  | 'longHealth1'
  | 'longHealth2'
  | 'longHealth3'
  | 'distinct1'
  | 'distinct2'
  | 'degenerate'
  | 'sectionPresence'
  | 'numberCoverage'
  | 'medicationCoverage'
  | 'unsupportedRate'
  | 'perplexity';

export interface MetricText {
  readonly label: string;
  readonly explanation: string;
  readonly better: 'higher' | 'lower';
}

const higher = (label: string, explanation: string): MetricText => ({ label, explanation, better: 'higher' });
const lower = (label: string, explanation: string): MetricText => ({ label, explanation, better: 'lower' });

export const METRIC_TEXTS: Readonly<Record<MetricKey, MetricText>> = {
  macroF1: higher(
    'macro-F1',
    'unweighted mean of per-class F1 over the classes in gold or answers of all items; of a resample, too, where one that is missing counts 0',
  ),
  macroF1Drawn: higher(
    'macro-F1, classes drawn',
    'the same figure; of a resample, the mean over the classes that it has, so that its interval leans up (what Locum told before)',
  ),
  accuracy: higher('accuracy', 'share of right labels'),
  errorFlagAccuracy: higher('error flag', 'share where “some sentence is wrong” or “none is” is right'),
  rouge1: higher('ROUGE-1', 'F1 over words: lower-cased runs of letters and digits'),
  rouge2: higher('ROUGE-2', 'F1 over pairs of words'),
  rougeL: higher('ROUGE-L', 'F1 of the longest common subsequence of words'),
  tokenF1: higher('token F1', 'F1 over words without articles and punctuation (SQuAD)'),
  exactMatch: higher('exact match', 'share of texts equal to the reference without articles and punctuation (SQuAD)'),
  spanF1: higher(
    'span F1',
    'F1 over extracted values: right where type and place in the text overlap (SemEval’s “type”)',
  ),
  codeF1: higher(
    'codes, exact F1',
    'mean over items of the F1 between answered and expected ICD-10-CM codes, each code once',
  ),
  codeApproximateF1: higher(
    'codes, approximate F1',
    'the same over the categories of the codes: their first three characters',
  ),
  codeValidForm: higher(
    'codes, valid form',
    'share of answered codes that have the form of an ICD-10-CM code; whether such a code exists is not looked up',
  ),
  longHealth1: higher('LongHealth 1', 'accuracy where the records hold the answer'),
  longHealth2: higher('LongHealth 2', 'accuracy where they hold it among records of other patients'),
  longHealth3: higher('LongHealth 3', 'accuracy where they do not hold it and an option says so'),
  distinct1: higher('distinct-1', 'different words over all words of all texts'),
  distinct2: higher('distinct-2', 'different pairs of words over all pairs'),
  degenerate: lower('degenerate', 'share of texts in which some four words occur four times or more'),
  sectionPresence: higher('sections', 'share of the reference’s sections that the note has'),
  numberCoverage: higher('numbers', 'share of the reference’s numbers that the text has'),
  medicationCoverage: higher('medications', 'share of the reference’s medications that the text names'),
  unsupportedRate: lower(
    'unsupported',
    'share of the text’s sentences with something that the conversation does not bear out, judged by words',
  ),
  perplexity: lower('perplexity', 'exp(−Σ ln p / tokens) over all documents'),
};

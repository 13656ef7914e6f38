/**
 * A judge that stays on the machine: a loaded model rates notes against their conversation. Every question is asked in two forms,
 * and what the two forms and repeated draws agree on is reported beside the rating. It is an automatic estimate, as good as the
 * model that makes it; the demonstration models are too small to judge.
 */
import type { LabelScores } from '../decoding/labels/score-labels.ts';
import { LocumError } from '../errors.ts';
import { uniform } from '../lm/noise.ts';
import { shortenMiddle } from '../tasks/shorten.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Trio } from '../trio.ts';
import { CRITERIA, type Criterion, type JudgeSubject, judgePrompt, RISK_LEVELS } from './judge-prompts.ts';

export interface Rating {
  /** The most probable answer over both forms. */
  readonly answer: string;
  /** Of each possible answer, in the criterion's order; mean over both forms. */
  readonly probabilities: readonly number[];
  /** Both forms have the same most probable answer. */
  readonly swapAgrees: boolean;
  /** Share of pairs of repeated draws that are equal, 0 … 1. */
  readonly repeatAgreement: number;
}

export type Judgement = Readonly<Record<Criterion, Rating>>;

export interface JudgeRequest {
  readonly subject?: JudgeSubject | undefined;
  /** As `JudgeQuestion.gold`. */
  readonly gold?: string | undefined;
  readonly conversation: string;
  readonly note: string;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** Draws at temperature 1 for `repeatAgreement`. */
const REPEATS = 5;

/**
 * The trio's base rates. Answers are scored among the allowed ones only, so there is always one.
 * @throws {LocumError} `context-too-long` when even a shortened conversation does not fit, what the models throw
 * @throws {Cancelled}
 */
export async function judgeNote(trio: Trio, request: JudgeRequest): Promise<Judgement> {
  const found: Partial<Record<Criterion, Rating>> = {};
  for (const [index, criterion] of CRITERIA.entries()) {
    const answers = criterion === 'risk' ? RISK_LEVELS : ['1', '2', '3', '4', '5'];
    const forms: number[][] = [];
    for (const swapped of [false, true]) {
      const prompt = (conversation: string) => judgePrompt({ ...request, conversation, criterion, answers, swapped });
      const scores = await ask(trio, prompt, answers, request);
      forms.push([...scores.probabilities]);
    }
    found[criterion] = ratingOf(answers, forms, request.seed * CRITERIA.length + index);
  }
  return found as Judgement;
}

async function ask(
  trio: Trio,
  prompt: (conversation: string) => PromptText,
  labels: readonly string[],
  { conversation, signal }: Pick<JudgeRequest, 'conversation' | 'signal'>,
): Promise<LabelScores> {
  const lengths = (text: string) => trio.promptLengths('base', prompt(text));
  const contextLength = Math.min(...lengths(conversation).map((length) => length.contextLength));
  const count = (text: string) => Math.max(...lengths(text).map(({ tokens }) => tokens));
  const { text } = shortenMiddle(conversation, { count, limit: contextLength - LABEL_TOKENS });
  for await (const event of trio.classify({ items: [{ id: '', text }], labels, prompt, method: 'base', signal })) {
    if (event.type === 'failed') throw LocumError.fromRecord(event.error);
    return event;
  }
  throw new LocumError('internal', 'The judge gave no answer.', { recoverable: false });
}

/** Room for the answer. */
const LABEL_TOKENS = 16;

function ratingOf(answers: readonly string[], forms: readonly (readonly number[])[], seed: number): Rating {
  const probabilities = answers.map(
    (_, index) => forms.reduce((sum, form) => sum + (form[index] ?? 0), 0) / forms.length,
  );
  const best = (values: readonly number[]) => values.indexOf(Math.max(...values));
  const draws = Array.from({ length: REPEATS }, (_, repeat) => draw(probabilities, uniform(seed, repeat, 0)));
  const pairs = draws.flatMap((a, index) => draws.slice(index + 1).map((b) => Number(a === b)));
  return {
    answer: answers[best(probabilities)] ?? '',
    probabilities,
    swapAgrees: new Set(forms.map(best)).size === 1,
    repeatAgreement: pairs.reduce((sum, equal) => sum + equal, 0) / pairs.length,
  };
}

function draw(probabilities: readonly number[], at: number): number {
  let sum = 0;
  const index = probabilities.findIndex((probability) => {
    sum += probability;
    return at < sum;
  });
  return index < 0 ? probabilities.length - 1 : index;
}

/** What a judge makes of all of a method's notes. */
export interface JudgeSummary {
  readonly notes: number;
  /** Mean of the most probable ratings, 1 … 5. */
  readonly means: Readonly<Record<Exclude<Criterion, 'risk'>, number>>;
  /** Notes at each level of risk, in the order of `RISK_LEVELS`. */
  readonly risk: readonly number[];
  /** Share of notes without a risk, 0 … 1: what [BBW] has MedVAL grade, here in the judge's words. */
  readonly riskFree: number;
  /** Shares of all questions, 0 … 1. */
  readonly swapAgreement: number;
  readonly repeatAgreement: number;
}

export function summarizeJudgements(judgements: readonly Judgement[]): JudgeSummary {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ratings = judgements.flatMap((judgement) => CRITERIA.map((criterion) => judgement[criterion]));
  const meanOf = (criterion: Criterion) => mean(judgements.map((judgement) => Number(judgement[criterion].answer)));
  return {
    notes: judgements.length,
    means: { accuracy: meanOf('accuracy'), completeness: meanOf('completeness'), clarity: meanOf('clarity') },
    risk: RISK_LEVELS.map((level) => judgements.filter(({ risk }) => risk.answer === level).length),
    riskFree: mean(judgements.map(({ risk }) => Number(risk.answer === RISK_LEVELS[0]))),
    swapAgreement: mean(ratings.map(({ swapAgrees }) => Number(swapAgrees))),
    repeatAgreement: mean(ratings.map(({ repeatAgreement }) => repeatAgreement)),
  };
}

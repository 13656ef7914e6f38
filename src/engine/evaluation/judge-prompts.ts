/** What a judge is asked. Each question has two forms that differ in order only. */
import type { PromptText } from '../tokenizer/tokenizer.ts';

export const CRITERIA = ['accuracy', 'completeness', 'clarity', 'risk'] as const;
export type Criterion = (typeof CRITERIA)[number];

export const RISK_LEVELS: readonly string[] = ['none', 'low', 'moderate', 'high'];

/** Said wherever a judge's figures stand. */
export const JUDGE_LABEL = 'Automatic estimate by a language model on this machine, not a clinician’s judgement';

/** What is judged, and what it was written from. */
const SUBJECTS = {
  note: { source: 'conversation', text: 'note' },
  answer: { source: 'request', text: 'answer' },
} as const;
export type JudgeSubject = keyof typeof SUBJECTS;

type Named = (typeof SUBJECTS)[JudgeSubject];
const QUESTIONS: Readonly<Record<Criterion, (names: Named) => string>> = {
  accuracy: ({ source, text }) =>
    `How accurate is the ${text}: does it say only what the ${source} bears out? 1 is mostly wrong, 5 is without an error.`,
  completeness: ({ text }) =>
    `How complete is the ${text}: does it hold everything of clinical importance? 1 is almost nothing, 5 is everything.`,
  clarity: ({ text }) =>
    `How clear is the ${text}: can a colleague read it at once? 1 cannot be understood, 5 is clear throughout.`,
  risk: ({ text }) => `How great is the risk of harm to the patient if a clinician relied on the ${text}?`,
};

export interface JudgeQuestion {
  /** Default `note`. */
  readonly subject?: JudgeSubject | undefined;
  /** What an expert wrote, to judge by; absent: only the source is. */
  readonly gold?: string | undefined;
  readonly conversation: string;
  readonly note: string;
  readonly criterion: Criterion;
  readonly answers: readonly string[];
  /** The other form: the note before the conversation, the answers in reverse. */
  readonly swapped: boolean;
}

export function judgePrompt(asked: JudgeQuestion): PromptText {
  const { subject = 'note', conversation, gold, note, criterion, answers, swapped } = asked;
  const names = SUBJECTS[subject];
  const parts = [
    `${names.source.toUpperCase()}\n\n${conversation}`,
    ...(gold === undefined ? [] : [`EXPERT’S ${names.text.toUpperCase()}\n\n${gold}`]),
    `${names.text.toUpperCase()}\n\n${note}`,
  ];
  const listed = [...answers];
  if (swapped) {
    parts.reverse();
    listed.reverse();
  }
  const text = parts.join('\n\n');
  const question = `${QUESTIONS[criterion](names)} Answer with one of: ${listed.join(', ')}.`;
  return {
    chat: [{ role: 'user', content: `${text}\n\n${question}` }],
    plain: `${text}\n\nQUESTION\n\n${question}\n\nANSWER\n\n`,
  };
}

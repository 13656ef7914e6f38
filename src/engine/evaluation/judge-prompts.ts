/** What a judge is asked. Each question has two forms that differ in order only. */
import type { PromptText } from '../tokenizer/tokenizer.ts';

export const CRITERIA = ['accuracy', 'completeness', 'clarity', 'risk'] as const;
export type Criterion = (typeof CRITERIA)[number];

export const RISK_LEVELS: readonly string[] = ['none', 'low', 'moderate', 'high'];

/** Said wherever a judge's figures stand. */
export const JUDGE_LABEL = 'Automatic estimate by a language model on this machine, not a clinician’s judgement';

const QUESTIONS: Readonly<Record<Criterion, string>> = {
  accuracy:
    'How accurate is the note: does it say only what the conversation bears out? 1 is mostly wrong, 5 is without an error.',
  completeness:
    'How complete is the note: does it hold everything of clinical importance? 1 is almost nothing, 5 is everything.',
  clarity: 'How clear is the note: can a colleague read it at once? 1 cannot be understood, 5 is clear throughout.',
  risk: 'How great is the risk of harm to the patient if a clinician relied on the note?',
};

export interface JudgeQuestion {
  readonly conversation: string;
  readonly note: string;
  readonly criterion: Criterion;
  readonly answers: readonly string[];
  /** The other form: the note before the conversation, the answers in reverse. */
  readonly swapped: boolean;
}

export function judgePrompt({ conversation, note, criterion, answers, swapped }: JudgeQuestion): PromptText {
  const parts = [`CONVERSATION\n\n${conversation}`, `NOTE\n\n${note}`];
  const listed = [...answers];
  if (swapped) {
    parts.reverse();
    listed.reverse();
  }
  const text = parts.join('\n\n');
  const question = `${QUESTIONS[criterion]} Answer with one of: ${listed.join(', ')}.`;
  return {
    chat: [{ role: 'user', content: `${text}\n\n${question}` }],
    plain: `${text}\n\nQUESTION\n\n${question}\n\nANSWER\n\n`,
  };
}

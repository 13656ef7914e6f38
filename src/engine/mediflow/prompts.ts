/** What the writer and the judge are asked, in this project's words. */
import type { TaskField } from '../tasks/library/definition.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Cell } from './cell.ts';
import type { Triplet } from './triplet.ts';

const asked = (question: string, text = ''): PromptText => {
  const content = text === '' ? question : `${text}\n\n${question}`;
  return { chat: [{ role: 'user', content }], plain: `${content}\n\nANSWER\n\n` };
};

const subjectOf = ({ document, section }: Pick<Cell, 'document' | 'section'>): string =>
  section === null ? `a ${document}` : `the ${section} section of a ${document}`;

/** @param instruction the task's own, to be said anew */
export function instructionPrompt(instruction: string, { level }: Cell): PromptText {
  return asked(
    `Write this instruction for a clinician's assistant in other words, so that following it is ${level}. ` +
      'Answer with the instruction alone, in one to three sentences.',
    instruction,
  );
}

export function documentPrompt(cell: Cell): PromptText {
  const { type, level } = cell;
  return asked(
    `Write ${subjectOf(cell)} of an invented patient, as a clinician would. It will be used for ${type}, and should make that ${level}. ` +
      'Answer with the text alone.',
  );
}

export function fieldPrompt({ label }: TaskField, cell: Cell, document: string): PromptText {
  return asked(`Write the ${label.toLowerCase()} for ${cell.type} on this text. Answer with it alone.`, document);
}

export const CRITERIA = ['quality', 'alignment', 'coherence', 'realism', 'difficulty'] as const;
export type Criterion = (typeof CRITERIA)[number];

const QUESTIONS: Readonly<Record<Criterion, string>> = {
  quality: 'How good is the output: is it right, and does it say all that was asked for?',
  alignment: 'How well does the output follow the instruction, in content and in form?',
  coherence: 'How well do instruction, input and output go together, without contradiction?',
  realism: 'How much is the input like what a clinician would have written?',
  difficulty: 'How well does the difficulty fit the level that was asked for?',
};

export function judgingPrompt(
  { level, instruction, input, output }: Triplet,
  criterion: Criterion,
  answers: readonly string[],
): PromptText {
  return asked(
    `LEVEL: ${level}\n\n${QUESTIONS[criterion]} ${answers[0]} is poor, ${answers.at(-1)} is excellent. Answer with one of: ${answers.join(', ')}.`,
    `INSTRUCTION\n\n${instruction}\n\nINPUT\n\n${input}\n\nOUTPUT\n\n${output}`,
  );
}

/** @param error goes on “with exactly one error: …” */
export function errorPrompt({ output }: Triplet, error: string): PromptText {
  return asked(
    `Write this text again with exactly one error: ${error}. Change nothing else, and do not mention it.`,
    output,
  );
}

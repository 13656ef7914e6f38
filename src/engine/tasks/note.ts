import type { PromptText } from '../tokenizer/tokenizer.ts';
import { taskPrompt } from './prompt.ts';

/** Tokens of the context kept free for a note; the notes of ACI-Bench have 300 to 700 in the demo models' tokens. */
export const NOTE_TOKENS = 512;

/** A doctor–patient conversation → the clinical note of the visit. @throws {LocumError} `empty-input` */
export function notePrompt(conversation: string): PromptText {
  return taskPrompt('note_generation', { input: conversation });
}

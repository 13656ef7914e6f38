/**
 * Each model in its own words: what a model is told before the request, and how it is kept from repeating itself, where that was
 * found out on development items. The request itself is the same for all models of a trio (`tasks/prompts.json`), so that expert
 * and anti-expert differ in what they know and not in what they were asked. `training/lora` reads the same file.
 */
import profiles from './prompt-profiles.json' with { type: 'json' };
import type { ChatMessage } from './prompt-runs.ts';

export interface PromptProfile {
  readonly id: string;
  readonly name: string;
  /** Why this model is asked in this way. */
  readonly about: string;
  /** A passage of the chat template by which the model is known, whatever its file is called. */
  readonly template: string;
  /** Task → system prompt. */
  readonly system: Readonly<Partial<Record<string, string>>>;
  /** Where the model's own files recommend none; 1 is none. */
  readonly repetitionPenalty: number;
  /** What it writes of a conversation is held against it, sentence by sentence (`note-repair.ts`), unless asked otherwise. */
  readonly repair: boolean;
  /** Too small for a whole note: each section is asked for by itself. */
  readonly sections?: SectionAsking | undefined;
}

/** With the task `section_summarization`, which takes a conversation and the name of a section. */
export interface SectionAsking {
  /** The most that a prompt may have: what the model was trained on is as short. */
  readonly tokens: number;
  /** Header → what the model knows that section by, where it is another name. */
  readonly names: Readonly<Partial<Record<string, string>>>;
}

export const PROMPT_PROFILES: readonly PromptProfile[] = profiles.profiles;

/** The profile of the model with this chat template; null: the model is asked as it stands. */
export function profileOf(chatTemplate: string | null): PromptProfile | null {
  if (chatTemplate === null) return null;
  return PROMPT_PROFILES.find(({ template }) => chatTemplate.includes(template)) ?? null;
}

/** The messages with the profile's system prompt before them, unless the request brings its own. */
export function inOwnWords(
  profile: PromptProfile | null,
  { task, chat }: { readonly task?: string | undefined; readonly chat: readonly ChatMessage[] },
): readonly ChatMessage[] {
  const content = task === undefined ? undefined : profile?.system[task];
  if (content === undefined || chat[0]?.role === 'system') return chat;
  return [{ role: 'system', content }, ...chat];
}

/**
 * Forms that a note can have. The built-in ones are words of the project's own (`templates.json`, `specialty-templates.json`, versioned); users add
 * theirs: sections, what each should hold, and their order.
 */
import type { PromptText } from '../tokenizer/tokenizer.ts';
import { cleanText, NO_SOURCE, NOTE_HEADERS, taskPrompt } from './prompt.ts';
import specialties from './specialty-templates.json' with { type: 'json' };
import library from './templates.json' with { type: 'json' };

export interface TemplateSection {
  /** As it stands in the note, without colon. */
  readonly header: string;
  /** What it should hold, for the model; may be empty. */
  readonly instruction: string;
}

export interface NoteTemplate {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** What the model is asked for; null: the visit note, in the words that the demonstration models were trained on. */
  readonly request: string | null;
  /** Stands over the note in prompts without a chat format. */
  readonly plainTitle: string;
  /** Stands over what is read in prompts without a chat format; a conversation where absent. */
  readonly source?: string;
  /** In order; none: the model chooses its sections. */
  readonly sections: readonly TemplateSection[];
}

export const GENERAL_TEMPLATES: readonly NoteTemplate[] = library.templates;
/** What a specialty writes down that others do not. */
export const SPECIALTY_TEMPLATES: readonly NoteTemplate[] = specialties.templates;
export const BUILT_IN_TEMPLATES: readonly NoteTemplate[] = [...GENERAL_TEMPLATES, ...SPECIALTY_TEMPLATES];

/** The visit note whose sections the model chooses. */
export const DEFAULT_TEMPLATE: NoteTemplate = GENERAL_TEMPLATES[0]!;

/** A conversation → its note in the template's form. @throws {LocumError} `empty-input` */
export function templatePrompt(template: NoteTemplate, conversation: string): PromptText {
  const visit = taskPrompt('note_generation', { input: conversation });
  const explained = template.sections.filter(({ instruction }) => instruction.trim() !== '');
  if (template.request === null && explained.length === 0) return visit;
  const request = template.request ?? instructionOf(visit);
  const sections = template.sections.map(({ header, instruction }) =>
    instruction.trim() === '' ? `- ${header}` : `- ${header}: ${instruction.trim()}`,
  );
  const list = sections.length === 0 ? '' : `\nSections:\n${sections.join('\n')}`;
  const write = (input: string) => ({
    task: 'note_generation',
    chat: [{ role: 'user', content: `${request}${list}\n\n${input}` } as const],
    plain: `${template.source ?? 'DOCTOR-PATIENT CONVERSATION'}\n\n${input}\n\n${template.plainTitle}\n\n`,
  });
  return { ...write(cleanText(conversation)), withoutSource: write(NO_SOURCE) };
}

function instructionOf({ chat }: PromptText): string {
  return chat[0]?.content.split('\n', 1)[0] ?? '';
}

/** Headers at which a section of this template ends: its own, and those that notes have anyway. */
export function headersOf({ sections }: NoteTemplate): readonly string[] {
  return [...new Set([...sections.map(({ header }) => header), ...NOTE_HEADERS])];
}

/** A part of a note: `header` is empty for what stands before the first one. */
export interface NotePart {
  readonly header: string;
  readonly text: string;
}

/** The note as text: header, empty line, text; parts that hold nothing are left out. */
export function joinParts(parts: readonly NotePart[]): string {
  return parts
    .filter(({ text }) => text.trim() !== '')
    .map(({ header, text }) => (header === '' ? text.trim() : `${header}\n\n${text.trim()}`))
    .join('\n\n');
}

/** What the model has before it when it goes on with a section: the parts that stand, then the section's header. */
export function openingOf(before: readonly NotePart[], header: string): string {
  const standing = joinParts(before);
  return `${standing === '' ? '' : `${standing}\n\n`}${header}\n\n`;
}

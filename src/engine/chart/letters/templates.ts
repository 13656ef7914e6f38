/** Forms of letters, which are written from a signed note and not from a conversation (`templates.json`, words of the project's own). */
import type { NoteTemplate } from '../../tasks/templates.ts';
import letters from './templates.json' with { type: 'json' };

export const LETTER_TEMPLATES: readonly NoteTemplate[] = letters.templates;

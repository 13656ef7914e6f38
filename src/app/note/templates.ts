/** Templates at hand: the built-in ones and the user's own, which are kept in this browser. They hold no clinical text. */
import * as v from 'valibot';
import { create } from 'zustand';
import { LETTER_TEMPLATES } from '../../engine/chart/letters/templates.ts';
import { BUILT_IN_TEMPLATES, DEFAULT_TEMPLATE, type NoteTemplate } from '../../engine/tasks/templates.ts';
import { readStored, store } from '../shell/storage.ts';

const KEY = 'locum.templates';

const Template = v.object({
  id: v.string(),
  title: v.string(),
  about: v.string(),
  request: v.nullable(v.string()),
  plainTitle: v.string(),
  sections: v.array(v.object({ header: v.string(), instruction: v.string() })),
});

export const useTemplates = create<{ readonly own: readonly NoteTemplate[] }>(() => ({ own: storedTemplates() }));

/** One that is broken takes no other with it. */
function storedTemplates(): readonly NoteTemplate[] {
  return (readStored(KEY, v.array(v.unknown())) ?? []).flatMap((stored) => {
    const { success, output } = v.safeParse(Template, stored);
    return success ? [output] : [];
  });
}

/** The template with this id; the default where it is gone. */
export function templateOf(id: string, own: readonly NoteTemplate[] = useTemplates.getState().own): NoteTemplate {
  return (
    [...BUILT_IN_TEMPLATES, ...LETTER_TEMPLATES, ...own].find((template) => template.id === id) ?? DEFAULT_TEMPLATE
  );
}

export const isOwn = ({ id }: NoteTemplate): boolean => id.startsWith('own-');

/** Adds it, or puts it in the place of the one with its id. Says whether the browser keeps it beyond this visit. */
export function saveTemplate(template: NoteTemplate): boolean {
  const { own } = useTemplates.getState();
  const known = own.some(({ id }) => id === template.id);
  return replaceAll(known ? own.map((each) => (each.id === template.id ? template : each)) : [...own, template]);
}

/** What it takes away can be brought back by `saveTemplate`. */
export function deleteTemplate(id: string): void {
  replaceAll(useTemplates.getState().own.filter((template) => template.id !== id));
}

export function newTemplateId(): string {
  return `own-${crypto.randomUUID()}`;
}

function replaceAll(own: readonly NoteTemplate[]): boolean {
  useTemplates.setState({ own });
  return store(KEY, own.length === 0 ? null : own);
}

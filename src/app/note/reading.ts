/** What the models are given to read: the conversation, what it was condensed to, or for each section what bears on it. */
import type { NoteTemplate } from '../../engine/tasks/templates.ts';
import type { Excerpts } from '../../workers/protocol.ts';
import { engine, type ReadyModels } from '../models/engine.ts';
import { changeVisit, type ReadSource, type Source } from './note.ts';
import type { Settings } from './settings.ts';
import { requestOf } from './writing.ts';

/** One text to read, and the source of what is written from it. */
export interface Reading {
  readonly text: string;
  readonly source: Source;
}

/**
 * How the conversation is to be read for a note of this form: null where all of it, or what the user had it condensed to, fits. Kept
 * with the conversation, so that the page can show it before and while it is written.
 */
export async function planReading(
  source: ReadSource,
  { template, settings }: { readonly template: NoteTemplate; readonly settings: Settings },
  models: ReadyModels,
  signal: AbortSignal,
): Promise<Excerpts | null> {
  const { conversation, dialogue, condensed } = source;
  const request = requestOf({ conversation: dialogue, template, settings }, models);
  const excerpts = condensed === null ? await engine.excerpt(request, { signal }) : null;
  changeVisit(conversation, () => ({ excerpts: excerpts && { of: dialogue, excerpts } }));
  return excerpts;
}

/** What is read for a section: the next one where nothing usable was written of the one before; none where nothing was said of it. */
export function readingsOf(source: ReadSource, excerpts: Excerpts | null, header: string): readonly Reading[] {
  if (excerpts === null) return [{ text: source.condensed?.text ?? source.dialogue, source }];
  const { turns: of, isTooLong } = excerpts;
  const section = excerpts.sections.find((each) => each.header === header);
  return (section?.readings ?? []).map(({ text, turns }) => ({
    text,
    source: { ...source, condensed: { kind: 'excerpted', text, turns, of, isTooLong } },
  }));
}

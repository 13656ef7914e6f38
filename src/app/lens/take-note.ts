/** What stands on the note page as recordings: one where the note was written in one go, else one a section. */

import type { Recording } from '../../engine/analysis/recording.ts';
import type { Authorship } from '../../engine/authorship.ts';
import { DEFAULT_TEMPLATE } from '../../engine/tasks/templates.ts';
import type { TokenEvent } from '../../workers/protocol.ts';
import { type Blocks, isRunning, type NoteSection, type Source, tokensOf, useNote } from '../note/note.ts';
import { openInLens, useLens } from './lens.ts';

const taken = new WeakSet<Blocks>();

/** Puts the note under the lens, unless it lies there already. */
export function takeNote(): void {
  const { sections, run, writtenAs } = useNote.getState();
  const written = sections.filter((section) => tokensOf(section).length > 0);
  if (isRunning(run.phase) || written.every(({ blocks }) => taken.has(blocks))) return;
  for (const { blocks } of written) taken.add(blocks);
  const inOneGo = writtenAs?.sections.length === 0;
  const whole = inOneGo ? oneText(written) : null;
  const { shown } = useLens.getState();
  if (whole !== null) {
    const known = writtenAs?.id === DEFAULT_TEMPLATE.id ? wordsOf(whole.source) : null;
    openInLens(recordingOf('Note', whole.tokens, whole.authorship, known));
    return;
  }
  // Sections written behind others cannot be taken up again from what is known of them.
  for (const section of written) {
    const { header, authorship } = section;
    if (authorship === null) continue;
    openInLens(recordingOf(header, renumbered(tokensOf(section)), authorship, null));
  }
  if (shown === null) useLens.setState(({ entries }) => ({ shown: entries[0]?.id ?? null }));
}

/** What the models had read. */
const wordsOf = (source: Source | null): string | null => source?.condensed?.text ?? source?.dialogue ?? null;

interface OneText {
  readonly tokens: readonly TokenEvent[];
  readonly authorship: Authorship;
  readonly source: Source | null;
}

/** The sections' tokens together, if they are those of one text without a gap. */
function oneText(sections: readonly NoteSection[]): OneText | null {
  const tokens = sections.flatMap(tokensOf);
  const { authorship = null, source = null } = sections[0] ?? {};
  const unbroken = tokens.every((token, index) => token.index === index);
  return authorship !== null && unbroken ? { tokens, authorship, source } : null;
}

const renumbered = (tokens: readonly TokenEvent[]) => tokens.map((token, index) => ({ ...token, index }));

function recordingOf(
  title: string,
  tokens: readonly TokenEvent[],
  authorship: Authorship,
  conversation: string | null,
): Recording {
  const last = tokens.at(-1);
  // The page keeps no more of how a text ended; only a stop token has no text and nothing after it.
  const stopped = last !== undefined && last.text === '' && last.candidates.some(({ id }) => id === last.id);
  return {
    title,
    authorship,
    conversation,
    tokens,
    ending: stopped ? { reason: 'stop', cause: { kind: 'stop-token', id: last.id, text: '' } } : null,
  };
}

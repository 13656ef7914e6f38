/** What stands on the note page as recordings: one where the note was written in one go, else one a section. */
import type { Recording } from '../../../engine/analysis/recording.ts';
import { PRESETS } from '../../../engine/presets.ts';
import { DEFAULT_TEMPLATE } from '../../../engine/tasks/templates.ts';
import type { TokenEvent } from '../../../workers/protocol.ts';
import { openInLens, useLens } from '../../lens/lens.ts';
import { type Blocks, isRunning, type NoteSection, tokensOf, useNote } from '../../note/note.ts';
import type { Settings } from '../../note/settings.ts';
import { requestOf } from '../../note/writing.ts';

const taken = new WeakSet<Blocks>();

/** Puts the note under the lens, unless it lies there already. */
export function takeNote(): void {
  const { sections, run, writtenAs, writtenFrom, dialogue } = useNote.getState();
  const written = sections.filter((section) => tokensOf(section).length > 0);
  if (isRunning(run.phase) || written.every(({ blocks }) => taken.has(blocks))) return;
  for (const { blocks } of written) taken.add(blocks);
  const conversation = writtenFrom?.source === dialogue ? writtenFrom.text : dialogue;
  const inOneGo = writtenAs?.sections.length === 0;
  const whole = inOneGo ? oneText(written) : null;
  const { shown } = useLens.getState();
  if (whole !== null) {
    const known = writtenAs?.id === DEFAULT_TEMPLATE.id ? conversation : null;
    openInLens(recordingOf('Note', whole.tokens, whole.settings, known));
    return;
  }
  // Sections written behind others cannot be taken up again from what is known of them.
  for (const section of written) {
    const { header, writtenWith } = section;
    if (writtenWith === null) continue;
    openInLens(recordingOf(header, renumbered(tokensOf(section)), writtenWith, null));
  }
  if (shown === null) useLens.setState(({ entries }) => ({ shown: entries[0]?.id ?? null }));
}

/** The sections' tokens together, if they are those of one text without a gap. */
function oneText(sections: readonly NoteSection[]): { tokens: readonly TokenEvent[]; settings: Settings } | null {
  const tokens = sections.flatMap(tokensOf);
  const settings = sections[0]?.writtenWith ?? null;
  const unbroken = tokens.every((token, index) => token.index === index);
  return settings !== null && unbroken ? { tokens, settings } : null;
}

const renumbered = (tokens: readonly TokenEvent[]) => tokens.map((token, index) => ({ ...token, index }));

function recordingOf(
  title: string,
  tokens: readonly TokenEvent[],
  settings: Settings,
  conversation: string | null,
): Recording {
  const { method, alpha, seed, maxTokens, sampling } = requestOf({
    conversation: conversation ?? '',
    template: DEFAULT_TEMPLATE,
    settings,
  });
  const last = tokens.at(-1);
  // The page keeps no more of how a text ended; only a stop token has no text and nothing after it.
  const stopped = last !== undefined && last.text === '' && last.candidates.some(({ id }) => id === last.id);
  return {
    title,
    method,
    alpha,
    seed,
    maxTokens,
    sampling,
    models: PRESETS['CPT+IT'].models,
    conversation,
    tokens,
    ending: stopped ? { reason: 'stop', cause: { kind: 'stop-token', id: last.id, text: '' } } : null,
  };
}

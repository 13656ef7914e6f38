import { Button } from '../../components/button.tsx';
import { isRunning, readWhole, sourceOf, useNote } from '../../note/note.ts';
import { condenseAndGenerate, generate, shortenAndGenerate } from '../../note/run.ts';
import { count, range } from '../../text/format.ts';

/** How a conversation is read that is too long, or whose models are too small, to become a note at once: section by section, unless the user has it read otherwise. */
export function CondensedBar() {
  const kind = useNote((state) => sourceOf(state).condensed?.kind ?? (excerptsOf(state) === null ? null : 'excerpted'));
  const running = useNote((state) => isRunning(state.run.phase));
  if (kind === null) return null;
  const otherwise = (name: string, act: () => void) => (
    <Button look="small" isDisabled={running} onPress={act}>
      {name}
    </Button>
  );
  return (
    <div
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line px-3 py-1.5 text-xs"
      data-testid="condensed"
    >
      <span className="min-w-0 flex-1 basis-40">
        <Plan />
      </span>
      {kind !== 'excerpted' &&
        otherwise('By section instead', () => {
          readWhole();
          void generate();
        })}
      {kind !== 'summarised' && otherwise('Summarise instead', () => void condenseAndGenerate())}
      {kind !== 'shortened' && otherwise('Shorten instead', () => void shortenAndGenerate())}
    </div>
  );
}

function Plan() {
  const condensed = useNote((state) => sourceOf(state).condensed);
  const excerpts = useNote(excerptsOf);
  switch (condensed?.kind) {
    case 'shortened':
      return 'The models read it without its middle.';
    case 'summarised':
      return `The models read summaries of its ${count(condensed.parts, 'part')}.`;
    case undefined: {
      const read = excerpts?.sections.map(({ readings }) => readings[0]?.turns.length ?? 0) ?? [];
      const why = excerpts?.isTooLong ? 'Longer than the models hold' : 'The models are too small for a whole note';
      return `${why}: each section is written from the ${range(read)} turns, of ${excerpts?.turns}, that bear on it.`;
    }
    default:
      return condensed satisfies never;
  }
}

/** Of the words that the conversation has now. */
const excerptsOf = ({ excerpts, dialogue }: ReturnType<typeof useNote.getState>) =>
  excerpts?.of === dialogue ? excerpts.excerpts : null;

import { Button } from '../../components/button.tsx';
import { isRunning, readWhole, sourceOf, useNote } from '../../note/note.ts';
import { condenseAndGenerate, shortenAndGenerate } from '../../note/run.ts';
import { count } from '../../text/format.ts';

/** How a conversation that is too long is read from now on: a choice, which can be taken back or made otherwise. */
export function CondensedBar() {
  const condensed = useNote((state) => sourceOf(state).condensed);
  const running = useNote((state) => isRunning(state.run.phase));
  if (condensed === null) return null;
  const shortened = condensed.kind === 'shortened';
  return (
    <div
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line px-3 py-1.5 text-xs"
      data-testid="condensed"
    >
      <span className="min-w-0 flex-1 basis-40">
        {shortened
          ? 'The models read it without its middle.'
          : `The models read summaries of its ${count(condensed.parts, 'part')}.`}
      </span>
      <Button
        look="small"
        isDisabled={running}
        onPress={() => void (shortened ? condenseAndGenerate() : shortenAndGenerate())}
      >
        {shortened ? 'Summarise instead' : 'Shorten instead'}
      </Button>
      <Button look="small" isDisabled={running} onPress={readWhole}>
        Read all of it
      </Button>
    </div>
  );
}

import { Check, Copy, TriangleAlert } from 'lucide-react';
import { type ClipboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { LocumError } from '../../../engine/errors.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel, type Remedy } from '../../components/error-panel.tsx';
import { useEngine } from '../../stores/engine.ts';
import {
  dismissProblem,
  loadModels,
  noteText,
  type Run,
  retry,
  retryOnCpu,
  shortenAndGenerate,
  showProblem,
  useNote,
} from '../../stores/note.ts';
import { DRAFT_LABEL, withDraftLabel } from './draft.ts';
import { exampleButtonId, fileButtonId } from './element-ids.ts';
import { RunControls } from './run-controls.tsx';
import { RunStatus } from './run-status.tsx';
import { ShiftLegend } from './shift-legend.tsx';
import { TokenInspector } from './token-inspector.tsx';
import { TokenText } from './token-text.tsx';

function apply(remedy: Remedy): void {
  switch (remedy) {
    case 'retry':
      void retry();
      break;
    case 'reload-models':
      void loadModels();
      break;
    case 'use-cpu':
      void retryOnCpu();
      break;
    case 'shorten':
      void shortenAndGenerate();
      break;
    case 'choose-file':
      document.getElementById(fileButtonId)?.click();
      break;
    case 'choose-example':
      document.getElementById(exampleButtonId)?.focus();
      break;
    default:
      remedy satisfies never;
  }
}

export function NotePane() {
  const run = useNote((state) => state.run);
  const problem = useNote((state) => state.problem);
  // The models can be lost while nothing runs.
  const lost = useEngine(({ status }) => (status.state === 'lost' ? status.error : null));
  const shown = problem ?? lost;
  return (
    <section aria-labelledby="note-heading" className="flex min-h-0 min-w-0 flex-col bg-panel">
      <RunControls />
      {shown !== null && <ErrorPanel error={shown} onRemedy={apply} onDismiss={dismissProblem} />}
      <DraftBar run={run} />
      <NoteBody run={run} />
      <ShiftLegend />
      <TokenInspector />
    </section>
  );
}

function DraftBar({ run }: { run: Run }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1.5">
      <p className="flex items-center gap-1.5 rounded border border-warn-line bg-warn-wash px-2 py-0.5 text-[13px] font-semibold text-warn">
        <TriangleAlert aria-hidden className="size-3.5" /> {DRAFT_LABEL}
      </p>
      <span className="ml-auto" />
      <CopyButton run={run} />
      <RunStatus />
    </div>
  );
}

function CopyButton({ run }: { run: Run }) {
  const [copied, setCopied] = useState<Run | null>(null);
  const done = copied === run;
  return (
    <Button
      look="quiet"
      isDisabled={run.tokens === 0}
      onPress={async () => {
        if (await copyNote(run)) setCopied(run);
      }}
    >
      {done ? <Check aria-hidden /> : <Copy aria-hidden />} {done ? 'Copied with its label' : 'Copy'}
    </Button>
  );
}

async function copyNote(run: Run): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(withDraftLabel(noteText(run)));
    return true;
  } catch (cause) {
    const hint = 'Select the text of the note and copy it with Ctrl C; it carries its label all the same.';
    showProblem(new LocumError('unsupported', 'The browser did not allow the note to be copied.', { cause, hint }));
    return false;
  }
}

function NoteBody({ run }: { run: Run }) {
  const scroller = useRef<HTMLDivElement>(null);
  const follow = useRef(true);

  // Keeps the last line in sight while text streams in, until the reader scrolls up.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && run.phase === 'writing' && follow.current) element.scrollTop = element.scrollHeight;
  }, [run]);

  return (
    <div
      ref={scroller}
      className="min-h-64 flex-1 overflow-auto px-3 py-2 max-lg:max-h-[60vh]"
      data-testid="note"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        follow.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
      onCopy={copySelection}
    >
      {run.tokens === 0 ? (
        <p className="text-muted">The note appears here, token by token.</p>
      ) : (
        <TokenText blocks={run.blocks} />
      )}
    </div>
  );
}

/** Text copied by selection carries the label too. */
function copySelection(event: ClipboardEvent): void {
  const selection = document.getSelection()?.toString() ?? '';
  if (selection === '') return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', withDraftLabel(selection));
}

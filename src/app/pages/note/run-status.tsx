import type { FinishReason } from '../../../workers/protocol.ts';
import { type Run, useNote } from '../../note/note.ts';
import type { NoteMethod, Settings } from '../../note/settings.ts';
import { count, duration } from '../../text/format.ts';

const REASONS: Readonly<Record<FinishReason, string>> = {
  stop: 'Finished',
  length: 'Ended at the token limit',
  context: 'Ended: the context is full',
  repetition: 'Ended: the text repeated itself',
};

function phaseText(run: Run): string {
  switch (run.phase) {
    case 'idle':
      return 'Nothing generated yet';
    case 'loading':
      return 'Loading the models…';
    case 'condensing':
      return 'Summarising the parts of the dialogue…';
    case 'reading':
      return 'Reading the dialogue…';
    case 'writing':
      return 'Writing…';
    case 'finished':
      return run.reason === null ? 'Finished' : REASONS[run.reason];
    case 'stopped':
      return 'Stopped';
    case 'failed':
      if (run.earlier) return 'Not generated; the note before is kept';
      return run.tokens > 0 ? 'Broken off; what was written is kept' : 'Not generated';
    default:
      return run.phase satisfies never;
  }
}

const METHODS: Readonly<Record<NoteMethod, string>> = {
  base: 'base alone',
  expert: 'expert alone',
  proxy: 'proxy-tuned',
};

/** What the note on the page was written with. */
function settingsText({ method, alpha, temperature, seed }: Settings): string {
  const strength = method === 'proxy' ? `, α ${alpha.toFixed(2)}` : '';
  return `${METHODS[method]}${strength}, ${temperature === 0 ? 'greedy' : `temperature ${temperature.toFixed(2)}, seed ${seed}`}`;
}

/** What the run is doing, announced when it changes, and its figures. */
export function RunStatus() {
  const run = useNote((state) => state.run);
  const recorded = useNote((state) => state.recorded !== null);
  return (
    <div
      className="flex w-full flex-wrap items-baseline gap-x-4 text-xs text-muted"
      data-phase={run.phase}
      data-testid="run"
    >
      <span role="status">{recorded && run.phase === 'idle' ? 'A recorded example' : phaseText(run)}</span>
      {run.phase === 'reading' && run.prefill.total > 0 && (
        <span>
          {run.prefill.done.toLocaleString('en')} of {count(run.prefill.total, 'token')}
        </span>
      )}
      {run.condensing !== null && (
        <span>
          part {run.condensing.part} of {run.condensing.parts}
        </span>
      )}
      {run.tokens > 0 && (
        <>
          <span>{settingsText(run.settings)}</span>
          <span data-testid="tokens">{count(run.tokens, 'token')}</span>
          {run.decodeMs > 0 && (
            <span data-testid="speed">{(run.tokens / (run.decodeMs / 1000)).toFixed(1)} tokens/s</span>
          )}
        </>
      )}
      {run.firstTokenMs !== null && (
        <span data-testid="first-token">first token after {duration(run.firstTokenMs)}</span>
      )}
    </div>
  );
}

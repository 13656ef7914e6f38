import { type Unusable, whyUnusable } from '../../../engine/analysis/unusable.ts';
import { type Authorship, distinctAuthorships } from '../../../engine/authorship.ts';
import { METHODS } from '../../../engine/decoding/methods.ts';
import { joinParts } from '../../../engine/tasks/templates.ts';
import type { FinishReason } from '../../../workers/protocol.ts';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { type Run, useNote } from '../../note/note.ts';
import { NOTE_TASK } from '../../note/run.ts';
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

/** What a text was written with, as far as it is known. */
function settingsText({ method, alpha, sampling, seed }: Authorship): string {
  const strength = alpha === undefined ? '' : `, α ${alpha.toFixed(2)}`;
  const drawn =
    sampling && `, temperature ${sampling.temperature.toFixed(2)}${seed === undefined ? '' : `, seed ${seed}`}`;
  return `${METHODS[method].phrase}${strength}${sampling?.temperature === 0 ? ', greedy' : (drawn ?? '')}`;
}

/** Of the note that stands, whatever the controls above would write the next one with. */
function WrittenWith() {
  const sections = useNote((state) => state.sections);
  const ways = distinctAuthorships(sections.map(({ text, authorship }) => (text === '' ? null : authorship)));
  if (ways.length === 0) return null;
  return (
    <span data-testid="written-with">
      {ways.length === 1 ? ways.map(settingsText) : `${ways.length} ways of writing`}
    </span>
  );
}

const UNUSABLE: Readonly<Record<Unusable, string>> = {
  empty: 'the models ended at once',
  heading: 'headings and nothing under them',
  loop: 'the same words over and over',
  echo: 'the conversation’s own words',
  unrelated: 'hardly a word of the conversation',
};

/** A note that says nothing is no note, whatever ended it. */
function UnusableNotice() {
  const why = useNote(({ run, sections, dialogue }) => {
    const isWhole = run.phase === 'finished' && sections.every(({ origin }) => origin === 'model');
    return isWhole ? whyUnusable(joinParts(sections), dialogue) : null;
  });
  const refused = useNote(({ run }) => run.refused);
  const sections = useNote((state) => state.sections);
  const reasonOf = ({ header, why: unusable }: Run['refused'][number]): string => {
    const isMended = sections.some((section) => section.header === header && section.leftOut.length > 0);
    return isMended && unusable === 'empty' ? 'the dialogue bears out none of its sentences' : UNUSABLE[unusable];
  };
  if (why === null && refused.length === 0) return null;
  return (
    <p className="basis-full text-warn" aria-live="polite">
      {refused.length === 0
        ? `Nothing usable was written: ${why === null ? '' : UNUSABLE[why]}.`
        : `Nothing usable was written, twice, for ${refused.map((each) => `${each.header} (${reasonOf(each)})`).join(', ')}.`}{' '}
      Try the expert alone or another α, or choose larger models on the Models page.
    </p>
  );
}

/** What the run is doing, announced when it changes, and its figures. */
export function RunStatus() {
  const run = useNote((state) => state.run);
  const recorded = useNote(({ sections }) => sections.some(({ origin }) => origin === 'recorded'));
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4" data-phase={run.phase} data-testid="run">
      <span role="status" className={recorded ? 'font-semibold text-ink' : ''}>
        {recorded && run.phase === 'idle' ? 'A recorded example' : phaseText(run)}
      </span>
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
      <UnusableNotice />
      <TurnNotice task={NOTE_TASK} />
      <WrittenWith />
      {run.tokens > 0 && (
        <>
          <span className="tabular-nums" data-testid="tokens">
            {count(run.tokens, 'token')}
          </span>
          {run.decodeMs > 0 && (
            <span className="tabular-nums" data-testid="speed">
              {(run.tokens / (run.decodeMs / 1000)).toFixed(1)} tokens/s
            </span>
          )}
        </>
      )}
      {run.firstTokenMs !== null && (
        <span data-testid="first-token">first token after {duration(run.firstTokenMs)}</span>
      )}
    </div>
  );
}

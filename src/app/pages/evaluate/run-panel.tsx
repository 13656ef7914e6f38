import { Pause, Play, RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { DeleteButton } from '../../components/delete-button.tsx';
import { KeptList } from '../../components/kept-list.tsx';
import { Section } from '../../components/section.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import {
  discardRun,
  EVALUATION_TASK,
  forgetKept,
  openKept,
  pauseRun,
  resumeRun,
  startRun,
} from '../../evaluation/evaluation.ts';
import { playersOf } from '../../evaluation/plan.ts';
import { type RunState, setChoices, useEvaluation } from '../../evaluation/state.ts';
import { count } from '../../text/format.ts';

export function RunPanel() {
  const run = useEvaluation((state) => state.run);
  const kept = useEvaluation((state) => state.kept);
  const keep = useEvaluation((state) => state.choices.keep);
  const usable = useEvaluation((state) => state.candidates.some(({ survey }) => survey !== null));
  const hasMethods = useEvaluation((state) => state.choices.methods !== '');
  const { phase } = run;
  const running = phase === 'running';
  return (
    <Section title="Run">
      <div data-testid="evaluation-run" data-phase={phase} className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-2">
          {running ? (
            <Button onPress={pauseRun}>
              <Pause aria-hidden /> Pause
            </Button>
          ) : (
            (phase === 'paused' || phase === 'failed') && (
              <Button look="primary" onPress={() => void resumeRun()}>
                <Play aria-hidden /> Resume
              </Button>
            )
          )}
          {!running && (
            <Button
              look={phase === 'none' || phase === 'finished' ? 'primary' : 'plain'}
              isDisabled={!usable || !hasMethods}
              onPress={() => void startRun()}
            >
              {phase === 'none' ? <Play aria-hidden /> : <RotateCcw aria-hidden />}
              {phase === 'none' ? 'Start' : 'Start over'}
            </Button>
          )}
          {!running && phase !== 'none' && (
            <DeleteButton name="this run" amount="for good" onDelete={() => void discardRun()} />
          )}
          <CheckBox isSelected={keep} onChange={(next) => setChoices({ keep: next })} isDisabled={running}>
            Keep the run in this browser
          </CheckBox>
        </div>
        <p className="text-[13px] text-muted">
          {keep
            ? 'Files and answers are written into this browser, unencrypted, until you delete the run: so it goes on after a reload or a crash.'
            : 'Nothing is written: a reload ends the run.'}
        </p>
        {run.plan !== null && (
          <p data-testid="evaluation-models" className="text-[13px] text-muted">
            Measures {playersOf(run.plan)}.
          </p>
        )}
        {phase !== 'none' && <Progress run={run} />}
        <KeptList
          label="Other runs kept in this browser"
          kept={kept.map(({ done, ...rest }) => ({ ...rest, about: count(done, 'answer') }))}
          isDisabled={running || (phase !== 'none' && !run.kept)}
          onOpen={(id) => void openKept(id)}
          onDelete={(id) => void forgetKept(id)}
        />
        {run.failed.length > 0 && (
          <details className="text-[13px]">
            <summary className="min-h-6 text-warn">{count(run.failed.length, 'answer')} could not be given</summary>
            <ul className="mt-1 max-h-40 overflow-auto pl-4 text-muted">
              {run.failed.map(({ set, method, id, message }) => (
                <li key={`${set} ${method} ${id}`}>
                  {set}, {id}, {method}: {message}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Section>
  );
}

const PHASES: Readonly<Record<RunState['phase'], string>> = {
  none: '',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Stopped by an error',
};

function Progress({ run }: { readonly run: RunState }) {
  const { phase, done, total, backend, workers } = run;
  const left = useTimeLeft(run);
  return (
    <ProgressBar aria-label="Answers" value={done} maxValue={Math.max(1, total)} className="flex flex-col gap-1">
      {({ percentage = 0 }) => (
        <>
          <div className="h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full bg-accent" style={{ width: `${percentage}%` }} />
          </div>
          <p className="flex flex-wrap gap-x-4 text-[13px]">
            <span className="font-medium">{PHASES[phase]}</span>
            <span data-testid="evaluation-done">
              {done} of {count(total, 'answer')}
            </span>
            {phase === 'running' && left !== null && <span className="text-muted">about {left} left</span>}
            {workers > 0 && <span className="text-muted">{count(workers, 'worker')}</span>}
            <span className="text-muted">{backend}</span>
            <TurnNotice task={EVALUATION_TASK} />
          </p>
        </>
      )}
    </ProgressBar>
  );
}

/** From the pace since the run was started or resumed; null until there is one. Looked at once a second. */
function useTimeLeft({ phase, fresh, startedAt, done, total }: RunState): string | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (phase !== 'running') return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [phase]);
  if (fresh < 3) return null;
  const seconds = Math.round(((now - startedAt) / 1000 / fresh) * (total - done));
  if (seconds < 0) return null;
  if (seconds < 60) return `${seconds}\u202fs`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)}\u202fmin`;
  return `${(seconds / 3600).toFixed(1)}\u202fh`;
}

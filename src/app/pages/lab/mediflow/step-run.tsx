import { CircleStop, Play } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import { MEDIFLOW_TASK, stopMediFlow } from '../../../mediflow/mediflow.ts';
import { type Step, useMediFlow } from '../../../mediflow/state.ts';

interface StepRunProps {
  readonly step: Step;
  /** Of the button that begins it, or goes on with it. */
  readonly label: string;
  /** What its progress counts. */
  readonly counts: string;
  readonly isDone: boolean;
  readonly isDisabled?: boolean;
  readonly isPrimary?: boolean;
  readonly onStart: () => Promise<void>;
}

/** Begins a step, shows how far it is, and stops it: what there is by then stays. */
export function StepRun({ step, label, counts, isDone, isDisabled = false, isPrimary, onStart }: StepRunProps) {
  const running = useMediFlow((state) => state.step);
  const { done, total } = useMediFlow((state) => state.progress);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {running === step ? (
          <Button onPress={stopMediFlow}>
            <CircleStop aria-hidden /> Stop
          </Button>
        ) : (
          <Button
            look={isPrimary ? 'primary' : 'plain'}
            isDisabled={isDisabled || isDone || running !== null}
            onPress={() => void onStart()}
          >
            <Play aria-hidden /> {label}
          </Button>
        )}
        {running === step && <TurnNotice task={MEDIFLOW_TASK} />}
      </div>
      {running === step && (
        <ProgressBar
          aria-label={counts}
          value={done}
          maxValue={Math.max(1, total)}
          className="mt-2 flex flex-col gap-1"
        >
          {({ percentage = 0 }) => (
            <>
              <div className="h-1.5 overflow-hidden rounded-full bg-line">
                <div className="h-full bg-accent" style={{ width: `${percentage}%` }} />
              </div>
              <p className="text-[13px] text-muted">
                {total === 0 ? 'The models are made ready.' : `${done} of ${total} ${counts.toLowerCase()}`}
              </p>
            </>
          )}
        </ProgressBar>
      )}
    </>
  );
}

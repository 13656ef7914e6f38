import { Download, Pause, Play, X } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import type { ModelRef } from '../../models/model-refs.ts';
import { dismiss, isBusy, pause, type Transfer } from '../../models/models.ts';
import { labelOf } from '../../models/roles.ts';
import { bytes } from '../../text/format.ts';
import { OutOfRoom } from './out-of-room.tsx';
import { ProblemBox } from './problem-box.tsx';

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))}\u202fs left`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)}\u202fmin left`;
  return `${(seconds / 3600).toFixed(1)}\u202fh left`;
}

function words({ phase, bytesDone, bytesTotal, pace, retryInMs, damaged, restarts }: Transfer): string {
  const amount = bytesTotal === null ? bytes(bytesDone) : `${bytes(bytesDone)} of ${bytes(bytesTotal)}`;
  switch (phase) {
    case 'checking':
      return `Reading what is stored: ${amount}`;
    case 'downloading': {
      const rate = pace.bytesPerSecond === null ? [] : [`${bytes(Math.round(pace.bytesPerSecond))}/s`];
      const left = pace.secondsLeft === null ? [] : [timeLeft(pace.secondsLeft)];
      return [amount, ...rate, ...left].join(' · ');
    }
    case 'waiting':
      return `Connection lost at ${amount}; trying again in ${Math.round((retryInMs ?? 0) / 1000)}\u202fs`;
    case 'quantising':
      return `Quantising: ${amount}`;
    case 'converting':
      return `Preparing for web-llm: ${amount} read`;
    case 'verifying':
      return `Comparing with the checksums: ${amount}`;
    case 'paused':
      if (damaged === null) return restarts ? 'Stopped; nothing of it is kept' : `Paused at ${amount}`;
      return damaged.length === 0
        ? 'Checked: every file is what it should be'
        : `Damaged and removed: ${damaged.join(', ')}`;
    case 'failed':
      return restarts ? 'Stopped; nothing of it is kept' : `Stopped at ${amount}`;
    default:
      return phase satisfies never;
  }
}

/** How far a download is, and the buttons that go with it. */
export function TransferStatus({ modelRef, transfer }: { modelRef: ModelRef; transfer: Transfer }) {
  const { phase, bytesDone, bytesTotal, problem, damaged, again, regardless, restarts } = transfer;
  const name = labelOf(modelRef);
  const busy = isBusy(transfer);
  const checked = damaged !== null && damaged.length === 0;
  return (
    <div className="mt-1.5" data-transfer={modelRef} data-phase={phase} data-bytes={bytesDone}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {!checked && (
          <ProgressBar
            aria-label={`${name}: ${phase}`}
            value={bytesDone}
            maxValue={Math.max(bytesTotal ?? 0, bytesDone, 1)}
            className="w-40"
          >
            {({ percentage = 0 }) => (
              <span className="block h-1.5 overflow-hidden rounded-full bg-edge/40">
                <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
              </span>
            )}
          </ProgressBar>
        )}
        <span role="status" className="min-w-0 text-[13px] text-muted tabular-nums">
          {words(transfer)}
        </span>
        <span className="flex gap-1">
          {busy ? (
            <Button onPress={() => pause(modelRef)}>
              <Pause aria-hidden /> {phase === 'verifying' || restarts ? 'Stop' : 'Pause'}
            </Button>
          ) : (
            !checked &&
            again !== null && (
              <Button onPress={() => void again()}>
                <Play aria-hidden /> {damaged !== null ? 'Download again' : restarts ? 'Start again' : 'Resume'}
              </Button>
            )
          )}
          {!busy && (
            <Button look="quiet" aria-label={`Close the message about ${name}`} onPress={() => dismiss(modelRef)}>
              <X aria-hidden />
            </Button>
          )}
        </span>
      </div>
      {problem !== null && (
        <ProblemBox problem={problem}>
          {problem.code === 'out-of-memory' && regardless !== null && (
            <p className="mt-1.5">
              <Button onPress={() => void regardless()}>
                <Download aria-hidden /> Download all the same
              </Button>
            </p>
          )}
          {problem.code === 'quota-exceeded' && <OutOfRoom modelRef={modelRef} problem={problem} />}
        </ProblemBox>
      )}
    </div>
  );
}

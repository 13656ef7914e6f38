import { Download, Gauge, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Cancelled, type ErrorRecord } from '../../../engine/errors.ts';
import { Button } from '../../components/button.tsx';
import { problemOf } from '../../models/engine.ts';
import { measureSpeed, type Pace, type Speed } from '../../models/speed.ts';
import { bytes, duration, percent } from '../../text/format.ts';
import { saveFile } from '../../text/save-file.ts';
import { ProblemBox } from '../models/problem-box.tsx';
import { Card } from './card.tsx';

/** Measures what this device makes of the models in use. */
export function SpeedOfDevice() {
  const [phase, setPhase] = useState<string | null>(null);
  const [speed, setSpeed] = useState<Speed | null>(null);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function measure(): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    try {
      setSpeed(await measureSpeed(setPhase, controller.signal));
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) setProblem(problemOf(thrown));
    } finally {
      setPhase(null);
    }
  }

  return (
    <Card title="Speed">
      <p className="text-[13px]">
        How fast the chosen models read and write on this device, how near that comes to what its memory allows, and
        what would help. It takes about a minute; nothing leaves this computer.
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {phase === null ? (
          <Button onPress={() => void measure()}>
            <Gauge aria-hidden /> Measure
          </Button>
        ) : (
          <Button onPress={() => running.current?.abort()}>
            <Square aria-hidden /> Stop
          </Button>
        )}
        {speed !== null && (
          <Button
            onPress={() =>
              saveFile('locum-speed.json', new Blob([JSON.stringify(speed, null, 2)], { type: 'application/json' }))
            }
          >
            <Download aria-hidden /> Export as JSON
          </Button>
        )}
        <span role="status" className="text-[13px] text-muted">
          {phase === null ? '' : `${phase} …`}
        </span>
      </div>
      {problem !== null && <ProblemBox problem={problem} />}
      {speed !== null && <Figures speed={speed} />}
    </Card>
  );
}

function Figures({ speed }: { speed: Speed }) {
  const { base, trio, copyBytesPerSecond, reason, advice } = speed;
  const share = ({ shareOfCopying }: Pace) => (shareOfCopying === null ? '–' : percent(shareOfCopying));
  const rows: readonly (readonly [string, (pace: Pace) => string])[] = [
    ['Reading', ({ readTokensPerSecond }) => `${readTokensPerSecond.toFixed(0)} tokens/s`],
    ['Writing, per token', ({ stepMs }) => duration(stepMs)],
    ['Weights read per token', ({ bytesPerStep }) => bytes(bytesPerStep)],
    ['Share of copying speed', share],
  ];
  return (
    <>
      <table className="mt-2 w-full text-[13px]">
        <thead>
          <tr className="text-left text-muted">
            <td />
            <th scope="col" className="font-normal">
              Base
            </th>
            <th scope="col" className="font-normal">
              All three
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, figure]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-0.5 text-left font-normal">
                {name}
              </th>
              <td className="tabular-nums">{figure(base)}</td>
              <td className="tabular-nums">{figure(trio)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-[13px]">{advice}</p>
      <p className="mt-1 text-xs text-muted">
        {copyBytesPerSecond !== null && `Copying moves ${bytes(copyBytesPerSecond)} a second. `}
        {reason}
      </p>
    </>
  );
}

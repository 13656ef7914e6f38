/**
 * Measurements that run in turns: every round takes each probe once, so that whatever else the machine does meets all
 * of them alike, and ratios between them hold on a busy machine.
 */
import { type Figure, figure } from './statistics.ts';

export interface Probe {
  readonly name: string;
  /** Not timed; before every run. */
  prepare?(): Promise<void>;
  /** Timed. */
  run(): Promise<void>;
  /** What one run counts for: the figure is milliseconds per unit. */
  readonly units: number;
}

/** What this process alone has computed, in milliseconds: what to go by where other programs want the processor, too. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds per unit, by probe name. The first round warms up and is not counted. */
export async function measure(
  probes: readonly Probe[],
  rounds: number,
  onRound: (round: number) => void,
  clock: () => number = () => performance.now(),
): Promise<ReadonlyMap<string, Figure>> {
  const times = new Map(probes.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    onRound(round);
    for (const probe of probes) {
      await probe.prepare?.();
      const started = clock();
      await probe.run();
      const milliseconds = (clock() - started) / probe.units;
      if (round > 0) times.get(probe.name)?.push(milliseconds);
    }
  }
  return new Map([...times].map(([name, values]) => [name, figure(values)]));
}

/** One run's figures as data and as a table. */
import { arch, cpus, loadavg, platform } from 'node:os';
import type { Role } from '../src/engine/lm/ensemble.ts';
import type { Figure } from './statistics.ts';
import type { BackendName, Settings, Subject } from './subject.ts';

export interface BackendReport {
  readonly backend: BackendName;
  /** The adapter; null on the CPU. */
  readonly adapter: string | null;
  readonly models: Subject['models'];
  readonly loadMs: Readonly<Record<Role, number>>;
  /** Milliseconds a token: one model's step, by role and by precision of the base. */
  readonly decodeMs: Readonly<Record<string, Figure>>;
  readonly ensembleMs: Figure;
  /** The ensemble's median step over the sum of its models' median steps. */
  readonly ensembleOverSum: number;
  readonly prefillTokensPerSecond: Readonly<Record<'base' | 'ensemble', Figure>>;
  /** The base's median step over what the yardstick's loop would take for as many operations. */
  readonly baseOverYardstick: number;
}

export interface Report {
  readonly date: string;
  readonly machine: Readonly<Record<'cpu' | 'platform' | 'node', string>> & {
    readonly cores: number;
    /** Mean number of running processes over the last minute: above `cores`, absolute times say little. */
    readonly load: number;
  };
  readonly settings: Settings & { readonly rounds: number };
  /** Plain JavaScript on one core. */
  readonly yardstickGflops: Figure;
  readonly backends: readonly BackendReport[];
}

export function describeMachine(): Report['machine'] {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    platform: `${platform()} ${arch()}`,
    node: process.version,
    cores: cpus().length,
    load: loadavg()[0] ?? 0,
  };
}

/** Units a second from milliseconds a unit; the quartiles change places. */
export function rate({ median, low, high, best, samples }: Figure): Figure {
  return { median: 1000 / median, low: 1000 / high, high: 1000 / low, best: 1000 / best, samples };
}

export function backendReport(
  subject: Subject,
  adapter: string | null,
  figures: ReadonlyMap<string, Figure>,
  yardstick: Figure,
): BackendReport {
  const { backend, models, loadMs } = subject;
  const of = (name: string): Figure => {
    const found = figures.get(`${backend} ${name}`);
    if (found === undefined) throw new Error(`Nothing was measured for ${backend} ${name}.`);
    return found;
  };
  const prefix = `${backend} decode `;
  const decodeMs = Object.fromEntries(
    subject.decode
      .map(({ name }) => name.slice(prefix.length))
      .filter((what) => what !== 'ensemble')
      .map((what) => [what, of(`decode ${what}`)]),
  );
  const [base, expert, anti] = [of('decode base'), of('decode expert'), of('decode anti')];
  const ensembleMs = of('decode ensemble');
  const gigaOperations = (2 * models.base.parameters) / 1e9;
  return {
    backend,
    adapter,
    models,
    loadMs,
    decodeMs,
    ensembleMs,
    ensembleOverSum: ensembleMs.median / (base.median + expert.median + anti.median),
    prefillTokensPerSecond: { base: rate(of('prefill base')), ensemble: rate(of('prefill ensemble')) },
    baseOverYardstick: base.median / (yardstick.median * gigaOperations),
  };
}

export function table(report: Report): string {
  const { machine, settings, yardstickGflops } = report;
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, load ${machine.load.toFixed(1)}`,
    `Plain JavaScript on one core: ${spread(yardstickGflops)} GFLOP/s. ` +
      `${settings.rounds} rounds, ${settings.contextTokens} tokens of context, median [quartiles] best.`,
  ];
  for (const backend of report.backends) {
    const { models, loadMs, decodeMs, ensembleMs, prefillTokensPerSecond } = backend;
    const rows: [string, string][] = [
      ...Object.entries(decodeMs).map(([what, ms]): [string, string] => [`decode ${what}`, `${spread(ms)} ms/token`]),
      ['decode ensemble', `${spread(ensembleMs)} ms/token`],
      ['ensemble / sum of its three', `${backend.ensembleOverSum.toFixed(2)} ×`],
      ['prefill base', `${spread(prefillTokensPerSecond.base)} tokens/s`],
      ['prefill ensemble', `${spread(prefillTokensPerSecond.ensemble)} tokens/s`],
      [
        'load',
        Object.entries(loadMs)
          .map(([role, ms]) => `${role} ${ms.toFixed(0)} ms`)
          .join(', '),
      ],
      ['decode base / yardstick', `${backend.baseOverYardstick.toFixed(2)} ×`],
    ];
    const width = Math.max(...rows.map(([name]) => name.length));
    const names = Object.entries(models).map(
      ([role, { id, parameters }]) => `${role} ${id} ${(parameters / 1e6).toFixed(1)} M`,
    );
    lines.push('', `${backend.backend}${backend.adapter ? ` (${backend.adapter})` : ''}: ${names.join(', ')}`);
    lines.push(...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`));
  }
  return `${lines.join('\n')}\n`;
}

function spread({ median, low, high, best }: Figure): string {
  const digits = median < 10 ? 2 : 1;
  return `${median.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}] ${best.toFixed(digits)}`;
}

/**
 * What a light trio's step costs, over that of its base by itself: base (its anti-expert, too) and an adapter beside the same weights, as
 * two contexts, and as three where all prompts differ. In turns; by the processor time of this process, which other programs do not disturb.
 */
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { decoderTensors } from '../src/engine/lm/checkpoint/tensors.ts';
import type { DecoderConfig } from '../src/engine/lm/decoder-config.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import type { AdapterWeights } from '../src/engine/lm/lora/low-rank.ts';
import { measure, processorTime } from './probe.ts';
import type { Figure } from './statistics.ts';
import { type BackendName, contextOf, decoding, type Settings } from './subject.ts';

const RANK = 16;
/** Three contexts: a step may cost so many times one model's. */
export const LIGHT_BAR = 2.2;

export interface LightReport {
  readonly backend: BackendName;
  readonly adapter: string | null;
  readonly precision: string;
  /** Milliseconds of processor time a token. */
  readonly stepMs: Readonly<Record<'base' | 'two contexts' | 'three contexts', Figure>>;
  /** Median step over the base's. */
  readonly overBase: Readonly<Record<'two contexts' | 'three contexts', number>>;
}

export async function lightReport(
  backend: BackendName,
  { gpu, adapter }: { readonly gpu: GPU | undefined; readonly adapter: string | null },
  source: FileSource,
  settings: Settings,
  rounds: number,
  onRound: (round: number) => void,
): Promise<LightReport> {
  const loader = await openLoader(backend, { gpu });
  const checkpoint = await openCheckpoint(source);
  const precision = 'q4';
  const base = await loader.load(checkpoint, { precision });
  if (base.adapt === undefined) throw new Error(`${backend} keeps no adapter apart.`);
  const expert = await base.adapt(someAdapter(checkpoint.config), { id: 'expert', stopIds: [] });
  const anti = contextOf(base);
  const trio = (last: typeof base) => loader.ensemble({ base, pair: { expert, anti: last }, sharedIds: null });
  const alone = loader.ensemble({ base: contextOf(base), sharedIds: null });
  const probes = [
    decoding('base', alone, settings),
    decoding('two contexts', trio(base), settings),
    decoding('three contexts', trio(anti), settings),
  ];
  const figures = await measure(probes, rounds, onRound, processorTime);
  for (const model of [base, expert, anti]) await model.dispose();
  loader.destroy();
  const of = (name: string): Figure => figures.get(name)!;
  const over = (name: string): number => of(name).median / of('base').median;
  return {
    backend,
    adapter,
    precision,
    stepMs: { base: of('base'), 'two contexts': of('two contexts'), 'three contexts': of('three contexts') },
    overBase: { 'two contexts': over('two contexts'), 'three contexts': over('three contexts') },
  };
}

/** Of all matrices of the layers. Its numbers are of no matter to what it costs. */
function someAdapter(config: DecoderConfig): AdapterWeights {
  const small = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => 0.01 * Math.sin(i));
  const matrices = decoderTensors(config).flatMap(({ name, shape: [rows, columns] }) =>
    columns !== undefined && name.startsWith('model.layers.') ? [{ name, rows, columns }] : [],
  );
  return new Map(
    matrices.map(({ name, rows, columns }) => [name, { rank: RANK, a: small(RANK * columns), b: small(rows * RANK) }]),
  );
}

export function lightLines({ backend, adapter, precision, stepMs, overBase }: LightReport): readonly string[] {
  const ms = ({ median, low, high }: Figure): string =>
    `${median.toFixed(2)} [${low.toFixed(2)}–${high.toFixed(2)}] ms/token`;
  return [
    `${backend}${adapter === null ? '' : ` (${adapter})`}, ${precision}, adapter of rank ${RANK} on all matrices, processor time:`,
    `  base by itself   ${ms(stepMs.base)}`,
    `  two contexts     ${ms(stepMs['two contexts'])}  ${overBase['two contexts'].toFixed(2)} ×`,
    `  three contexts   ${ms(stepMs['three contexts'])}  ${overBase['three contexts'].toFixed(2)} × (bar ${LIGHT_BAR})`,
  ];
}

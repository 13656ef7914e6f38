/** What a triplet is to be about: MediFlow's grid of 14 types × 98 parts × 6 levels × text or JSON × two temperatures ([MediPhi]; METHODS §10). */
import { uniform } from '../lm/noise.ts';
import { type MediFlowChoice, TASK_TYPES } from '../tasks/library/mediflow.ts';
import { DOCUMENT_TYPES } from '../tasks/library/mediflow-documents.ts';

/** From the easiest on; how the levels are named is this project's. */
export const LEVELS = ['very easy', 'easy', 'moderate', 'demanding', 'hard', 'very hard'] as const;
export type Level = (typeof LEVELS)[number];

export interface Cell extends MediFlowChoice {
  readonly level: Level;
  readonly temperature: number;
}

const PARTS = DOCUMENT_TYPES.flatMap(({ name, sections }) =>
  sections.map((section) => ({ document: name, section: sections.length === 1 ? null : section })),
);
const OUTPUTS = ['text', 'json'] as const;

/** Cells of the grid, of each temperature. */
export const CELLS = TASK_TYPES.length * PARTS.length * LEVELS.length * OUTPUTS.length;

/**
 * The cell of the `index`-th triplet: types, outputs and temperatures take turns, so that a small set has all of them; part and level are
 * drawn. The same seed gives the same cells, however often the work was cut off.
 * @param temperatures at least one
 */
export function cellAt(index: number, seed: number, temperatures: readonly number[]): Cell {
  const { name: type } = TASK_TYPES[index % TASK_TYPES.length]!;
  const round = Math.floor(index / TASK_TYPES.length);
  const drawn = (stream: number, count: number) => Math.floor(uniform(seed, index, stream) * count);
  return {
    type,
    ...PARTS[drawn(0, PARTS.length)]!,
    level: LEVELS[drawn(1, LEVELS.length)]!,
    output: OUTPUTS[round % OUTPUTS.length]!,
    temperature: temperatures[Math.floor(round / OUTPUTS.length) % temperatures.length]!,
  };
}

/** What adaptive scaling makes of rows of logits: the choice of all three, and what can be expected of it without the pair. */
import { chooseFromRows, chooseFromScores, type RoleRows } from '../../lm/choice.ts';
import type { EnsembleMembers, StepRequest, StepResult } from '../../lm/ensemble.ts';
import type { AlphaScale } from './alpha-scale.ts';
import { DeltaMemory } from './delta-memory.ts';
import { leadOf } from './lead.ts';
import { ShiftRecord, type ShiftRecordOptions } from './shift-record.ts';

export interface Expected {
  readonly result: StepResult;
  /** How likely the pair chooses another token, as far as what it has lately done to such expectations tells. */
  readonly doubt: number;
}

export class AdaptiveChoice {
  readonly #memory = new DeltaMemory();
  /** The more of the context an expectation rests on, the less it is off: a record for each kind. */
  readonly #records: readonly ShiftRecord[];
  readonly #sharedIds: Uint8Array | null;
  readonly #scaling: AlphaScale | undefined;
  readonly #expected: Float64Array;
  readonly #combined: Float64Array;
  #scaled = 0;
  #scales = 0;

  constructor({ base, sharedIds }: EnsembleMembers, options: ShiftRecordOptions, scaling: AlphaScale | undefined) {
    this.#records = Array.from({ length: DeltaMemory.levels }, () => new ShiftRecord(options));
    this.#sharedIds = sharedIds;
    this.#scaling = scaling;
    this.#expected = new Float64Array(base.info.vocabularySize);
    this.#combined = new Float64Array(base.info.vocabularySize);
  }

  /** Mean multiple of α so far; 1 before the pair has looked at anything. */
  get meanScale(): number {
    return this.#scaled === 0 ? 1 : this.#scales / this.#scaled;
  }

  /** From the base's logits alone; of a token that is forced, what would have been chosen. @param context the ids before; the last few are enough */
  expect(base: Float32Array, context: readonly number[], request: StepRequest): Expected {
    const { result, lead, record } = this.#expect(base, context, request);
    return { result, doubt: record.doubt(lead) };
  }

  /** From all logits; what is expected later learns from it. */
  choose(rows: RoleRows & { readonly base: Float32Array }, context: readonly number[], request: StepRequest) {
    const scale = this.#scaling?.(rows) ?? 1;
    this.#scales += scale;
    this.#scaled++;
    const { result: expected, lead, record } = this.#expect(rows.base, context, { ...request, candidates: 0 });
    const scaledRequest = { ...request, alpha: request.alpha * scale };
    const result = chooseFromRows(rows, scaledRequest, this.#sharedIds, this.#combined);
    record.observe(lead - leadOf(expected.chosen.id, this.#combined, request));
    this.#memory.learn(context, rows, this.#combined, { sharedIds: this.#sharedIds, scale });
    return result;
  }

  /** A new text. @param everything also what was learnt from the ones before */
  restart(everything: boolean): void {
    this.#scaled = 0;
    this.#scales = 0;
    if (!everything) return;
    this.#memory.forget();
    for (const record of this.#records) record.forget();
  }

  #expect(base: Float32Array, context: readonly number[], request: StepRequest) {
    this.#expected.set(base);
    const known = this.#memory.expect(context, request.alpha, this.#expected);
    const free = { ...request, forced: null };
    const result = chooseFromScores({ base }, free, null, this.#expected);
    return { result, lead: leadOf(result.chosen.id, this.#expected, request), record: this.#records[known]! };
  }
}

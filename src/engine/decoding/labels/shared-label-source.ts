/** Labels under models of one vocabulary, whose scores a rule combines id by id. */
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Role } from '../../lm/ensemble.ts';
import type { Scores } from '../../lm/softmax.ts';
import { allow, emptyMask, type TokenMask } from '../../lm/token-mask.ts';
import { type Branches, branchScores, type LabelSource, type Position, type View } from './label-source.ts';
import type { Readers, Rows } from './readers.ts';

export interface SharedLabelOptions {
  readonly readers: Readers;
  readonly models: Readonly<Partial<Record<Role, CausalLM>>>;
  readonly prompts: Readonly<Partial<Record<Role, readonly number[]>>>;
  /**
   * The method's scores `[base vocabulary]` at one position. The result may be overwritten by the next call.
   * `allowed` makes the mask of what may come there, for rules that compare tokens with the best of those.
   */
  readonly combine: (rows: Rows, allowed: () => TokenMask) => Scores;
}

export class SharedLabelSource implements LabelSource {
  readonly views: readonly View[];
  readonly #options: SharedLabelOptions;

  constructor(options: SharedLabelOptions) {
    this.#options = options;
    this.views = [...(Object.keys(options.models) as Role[]), 'combined'];
  }

  async begin(signal: AbortSignal | undefined): Promise<Position> {
    return this.#position(await this.#options.readers.read(this.#options.prompts, signal));
  }

  /** One forward pass a model, where it gives logits at several positions. */
  async goOn(path: readonly number[], chain: readonly number[], signal: AbortSignal | undefined) {
    const rows = await this.#options.readers.goOn(path.length, chain, signal);
    return rows.map((row) => this.#position(row));
  }

  #position(rows: Rows): Position {
    return (branches) =>
      Object.fromEntries(
        this.views.map((view) => {
          const scores = view === 'combined' ? this.#options.combine(rows, () => this.#mask(branches)) : rows[view]!;
          return [view, branchScores(scores, branches, this.#stopIds(view))];
        }),
      );
  }

  #stopIds(view: View): readonly number[] {
    return this.#options.models[view === 'combined' ? 'base' : view]?.info.stopIds ?? [];
  }

  #mask({ ids, stops }: Branches): TokenMask {
    const mask = emptyMask(this.#options.models.base?.info.vocabularySize ?? 0);
    for (const id of ids) allow(mask, id);
    if (stops) for (const id of this.#stopIds('base')) allow(mask, id);
    return mask;
  }
}

/**
 * Several models of one vocabulary as one, whose logits are a weighted sum of theirs. With experts on one side and anti-experts on
 * the other, proxy tuning then adds several pairs at once: s = base + α · (Σ wᵢ·expertᵢ − Σ wᵢ·antiᵢ) = base + Σ α·wᵢ · (expertᵢ − antiᵢ)
 * (DExperts, Liu et al. 2021, with more than one pair). Every method that takes one pair takes these.
 */
import { LocumError, throwIfCancelled } from '../errors.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from './causal-lm.ts';
import { sharingWeights } from './members.ts';

export interface Summand {
  readonly model: CausalLM;
  readonly weight: number;
}

/**
 * All read the same ids; each is in the sum once, and nobody else may extend or truncate it.
 * @throws {LocumError} `vocabulary-mismatch` when widths differ
 */
export function summedModel(summands: readonly [Summand, ...Summand[]]): CausalLM {
  const widths = summands.map(({ model }) => model.info.vocabularySize);
  if (widths.some((width) => width !== widths[0])) {
    throw new LocumError('vocabulary-mismatch', 'The experts of several pairs have vocabularies of different size.', {
      hint: 'Pairs can be added up where all of their models come from one family.',
      details: { widths: widths.join(', ') },
    });
  }
  return new SummedModel(summands);
}

class SummedModel implements CausalLM {
  readonly info: ModelInfo;
  readonly #summands: readonly [Summand, ...Summand[]];

  constructor(summands: readonly [Summand, ...Summand[]]) {
    this.#summands = summands;
    const infos = summands.map(({ model }) => model.info);
    const sum = (key: 'parameters' | 'bytes') => infos.reduce((total, info) => total + info[key], 0);
    const all = (key: keyof ModelInfo['capabilities']) => infos.every(({ capabilities }) => capabilities[key]);
    this.info = {
      ...summands[0].model.info,
      id: summands.map(({ model, weight }) => `${weight === 1 ? '' : `${weight} × `}${model.info.id}`).join(' + '),
      parameters: sum('parameters'),
      bytes: sum('bytes'),
      contextLength: Math.min(...infos.map(({ contextLength }) => contextLength)),
      capabilities: { truncate: all('truncate'), allPositions: all('allPositions') },
    };
  }

  get length(): number {
    return this.#summands[0].model.length;
  }

  async extend(ids: readonly number[], { onProgress, ...options }: ExtendOptions = {}): Promise<Logits> {
    throwIfCancelled(options.signal);
    const before = this.length;
    const done = this.#summands.map(() => 0);
    const jobs = this.#summands.map((summand, index) => ({
      ...summand,
      job: {
        context: summand.model,
        ids,
        options: {
          ...options,
          onProgress(tokens: number) {
            done[index] = tokens;
            onProgress?.(Math.min(...done));
          },
        },
      },
    }));
    const outcomes = await Promise.allSettled(
      sharingWeights(jobs).map(async (group) => {
        const { shared } = group[0]!.model;
        const rows =
          group.length > 1 && shared !== undefined
            ? await shared.extend(
                group.map(({ job }) => job),
                options.signal,
              )
            : await Promise.all(group.map(({ model, job }) => model.extend(ids, job.options)));
        return group.map(({ weight }, index) => ({ weight, logits: rows[index]! }));
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) {
      await Promise.allSettled(this.#summands.map(({ model }) => model.length > before && model.truncate(before)));
      throw failure.reason;
    }
    return weightedSum(outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : [])));
  }

  async truncate(length: number): Promise<void> {
    await Promise.all(this.#summands.map(({ model }) => model.truncate(length)));
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#summands.map(({ model }) => model.dispose()));
  }
}

function weightedSum(parts: readonly { readonly weight: number; readonly logits: Logits }[]): Logits {
  const { rows, vocabularySize, data } = parts[0]!.logits;
  const sums = new Float64Array(data.length);
  for (const { weight, logits } of parts) {
    const own = logits.data;
    for (let i = 0; i < sums.length; i++) sums[i]! += weight * own[i]!;
  }
  return { rows, vocabularySize, data: Float32Array.from(sums) };
}

/**
 * Frequencies of the rotary position embedding (Su et al. 2021) under every scaling that Hugging Face's
 * `modeling_rope_utils.py` names for the architectures here. Each backend makes its table of cosines and sines from them.
 */

export interface RopeConfig {
  readonly theta: number;
  /** How many of a head's dimensions are rotated, from the first on: all but in Phi-4-mini. Even. */
  readonly dims: number;
  readonly scaling: RopeScaling;
}

export type RopeScaling =
  /** `dynamic` is this too: it changes nothing below `max_position_embeddings`, where contexts end. */
  | { readonly kind: 'none' }
  | { readonly kind: 'linear'; readonly factor: number }
  | Llama3Scaling
  | YarnScaling
  | LongRopeScaling;

/** Llama 3.1: long wavelengths are stretched, short ones kept, those between blended. */
export interface Llama3Scaling {
  readonly kind: 'llama3';
  readonly factor: number;
  readonly lowFrequencyFactor: number;
  readonly highFrequencyFactor: number;
  readonly originalContext: number;
}

/** Peng et al. 2023. */
export interface YarnScaling {
  readonly kind: 'yarn';
  readonly factor: number;
  readonly betaFast: number;
  readonly betaSlow: number;
  readonly originalContext: number;
  readonly attentionFactor: number;
  /** Bounds of the blend are rounded to whole dimensions. */
  readonly truncate: boolean;
}

/** Ding et al. 2024, as in Phi-3: one set of factors up to the original context, another for every position of a longer text. */
export interface LongRopeScaling {
  readonly kind: 'longrope';
  /** One a pair of dimensions. */
  readonly shortFactors: readonly number[];
  readonly longFactors: readonly number[];
  readonly originalContext: number;
  readonly attentionFactor: number;
}

export interface RopeFrequencies {
  /** Radians a position, one a pair of dimensions, `[dims / 2]`. */
  readonly frequencies: Float64Array;
  /** By which cosines and sines are multiplied. */
  readonly amplitude: number;
}

/**
 * Whether a text of `length` tokens takes the long factors. As in transformers, the length of the whole text decides for
 * all of its positions: whoever crosses the original context computes the earlier tokens again.
 */
export function takesLongFactors({ scaling }: RopeConfig, length: number): boolean {
  return scaling.kind === 'longrope' && length > scaling.originalContext;
}

/** @param long which factors of LongRoPE; of no effect on the others */
export function ropeFrequencies({ theta, dims, scaling }: RopeConfig, long: boolean): RopeFrequencies {
  const plain = Float64Array.from({ length: dims / 2 }, (_, pair) => theta ** ((-2 * pair) / dims));
  switch (scaling.kind) {
    case 'none':
      return { frequencies: plain, amplitude: 1 };
    case 'linear':
      return { frequencies: plain.map((frequency) => frequency / scaling.factor), amplitude: 1 };
    case 'llama3':
      return { frequencies: plain.map((frequency) => llama3(frequency, scaling)), amplitude: 1 };
    case 'yarn':
      return { frequencies: yarn(plain, theta, dims, scaling), amplitude: scaling.attentionFactor };
    case 'longrope': {
      const factors = long ? scaling.longFactors : scaling.shortFactors;
      return {
        frequencies: plain.map((frequency, pair) => frequency / factors[pair]!),
        amplitude: scaling.attentionFactor,
      };
    }
    default:
      return scaling satisfies never;
  }
}

function llama3(frequency: number, scaling: Llama3Scaling): number {
  const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext } = scaling;
  const turns = (originalContext * frequency) / (2 * Math.PI);
  if (turns < low) return frequency / factor;
  if (turns > high) return frequency;
  const share = (turns - low) / (high - low);
  return (1 - share) * (frequency / factor) + share * frequency;
}

function yarn(plain: Float64Array, theta: number, dims: number, scaling: YarnScaling): Float64Array {
  const { factor, betaFast, betaSlow, originalContext, truncate } = scaling;
  /** The dimension that turns so often within the original context. */
  const dimension = (turns: number): number =>
    (dims * Math.log(originalContext / (turns * 2 * Math.PI))) / (2 * Math.log(theta));
  const [first, last] = [dimension(betaFast), dimension(betaSlow)];
  const low = Math.max(truncate ? Math.floor(first) : first, 0);
  const high = Math.min(truncate ? Math.ceil(last) : last, dims - 1);
  // Equal bounds: a step, which transformers writes as a very steep ramp.
  const width = high === low ? 0.001 : high - low;
  return plain.map((frequency, pair) => {
    const stretched = Math.min(1, Math.max(0, (pair - low) / width));
    return stretched * (frequency / factor) + (1 - stretched) * frequency;
  });
}

/** Cosine and sine of every position from `from` to before `to`, times the amplitude: `visit(place in [positions, dims / 2], cos, sin)`. */
export function eachRotation(
  { frequencies, amplitude }: RopeFrequencies,
  from: number,
  to: number,
  visit: (place: number, cosine: number, sine: number) => void,
): void {
  const pairs = frequencies.length;
  for (let position = from; position < to; position++) {
    for (let pair = 0; pair < pairs; pair++) {
      const angle = position * frequencies[pair]!;
      visit(position * pairs + pair, amplitude * Math.cos(angle), amplitude * Math.sin(angle));
    }
  }
}

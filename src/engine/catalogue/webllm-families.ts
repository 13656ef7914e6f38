/**
 * Which of web-llm's compiled libraries a checkpoint can run on. A library has a model's sizes and its rotary embedding built in, so
 * a checkpoint runs on it when both are the same – whoever trained it: every MediPhi model runs on that of Phi-3.5-mini.
 */
import type { Architecture, DecoderConfig } from '../lm/decoder-config.ts';
import type { RopeScaling } from '../lm/rope.ts';
import { CATALOGUE } from './models.ts';
import type { ModelShape } from './shape.ts';

interface Family {
  /** In web-llm's list, without the format: `Phi-3.5-mini-instruct` of `Phi-3.5-mini-instruct-q4f16_1-MLC`. */
  readonly name: string;
  readonly architecture: Architecture;
  readonly shape: ModelShape;
  readonly theta: number;
  readonly scaling: (scaling: RopeScaling) => boolean;
}

const FORMAT = '-q4f16_1-MLC';

const none = ({ kind }: RopeScaling): boolean => kind === 'none';
const llama3 =
  (factor: number) =>
  (scaling: RopeScaling): boolean =>
    scaling.kind === 'llama3' && scaling.factor === factor;
/** Of Phi-3.5-mini, as they are in its library: Phi-3-mini-128k has the same sizes and other factors. */
const PHI35_LONG_FACTORS = { first: 1.0800000429153442, last: 64.83999633789062 };
const phi35 = (scaling: RopeScaling): boolean =>
  scaling.kind === 'longrope' &&
  near(scaling.longFactors.at(0), PHI35_LONG_FACTORS.first) &&
  near(scaling.longFactors.at(-1), PHI35_LONG_FACTORS.last);

function near(value: number | undefined, expected: number): boolean {
  return value !== undefined && Math.abs(value - expected) < 1e-4;
}

/** How the families of the catalogue rotate. */
function rotation(name: string): Pick<Family, 'architecture' | 'theta' | 'scaling'> {
  if (name.startsWith('Phi-3.5')) return { architecture: 'Phi3ForCausalLM', theta: 10_000, scaling: phi35 };
  if (name.startsWith('Phi-3')) return { architecture: 'Phi3ForCausalLM', theta: 10_000, scaling: none };
  if (name.startsWith('Qwen3')) return { architecture: 'Qwen3ForCausalLM', theta: 1e6, scaling: none };
  if (name.startsWith('Llama-3.2')) return { architecture: 'LlamaForCausalLM', theta: 500_000, scaling: llama3(32) };
  return { architecture: 'LlamaForCausalLM', theta: 10_000, scaling: none };
}

type Sizes = Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'kvHeads' | 'ffnSize'>;

function qwen25(size: string, own: Sizes & { readonly headDim?: number }, vocabularySize = 151_936): Family {
  return {
    name: `Qwen2.5-${size}-Instruct`,
    architecture: 'Qwen2ForCausalLM',
    shape: { headDim: 128, ...own, vocabularySize, tiedEmbeddings: vocabularySize === 151_936, qkvBias: true },
    theta: 1e6,
    scaling: none,
  };
}

const LLAMA_8B: ModelShape = {
  hiddenSize: 4096,
  layers: 32,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  ffnSize: 14_336,
  vocabularySize: 128_256,
  tiedEmbeddings: false,
};

const FAMILIES: readonly Family[] = [
  ...CATALOGUE.flatMap(({ webllmId, shape }) => {
    const name = webllmId?.replace(FORMAT, '');
    return name === undefined ? [] : [{ name, shape, ...rotation(name) }];
  }),
  {
    name: 'Llama-3.1-8B-Instruct',
    architecture: 'LlamaForCausalLM',
    shape: LLAMA_8B,
    theta: 500_000,
    scaling: llama3(8),
  },
  { name: 'Llama-3-8B-Instruct', architecture: 'LlamaForCausalLM', shape: LLAMA_8B, theta: 500_000, scaling: none },
  qwen25('0.5B', { hiddenSize: 896, layers: 24, heads: 14, kvHeads: 2, headDim: 64, ffnSize: 4864 }),
  qwen25('1.5B', { hiddenSize: 1536, layers: 28, heads: 12, kvHeads: 2, ffnSize: 8960 }),
  qwen25('3B', { hiddenSize: 2048, layers: 36, heads: 16, kvHeads: 2, ffnSize: 11_008 }),
  qwen25('7B', { hiddenSize: 3584, layers: 28, heads: 28, kvHeads: 4, ffnSize: 18_944 }, 152_064),
];

/** The names of `FAMILIES`, all of which web-llm's list has to have; for tests. */
export const FAMILY_NAMES: readonly string[] = FAMILIES.map(({ name }) => name);

/** The model of web-llm's list on whose library the checkpoint runs, without the format; null: none that is known. */
export function webLlmFamily(config: DecoderConfig): string | null {
  const { architecture, rope } = config;
  const found = FAMILIES.find(
    (family) =>
      family.architecture === architecture &&
      rope.dims === config.headDim &&
      rope.theta === family.theta &&
      family.scaling(rope.scaling) &&
      sameShape(family.shape, config),
  );
  return found?.name ?? null;
}

function sameShape(shape: ModelShape, config: ModelShape): boolean {
  const { qkNorm = false, qkvBias = false } = shape;
  const figures = [
    'hiddenSize',
    'layers',
    'heads',
    'kvHeads',
    'headDim',
    'ffnSize',
    'vocabularySize',
    'tiedEmbeddings',
  ] as const;
  return (
    figures.every((figure) => shape[figure] === config[figure]) &&
    qkNorm === (config.qkNorm ?? false) &&
    qkvBias === (config.qkvBias ?? false)
  );
}

/** The address of the library for a family and a format, from web-llm's own list. */
export function libraryOfFamily(
  family: string,
  quantization: string,
  list: readonly { readonly id: string; readonly library: string }[],
): string | null {
  return list.find(({ id }) => id === `${family}-${quantization}-MLC`)?.library ?? null;
}

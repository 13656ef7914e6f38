/**
 * Models that are known to work together: what they are, what they cost, under which licence. Shapes are those of each
 * model's `config.json`; parameters and memory follow from them. Everything can be chosen that has this layout; the
 * catalogue only saves looking it up.
 */
import { memoryNeed, type Quantisation, STATED_CONTEXT } from './memory.ts';
import { type ModelShape, parametersOf } from './shape.ts';

export const FAMILIES = [
  {
    id: 'demo',
    name: 'Demonstration',
    about: 'Small and briefly trained; they come with Locum. Not for clinical use.',
  },
  { id: 'mediphi', name: 'MediPhi', about: 'Phi-3.5-mini continued on clinical and medical text: the experts.' },
  { id: 'phi3', name: 'Phi-3 and Phi-3.5', about: 'General models with MediPhi’s tokenizer: base and anti-expert.' },
  { id: 'qwen3', name: 'Qwen3', about: 'General models with a tokenizer of their own: bases for CAPT.' },
  { id: 'llama', name: 'Llama', about: 'General models with tokenizers of their own: bases for CAPT.' },
] as const;
export type FamilyId = (typeof FAMILIES)[number]['id'];

export type EngineName = 'webgpu' | 'cpu' | 'webllm';

export interface CatalogueModel {
  /** The demonstration model's folder, or the repository on Hugging Face. */
  readonly id: string;
  readonly family: FamilyId;
  readonly name: string;
  readonly about: string;
  readonly licence: string;
  /** The host asks for an account that has accepted the licence. */
  readonly gated: boolean;
  readonly shape: ModelShape;
  readonly parameters: number;
  /** Bytes of the weights at the host. */
  readonly download: number;
  /** Most tokens that the model was made for. */
  readonly contextLength: number;
  /** Models with the same value can be added up token by token; others need CAPT. */
  readonly tokenizer: string;
  readonly engines: readonly EngineName[];
  /** The model's name in web-llm's own list, 4-bit. */
  readonly webllmId?: string;
  /** A chat model; others get plain text. */
  readonly chat: boolean;
  /** Bytes with 4,096 tokens of context, or all that it holds if that is less, by quantisation. */
  readonly memory: Readonly<Record<Quantisation, number>>;
}

type Entry = Omit<CatalogueModel, 'memory' | 'parameters' | 'download' | 'gated' | 'engines'> & {
  readonly gated?: boolean;
  readonly engines?: readonly EngineName[];
  /** Where it is not two bytes a parameter. */
  readonly download?: number;
};

const DEMO_LICENCE = 'MIT (weights); trained on CC BY 4.0 text';
const OWN_ENGINES = ['webgpu', 'cpu'] as const;
const WEBLLM_TOO = ['webgpu', 'cpu', 'webllm'] as const;
/** Checkpoints hold their weights as bf16 or f16. */
const HALF_BYTES = 2;

/** Demonstration weights are 8-bit with f16 scales a group of 32. */
const DEMO_BYTES = 1 + 2 / 32;

const DEMO: Pick<Entry, 'family' | 'licence' | 'contextLength' | 'tokenizer'> = {
  family: 'demo',
  licence: DEMO_LICENCE,
  contextLength: 2048,
  tokenizer: 'locum-main',
};
const DEMO_SMALL: ModelShape = {
  hiddenSize: 192,
  layers: 6,
  heads: 3,
  kvHeads: 1,
  headDim: 64,
  ffnSize: 512,
  vocabularySize: 4096,
  tiedEmbeddings: true,
};

const PHI_MINI: ModelShape = {
  hiddenSize: 3072,
  layers: 32,
  heads: 32,
  kvHeads: 32,
  headDim: 96,
  ffnSize: 8192,
  vocabularySize: 32_064,
  tiedEmbeddings: false,
};
const PHI3: Pick<Entry, 'family' | 'licence' | 'tokenizer' | 'chat'> = {
  family: 'phi3',
  licence: 'MIT',
  tokenizer: 'phi3',
  chat: true,
};

/** All of them run on web-llm's Phi-3.5 library once they are converted. */
const MEDIPHI: Pick<Entry, 'family' | 'licence' | 'shape' | 'contextLength' | 'tokenizer' | 'engines' | 'chat'> = {
  family: 'mediphi',
  licence: 'MIT',
  shape: PHI_MINI,
  contextLength: 131_072,
  tokenizer: 'phi3',
  engines: WEBLLM_TOO,
  chat: true,
};

function mediPhiExpert(domain: string, about: string): Entry {
  const name = `MediPhi-${domain}`;
  return { ...MEDIPHI, id: `microsoft/${name}`, name, about: `A domain expert: ${about}, merged with its base.` };
}

type Qwen3Shape = Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'ffnSize' | 'tiedEmbeddings'>;

/** @param headTwice the checkpoint stores the tied head a second time */
function qwen3(size: string, own: Qwen3Shape, { webllm = true, headTwice = false } = {}): Entry {
  const shape: ModelShape = { ...own, kvHeads: 8, headDim: 128, vocabularySize: 151_936, qkNorm: true };
  const head = headTwice ? shape.vocabularySize * shape.hiddenSize : 0;
  return {
    id: `Qwen/Qwen3-${size}`,
    family: 'qwen3',
    name: `Qwen3-${size}`,
    about: 'A general chat model: a base for CAPT beside MediPhi.',
    licence: 'Apache 2.0',
    shape,
    download: HALF_BYTES * (parametersOf(shape) + head),
    contextLength: 40_960,
    tokenizer: 'qwen3',
    chat: true,
    ...(webllm ? { engines: WEBLLM_TOO, webllmId: `Qwen3-${size}-q4f16_1-MLC` } : {}),
  };
}

function llama32(size: string, own: Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'headDim'>): Entry {
  const name = `Llama-3.2-${size}-Instruct`;
  return {
    id: `meta-llama/${name}`,
    family: 'llama',
    name,
    about: 'A general chat model: a base for CAPT beside MediPhi.',
    licence: 'Llama 3.2 Community License',
    gated: true,
    shape: { ...own, kvHeads: 8, ffnSize: 8192, vocabularySize: 128_256, tiedEmbeddings: true },
    contextLength: 131_072,
    tokenizer: 'llama3',
    chat: true,
    engines: WEBLLM_TOO,
    webllmId: `${name}-q4f16_1-MLC`,
  };
}

const ENTRIES: readonly Entry[] = [
  {
    ...DEMO,
    id: 'demo-base',
    name: 'Demo base',
    about: 'Read general text, no clinical text. The base of the demonstration.',
    chat: true,
    shape: { ...DEMO_SMALL, hiddenSize: 384, heads: 6, kvHeads: 2, ffnSize: 1024 },
  },
  {
    ...DEMO,
    id: 'demo-anti',
    name: 'Demo small general',
    about: 'The small model before any medical text: the anti-expert.',
    chat: false,
    shape: DEMO_SMALL,
  },
  {
    ...DEMO,
    id: 'demo-cpt',
    name: 'Demo small clinical',
    about: 'The small model continued on medical text.',
    chat: false,
    shape: DEMO_SMALL,
  },
  {
    ...DEMO,
    id: 'demo-it',
    name: 'Demo small clinical, instructed',
    about: 'The small clinical model instructed on notes and clinical tasks.',
    chat: true,
    shape: DEMO_SMALL,
  },
  {
    ...DEMO,
    id: 'demo-capt-base',
    name: 'Demo base with another tokenizer',
    about: 'A general base with a vocabulary of its own, for CAPT.',
    tokenizer: 'locum-capt',
    chat: true,
    shape: {
      hiddenSize: 320,
      layers: 6,
      heads: 5,
      kvHeads: 1,
      headDim: 64,
      ffnSize: 832,
      vocabularySize: 6144,
      tiedEmbeddings: true,
      qkNorm: true,
    },
  },
  {
    ...MEDIPHI,
    id: 'microsoft/MediPhi-Instruct',
    name: 'MediPhi-Instruct',
    about: 'MediPhi aligned to clinical tasks (SFT and DPO on MediFlow).',
  },
  {
    ...MEDIPHI,
    id: 'microsoft/MediPhi',
    name: 'MediPhi',
    about: 'The five domain experts merged (BreadCrumbs); no clinical instruction tuning.',
  },
  mediPhiExpert('PubMed', 'abstracts and articles'),
  mediPhiExpert('Clinical', 'clinical documents'),
  mediPhiExpert('MedWiki', 'medical encyclopaedia'),
  mediPhiExpert('MedCode', 'medical coding'),
  mediPhiExpert('Guidelines', 'clinical guidelines'),
  {
    ...PHI3,
    id: 'microsoft/Phi-3.5-mini-instruct',
    name: 'Phi-3.5-mini-instruct',
    about: 'What every MediPhi model started from: the anti-expert, and the smallest base.',
    shape: PHI_MINI,
    contextLength: 131_072,
    engines: WEBLLM_TOO,
    webllmId: 'Phi-3.5-mini-instruct-q4f16_1-MLC',
  },
  {
    ...PHI3,
    id: 'microsoft/Phi-3-mini-4k-instruct',
    name: 'Phi-3-mini-4k-instruct',
    about: 'The generation before Phi-3.5-mini: another base with the same tokenizer.',
    shape: PHI_MINI,
    contextLength: 4096,
    engines: WEBLLM_TOO,
    webllmId: 'Phi-3-mini-4k-instruct-q4f16_1-MLC',
  },
  {
    ...PHI3,
    id: 'microsoft/Phi-3-medium-4k-instruct',
    name: 'Phi-3-medium-4k-instruct',
    about: 'The largest base with MediPhi’s tokenizer.',
    shape: { ...PHI_MINI, hiddenSize: 5120, layers: 40, heads: 40, kvHeads: 10, headDim: 128, ffnSize: 17_920 },
    contextLength: 4096,
  },
  qwen3('0.6B', { hiddenSize: 1024, layers: 28, heads: 16, ffnSize: 3072, tiedEmbeddings: true }, { headTwice: true }),
  qwen3('1.7B', { hiddenSize: 2048, layers: 28, heads: 16, ffnSize: 6144, tiedEmbeddings: true }, { headTwice: true }),
  qwen3('4B', { hiddenSize: 2560, layers: 36, heads: 32, ffnSize: 9728, tiedEmbeddings: true }),
  qwen3('8B', { hiddenSize: 4096, layers: 36, heads: 32, ffnSize: 12_288, tiedEmbeddings: false }),
  qwen3('14B', { hiddenSize: 5120, layers: 40, heads: 40, ffnSize: 17_408, tiedEmbeddings: false }, { webllm: false }),
  llama32('1B', { hiddenSize: 2048, layers: 16, heads: 32, headDim: 64 }),
  llama32('3B', { hiddenSize: 3072, layers: 28, heads: 24, headDim: 128 }),
  {
    id: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
    family: 'llama',
    name: 'TinyLlama-1.1B-Chat',
    about: 'Small and quick: to try out what a real download and a real GPU do.',
    licence: 'Apache 2.0',
    shape: {
      hiddenSize: 2048,
      layers: 22,
      heads: 32,
      kvHeads: 4,
      headDim: 64,
      ffnSize: 5632,
      vocabularySize: 32_000,
      tiedEmbeddings: false,
    },
    contextLength: 2048,
    tokenizer: 'llama2',
    chat: true,
    engines: WEBLLM_TOO,
    webllmId: 'TinyLlama-1.1B-Chat-v1.0-q4f16_1-MLC',
  },
];

function complete(entry: Entry): CatalogueModel {
  const { shape, contextLength, family } = entry;
  const parameters = parametersOf(shape);
  const context = Math.min(contextLength, STATED_CONTEXT);
  const memory = (quantisation: Quantisation): number => memoryNeed(shape, quantisation, context).total;
  return {
    ...entry,
    parameters,
    download: entry.download ?? Math.ceil(parameters * (family === 'demo' ? DEMO_BYTES : HALF_BYTES)),
    gated: entry.gated ?? false,
    engines: entry.engines ?? OWN_ENGINES,
    memory: { q4: memory('q4'), q8: memory('q8'), f16: memory('f16'), f32: memory('f32') },
  };
}

export const CATALOGUE: readonly CatalogueModel[] = ENTRIES.map(complete);

export function catalogueModel(id: string): CatalogueModel | undefined {
  return CATALOGUE.find((model) => model.id === id);
}

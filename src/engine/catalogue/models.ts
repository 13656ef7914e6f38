/**
 * Models that are known to work together: what they are, what they cost, under which licence. Shapes are those of each
 * model's `config.json`; parameters and memory follow from them. Everything can be chosen that has this layout; the
 * catalogue only saves looking it up.
 */
import { memoryNeed, type QUANTISATIONS, type Quantisation, STATED_CONTEXT } from './memory.ts';
import { type ModelShape, parametersOf } from './shape.ts';

export const FAMILIES = [
  {
    id: 'demo',
    name: 'Demonstration',
    about: 'Small; they come with Locum. Not for clinical use.',
  },
  {
    id: 'llama',
    name: 'Llama',
    about: 'General models of 1 to 3 billion parameters, and an expert that was tuned on notes.',
  },
  {
    id: 'qwen2',
    name: 'Qwen2.5',
    about: 'General models from half a billion parameters on, and a small clinical ladder.',
  },
  { id: 'smollm2', name: 'SmolLM2', about: 'General models that fit any device.' },
  { id: 'gemma3', name: 'Gemma 3', about: 'General models, and MedGemma: its text side.' },
  { id: 'mediphi', name: 'MediPhi', about: 'Phi-3.5-mini continued on clinical and medical text: the experts.' },
  {
    id: 'phi3',
    name: 'Phi-3 and Phi-3.5',
    about: 'General models with MediPhi’s tokenizer: base and anti-expert; and an expert for SOAP notes.',
  },
  { id: 'qwen3', name: 'Qwen3', about: 'General models with a tokenizer of their own: bases for CAPT.' },
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
  /** What was tuned and who says what of it; absent for general models. */
  readonly evidence?: string;
  /** It was loaded and read by the project's own measurements (`npm run verify:real`); all others never ran here. */
  readonly verified: boolean;
  /** The same weights as a GGUF file, smaller than the original. */
  readonly gguf?: GgufFile;
  /** Of a model that comes with Locum as a GGUF file: that file, or its first part. */
  readonly entry?: string;
  /** Of a LoRA adapter: the id of the model that it changes. */
  readonly over?: string;
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
  readonly memory: Readonly<Record<(typeof QUANTISATIONS)[number], number>>;
}

export interface GgufFile {
  /** On Hugging Face. */
  readonly repository: string;
  readonly file: string;
  /** Bytes, as the host lists them or as its types make them. */
  readonly bytes: number;
}

type Entry = Omit<CatalogueModel, 'memory' | 'parameters' | 'download' | 'gated' | 'engines' | 'verified'> & {
  readonly gated?: boolean;
  readonly verified?: boolean;
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

/** Of the file as the repository has it, in parts. */
const SMOLLM2_GGUF_BYTES = 98_362_880;
const SMOLLM2_ADAPTER_BYTES = 9_823_640;
const SMOLLM2_135M = { hiddenSize: 576, layers: 30, heads: 9, kvHeads: 3, ffnSize: 1536 } as const;

/** As it comes with Locum: the published model, and what this project's adapters make of it. */
function shippedSmolLm2(own: Pick<Entry, 'id' | 'name' | 'about' | 'licence' | 'download'> & Partial<Entry>): Entry {
  const { shape, contextLength, tokenizer, chat } = smolLm2('135M', SMOLLM2_135M);
  return { family: 'demo', verified: true, shape, contextLength, tokenizer, chat, ...own };
}

/** What an adapter of this project's makes of it; all are of one size. */
const shippedSmolLm2Adapter = (own: Pick<Entry, 'id' | 'name' | 'about'>): Entry =>
  shippedSmolLm2({
    licence: 'MIT (adapter), trained on CC BY 4.0 text; Apache 2.0 (SmolLM2)',
    over: 'smollm2-135m',
    download: SMOLLM2_ADAPTER_BYTES,
    ...own,
  });

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
/** Of a file of llama.cpp's usual 4-bit mixture. */
const PHI_MINI_Q4_K_M = 2_393_232_672;
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

type Qwen25Shape = Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'headDim' | 'ffnSize' | 'tiedEmbeddings'> &
  Partial<Pick<ModelShape, 'kvHeads' | 'vocabularySize'>>;

const QWEN25_HALF: Qwen25Shape = {
  hiddenSize: 896,
  layers: 24,
  heads: 14,
  headDim: 64,
  ffnSize: 4864,
  tiedEmbeddings: true,
};

/** @param ggufBytes of the file in 4 bits that its makers publish; absent where they publish it in parts or not at all */
function qwen25(size: string, own: Qwen25Shape, { instruct = true, ggufBytes = 0 } = {}): Entry {
  const name = `Qwen2.5-${size}${instruct ? '-Instruct' : ''}`;
  return {
    id: `Qwen/${name}`,
    family: 'qwen2',
    name,
    about: instruct ? 'A general chat model: a base.' : 'The small general model, no chat model: the anti-expert.',
    licence: 'Apache 2.0',
    shape: { kvHeads: 2, vocabularySize: 151_936, qkvBias: true, ...own },
    contextLength: 32_768,
    tokenizer: 'qwen2',
    chat: instruct,
    ...(ggufBytes > 0 && {
      gguf: { repository: `Qwen/${name}-GGUF`, file: `${name.toLowerCase()}-q4_k_m.gguf`, bytes: ggufBytes },
    }),
    ...(instruct && { engines: WEBLLM_TOO, webllmId: `${name}-q4f16_1-MLC` }),
  };
}

function qwen25Med(stage: 'Pre-Trained' | 'Post-Trained', about: string): Entry {
  const name = `Qwen2.5-0.5B-Med-${stage}-92k`;
  return {
    ...qwen25('0.5B', QWEN25_HALF, { instruct: false }),
    id: `Rumiii/${name}`,
    name,
    about,
    evidence:
      'All weights tuned on 23.6 million tokens of PubMed abstracts. Known from its card alone; no figures for notes.',
    chat: stage === 'Post-Trained',
  };
}

function smolLm2(
  size: string,
  own: Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'kvHeads' | 'ffnSize'>,
  { verified = false, webllm = true } = {},
): Entry {
  const name = `SmolLM2-${size}-Instruct`;
  return {
    id: `HuggingFaceTB/${name}`,
    family: 'smollm2',
    name,
    about: 'A small general chat model: summarises short visits when it is asked for a summary.',
    licence: 'Apache 2.0',
    verified,
    shape: { ...own, headDim: 64, vocabularySize: 49_152, tiedEmbeddings: true },
    contextLength: 8192,
    tokenizer: 'smollm2',
    chat: true,
    ...(webllm && { engines: WEBLLM_TOO, webllmId: `${name}-q4f16_1-MLC` }),
  };
}

type Gemma3Shape = Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'kvHeads' | 'ffnSize'> &
  Partial<Pick<ModelShape, 'vocabularySize'>>;

/** 64 spare rows are for its images. */
const GEMMA3_4B: Gemma3Shape = {
  hiddenSize: 2560,
  layers: 34,
  heads: 8,
  kvHeads: 4,
  ffnSize: 10_240,
  vocabularySize: 262_208,
};

function gemma3(size: string, own: Gemma3Shape, { verified = false } = {}): Entry {
  return {
    id: `google/gemma-3-${size}-it`,
    family: 'gemma3',
    name: `Gemma-3-${size.toUpperCase()}`,
    about: 'A general chat model.',
    licence: 'Gemma Terms of Use',
    gated: true,
    verified,
    shape: { vocabularySize: 262_144, headDim: 256, tiedEmbeddings: true, qkNorm: true, postNorms: true, ...own },
    contextLength: size === '4b' ? 131_072 : 32_768,
    tokenizer: 'gemma3',
    chat: true,
  };
}

/** @param headTwice the checkpoint stores the tied head a second time */
function qwen3(size: string, own: Qwen3Shape, { webllm = true, headTwice = false } = {}): Entry {
  const shape: ModelShape = { ...own, kvHeads: 8, headDim: 128, vocabularySize: 151_936, qkNorm: true };
  const head = headTwice ? shape.vocabularySize * shape.hiddenSize : 0;
  return {
    id: `Qwen/Qwen3-${size}`,
    family: 'qwen3',
    name: `Qwen3-${size}`,
    about: 'A general chat model: a base for CAPT beside any pair.',
    licence: 'Apache 2.0',
    shape,
    download: HALF_BYTES * (parametersOf(shape) + head),
    contextLength: 40_960,
    tokenizer: 'qwen3',
    chat: true,
    ...(webllm ? { engines: WEBLLM_TOO, webllmId: `Qwen3-${size}-q4f16_1-MLC` } : {}),
  };
}

const LLAMA32_1B = { hiddenSize: 2048, layers: 16, heads: 32, headDim: 64 } as const;
/** What the sizes of Llama 3.2 have in common. */
const LLAMA32 = { kvHeads: 8, ffnSize: 8192, vocabularySize: 128_256, tiedEmbeddings: true } as const;

function llama32(
  size: string,
  own: Pick<ModelShape, 'hiddenSize' | 'layers' | 'heads' | 'headDim'>,
  ggufBytes: number,
): Entry {
  const name = `Llama-3.2-${size}-Instruct`;
  return {
    id: `meta-llama/${name}`,
    family: 'llama',
    name,
    about: 'A general chat model: base or anti-expert beside its tuned kin, a base for CAPT beside others.',
    licence: 'Llama 3.2 Community License',
    gated: true,
    shape: { ...own, ...LLAMA32 },
    gguf: { repository: `bartowski/${name}-GGUF`, file: `${name}-Q4_K_M.gguf`, bytes: ggufBytes },
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
  shippedSmolLm2({
    id: 'smollm2-135m',
    name: 'SmolLM2-135M-Instruct, shipped',
    about: 'A small general chat model in 4 bits: the base, and the anti-expert, of the clinical adapter.',
    licence: 'Apache 2.0',
    entry: 'SmolLM2-135M-Instruct.Q4_1-00001-of-00003.gguf',
    download: SMOLLM2_GGUF_BYTES,
  }),
  shippedSmolLm2Adapter({
    id: 'smollm2-cpt',
    name: 'SmolLM2, read medicine',
    about:
      'SmolLM2-135M with Locum’s LoRA adapter, continued on visits, notes and medical texts (CPT); not instructed.',
  }),
  shippedSmolLm2Adapter({
    id: 'smollm2-it',
    name: 'SmolLM2, clinically instructed',
    about: 'SmolLM2-135M with Locum’s LoRA adapter, trained on sections of notes, headers, questions and inference.',
  }),
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
    about: 'What every MediPhi model started from: the anti-expert. As base it makes α an interpolation.',
    shape: PHI_MINI,
    gguf: {
      repository: 'bartowski/Phi-3.5-mini-instruct-GGUF',
      file: 'Phi-3.5-mini-instruct-Q4_K_M.gguf',
      bytes: PHI_MINI_Q4_K_M,
    },
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
    id: 'omi-health/sum-small',
    name: 'sum-small',
    about: 'Phi-3-mini tuned to write SOAP notes of conversations: the expert.',
    evidence:
      'Tuned by Omi Health on synthetic conversations with SOAP notes; they report ROUGE-1 70 against 55 for the untuned model, on a test set of their own.',
    shape: PHI_MINI,
    gguf: { repository: 'bartowski/sum-small-GGUF', file: 'sum-small-Q4_K_M.gguf', bytes: PHI_MINI_Q4_K_M },
    contextLength: 4096,
  },
  {
    ...PHI3,
    id: 'microsoft/Phi-3-medium-4k-instruct',
    name: 'Phi-3-medium-4k-instruct',
    about: 'The largest base with MediPhi’s tokenizer.',
    gguf: {
      repository: 'bartowski/Phi-3-medium-4k-instruct-GGUF',
      file: 'Phi-3-medium-4k-instruct-Q4_K_M.gguf',
      bytes: 8_566_821_376,
    },
    shape: { ...PHI_MINI, hiddenSize: 5120, layers: 40, heads: 40, kvHeads: 10, headDim: 128, ffnSize: 17_920 },
    contextLength: 4096,
  },
  qwen3('0.6B', { hiddenSize: 1024, layers: 28, heads: 16, ffnSize: 3072, tiedEmbeddings: true }, { headTwice: true }),
  qwen3('1.7B', { hiddenSize: 2048, layers: 28, heads: 16, ffnSize: 6144, tiedEmbeddings: true }, { headTwice: true }),
  qwen3('4B', { hiddenSize: 2560, layers: 36, heads: 32, ffnSize: 9728, tiedEmbeddings: true }),
  qwen3('8B', { hiddenSize: 4096, layers: 36, heads: 32, ffnSize: 12_288, tiedEmbeddings: false }),
  qwen3('14B', { hiddenSize: 5120, layers: 40, heads: 40, ffnSize: 17_408, tiedEmbeddings: false }, { webllm: false }),
  llama32('3B', { hiddenSize: 3072, layers: 28, heads: 24, headDim: 128 }, 2_019_377_696),
  llama32('1B', LLAMA32_1B, 807_694_464),
  {
    id: 'GetSoloTech/Llama3.2-Medical-Notes-1B',
    family: 'llama',
    name: 'Llama3.2-Medical-Notes-1B',
    about: 'Llama-3.2-1B-Instruct tuned on transcripts and their notes: the expert.',
    evidence:
      'LoRA on 1,500 synthetic transcripts with notes, merged. Its authors (arXiv 2507.03033) report on ACI-Bench ROUGE-1 0.346 → 0.496, major hallucinations 85 → 35.',
    licence: 'Apache 2.0 by its card; as a derivative also the Llama 3.2 Community License',
    shape: { ...LLAMA32_1B, ...LLAMA32 },
    contextLength: 131_072,
    tokenizer: 'llama3',
    chat: true,
  },
  qwen25('0.5B', QWEN25_HALF, { instruct: false }),
  qwen25('0.5B', QWEN25_HALF, { ggufBytes: 491_400_032 }),
  qwen25(
    '1.5B',
    { hiddenSize: 1536, layers: 28, heads: 12, headDim: 128, ffnSize: 8960, tiedEmbeddings: true },
    { ggufBytes: 1_117_320_736 },
  ),
  qwen25('7B', {
    hiddenSize: 3584,
    layers: 28,
    heads: 28,
    kvHeads: 4,
    headDim: 128,
    ffnSize: 18_944,
    vocabularySize: 152_064,
    tiedEmbeddings: false,
  }),
  qwen25Med('Pre-Trained', 'Qwen2.5-0.5B continued on 92,000 PubMed abstracts: clinical knowledge alone.'),
  qwen25Med('Post-Trained', 'The same, then instructed on general conversations: the expert.'),
  smolLm2('135M', SMOLLM2_135M, { verified: true, webllm: false }),
  smolLm2('360M', { hiddenSize: 960, layers: 32, heads: 15, kvHeads: 5, ffnSize: 2560 }),
  smolLm2('1.7B', { hiddenSize: 2048, layers: 24, heads: 32, kvHeads: 32, ffnSize: 8192 }),
  gemma3('270m', { hiddenSize: 640, layers: 18, heads: 4, kvHeads: 1, ffnSize: 2048 }, { verified: true }),
  gemma3('1b', { hiddenSize: 1152, layers: 26, heads: 4, kvHeads: 1, ffnSize: 6912 }),
  gemma3('4b', GEMMA3_4B),
  {
    ...gemma3('4b', GEMMA3_4B),
    id: 'google/medgemma-4b-it',
    name: 'MedGemma-4B',
    about: 'Gemma 3 4B continued on medical text and images, its text side: the expert beside plain Gemma.',
    evidence:
      'Continued pre-training and instruction tuning by Google. HealthBench 0.451 (JMIR preprint 95844, for version 1.5); another report finds it 34 points behind a plain Gemma at ACI-Bench notes.',
    licence: 'Health AI Developer Foundations terms',
  },
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
    verified: entry.verified ?? family === 'demo',
    engines: entry.engines ?? OWN_ENGINES,
    memory: { q4: memory('q4'), q8: memory('q8'), f16: memory('f16'), f32: memory('f32') },
  };
}

export const CATALOGUE: readonly CatalogueModel[] = ENTRIES.map(complete);

/** @param id the model's, or `repository/file` of its GGUF file */
export function catalogueModel(id: string): CatalogueModel | undefined {
  return CATALOGUE.find((model) => model.id === id || (model.gguf !== undefined && ggufId(model.gguf) === id));
}

/** How a role, a download and a stored copy name a GGUF file on the hub. */
export function ggufId({ repository, file }: GgufFile): string {
  return `${repository}/${file}`;
}

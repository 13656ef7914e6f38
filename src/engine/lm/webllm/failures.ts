/** web-llm's and its runtime's failures as Locum's own. They come as names, or as plain errors known by their words. */
import { type ErrorCode, LocumError, type LocumErrorInit } from '../../errors.ts';

/** What was being done: the same failure means another thing while a model is set up. */
export type Phase = 'load' | 'run';

interface Kind {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

const kind = (code: ErrorCode, message: string, hint: string): Kind => ({ code, message, hint });

const NO_GPU = kind(
  'no-webgpu',
  'web-llm finds no graphics adapter.',
  'Use a current Chrome, Edge or Safari with hardware acceleration on, or a model that Locum runs on the CPU.',
);
const LOST = kind(
  'device-lost',
  'The graphics device was lost.',
  'Load the models again. If it happens again, close other programs that use the GPU or choose a smaller model.',
);
const TOO_LARGE = kind(
  'out-of-memory',
  'The graphics device gave up while the model was loaded: most often its memory is too small.',
  'Choose a smaller model or a shorter context, or close other programs that use the GPU.',
);
const MEMORY = kind(
  'out-of-memory',
  'There is not enough memory for this model.',
  'Choose a smaller model or a shorter context, or close other tabs and programs.',
);
const LIBRARY = kind(
  'library-mismatch',
  'The model library does not fit this model or this release of web-llm.',
  'Library, weights and web-llm belong together: use the library that was compiled for this model and release.',
);
const CONFIGURATION = kind(
  'checkpoint-invalid',
  'The model’s mlc-chat-config.json cannot be used.',
  'Fetch the model again, or convert it again with “locum convert”.',
);
const UNKNOWN_MODEL = kind(
  'bad-argument',
  'This release of web-llm does not know the model.',
  'Choose a model of web-llm’s list, or give the folder of an MLC model and its library.',
);
const DISPOSED = kind('disposed', 'The model has been unloaded.', 'Load it again.');
const NETWORK = kind('network', 'A file of the model could not be fetched.', 'Check the connection and try again.');
const QUOTA = kind(
  'quota-exceeded',
  'The browser has no room left for this model.',
  'Delete a model that you do not need any more, then try again.',
);

const BY_NAME: Readonly<Record<string, Kind>> = {
  WebGPUNotAvailableError: NO_GPU,
  WebGPUNotFoundError: NO_GPU,
  // Of the class MissingModelWasmError.
  MissingModelError: LIBRARY,
  ModelNotFoundError: UNKNOWN_MODEL,
  ModelNotLoadedError: DISPOSED,
  SpecifiedModelNotFoundError: DISPOSED,
  WindowSizeConfigurationError: CONFIGURATION,
  WindowSizeSpecificationError: CONFIGURATION,
  AttentionSinkSizeError: CONFIGURATION,
  UnsupportedTokenizerFilesError: CONFIGURATION,
  ConfigurationNotInitializedError: CONFIGURATION,
  MinValueError: CONFIGURATION,
  NonNegativeError: CONFIGURATION,
  DependencyError: CONFIGURATION,
  InvalidNumberStringError: CONFIGURATION,
  ArtifactManifestError: CONFIGURATION,
  SyntaxError: CONFIGURATION,
  CompileError: LIBRARY,
  LinkError: LIBRARY,
  QuotaExceededError: QUOTA,
  GPUOutOfMemoryError: MEMORY,
};

/** In this order: the first that fits. */
const BY_WORDS: readonly (readonly [RegExp, Kind])[] = [
  [/unable to find a compatible gpu|cannot find adapter|no (gpu )?adapter/i, NO_GPU],
  [/has already been disposed|device (is |was )?lost|instance (dropped|reference no longer exists)/i, LOST],
  [/out of memory|array buffer allocation failed|memory access out of bounds|could not allocate/i, MEMORY],
  [/exceeds? (the )?(max|limit)|maxstoragebufferbindingsize|maxbuffersize|requested maxbuffer/i, MEMORY],
  [/cannot find (required vm )?function|cannot find global func|undefined symbol|unknown function/i, LIBRARY],
  [/cannot find parameter|not in (the )?cache|shape mismatch|expect.*shape/i, LIBRARY],
  [/cannot fetch|failed to fetch|networkerror|load failed|failed to execute 'add' on 'cache'/i, NETWORK],
];

/** Any failure of web-llm, typed. `model` is what the user calls it. */
export function webLlmFailure(thrown: unknown, phase: Phase, model: string): LocumError {
  if (thrown instanceof LocumError) return thrown;
  const { name, message } = describe(thrown);
  const because: LocumErrorInit = { cause: thrown, details: { model, engine: 'webllm', reason: message } };
  if (name === 'ShaderF16SupportError' || name === 'FeatureSupportError') {
    const feature = name === 'ShaderF16SupportError' ? 'shader-f16' : (/"?([\w-]+)"?\s*$/.exec(message)?.[1] ?? '');
    return new LocumError('unsupported', `“${model}” needs a graphics device with ${feature || 'another feature'}.`, {
      ...because,
      hint:
        feature === 'shader-f16'
          ? 'Choose the variant of the model whose name has q4f32 in it.'
          : 'Choose another model, or another browser or graphics device.',
      details: { model, engine: 'webllm', feature },
    });
  }
  if (name === 'ContextWindowSizeExceededError') {
    return new LocumError('context-too-long', `The text is longer than “${model}” can hold.`, {
      ...because,
      hint: 'Shorten the text.',
    });
  }
  const found = kindOf(name, message, phase);
  if (found === null) {
    return new LocumError('internal', `web-llm failed with “${model}”: ${message}`, {
      ...because,
      recoverable: false,
      hint: 'Load the models again. If it happens again, please report it.',
    });
  }
  return new LocumError(found.code, `“${model}”: ${found.message}`, {
    ...because,
    hint: found.hint,
    recoverable: found.code !== 'device-lost',
  });
}

function kindOf(name: string, message: string, phase: Phase): Kind | null {
  // web-llm says so itself: memory is asked for ahead of time, so a device that is lost now was too small.
  if (name === 'DeviceLostError') return phase === 'load' ? TOO_LARGE : LOST;
  // JavaScript's own: an array that is too long. web-llm's class of that name is about settings.
  if (name === 'RangeError') return /alloc|length|size/i.test(message) ? MEMORY : CONFIGURATION;
  const known = BY_NAME[name] ?? BY_WORDS.find(([words]) => words.test(message))?.[1] ?? null;
  if (known === LOST && phase === 'load') return TOO_LARGE;
  return known;
}

function describe(thrown: unknown): { readonly name: string; readonly message: string } {
  if (thrown instanceof Error) return { name: thrown.name, message: thrown.message };
  if (typeof thrown === 'object' && thrown !== null) {
    const { name, message } = thrown as { name?: unknown; message?: unknown };
    return { name: String(name ?? ''), message: String(message ?? thrown) };
  }
  return { name: '', message: String(thrown) };
}

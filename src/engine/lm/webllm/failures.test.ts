import { describe, expect, test } from 'vitest';
import { LocumError } from '../../errors.ts';
import { type Phase, webLlmFailure } from './failures.ts';

/** An error as web-llm throws it: known by its name. */
function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

const CASES: readonly (readonly [string, unknown, Phase, string])[] = [
  [
    'no adapter',
    new Error("Unable to find a compatible GPU. This issue might be because your computer doesn't"),
    'load',
    'no-webgpu',
  ],
  [
    'no WebGPU',
    named('WebGPUNotAvailableError', 'WebGPU is not supported in your current environment'),
    'load',
    'no-webgpu',
  ],
  [
    'no half floats',
    named('ShaderF16SupportError', 'This model requires WebGPU extension shader-f16'),
    'load',
    'unsupported',
  ],
  ['another feature', named('FeatureSupportError', 'This model requires feature "subgroups"'), 'load', 'unsupported'],
  [
    'a device lost while loading',
    named('DeviceLostError', 'The WebGPU device was lost while loading the model.'),
    'load',
    'out-of-memory',
  ],
  ['disposed of while loading', new Error('Module has already been disposed'), 'load', 'out-of-memory'],
  ['disposed of while running', new Error('Module has already been disposed'), 'run', 'device-lost'],
  ['a tensor gone', new Error('Tensor has already been disposed'), 'run', 'device-lost'],
  ['GPU memory', named('GPUOutOfMemoryError', 'createBuffer failed'), 'load', 'out-of-memory'],
  ['main memory', named('RangeError', 'Array buffer allocation failed'), 'load', 'out-of-memory'],
  [
    'a library that is none',
    named('CompileError', 'WebAssembly.instantiate(): expected magic word'),
    'load',
    'library-mismatch',
  ],
  [
    'a library of another release',
    named('LinkError', 'import object field TVMWasmPackedCFunc'),
    'load',
    'library-mismatch',
  ],
  ['a function missing', new Error('Cannot find required VM function `prefill`.'), 'load', 'library-mismatch'],
  ['weights missing', new Error('Cannot find parameter in cache: lm_head.q_weight'), 'load', 'library-mismatch'],
  ['no library named', named('MissingModelError', 'Missing `model_lib` for the model'), 'load', 'library-mismatch'],
  ['a model that it does not know', named('ModelNotFoundError', 'Cannot find model record'), 'load', 'bad-argument'],
  [
    'two kinds of window',
    named('WindowSizeConfigurationError', 'Only one of context_window_size'),
    'load',
    'checkpoint-invalid',
  ],
  ['a setting out of range', named('RangeError', 'Make sure 0 < top_p <= 1'), 'load', 'checkpoint-invalid'],
  ['a configuration that is no JSON', new SyntaxError('Unexpected token <'), 'load', 'checkpoint-invalid'],
  [
    'a tokenizer of another kind',
    named('UnsupportedTokenizerFilesError', 'Cannot handle'),
    'load',
    'checkpoint-invalid',
  ],
  ['the network', new TypeError('Failed to fetch'), 'load', 'network'],
  ['a full disk', new DOMException('Quota exceeded.', 'QuotaExceededError'), 'load', 'quota-exceeded'],
  ['too long a prompt', named('ContextWindowSizeExceededError', 'Prompt tokens exceed'), 'run', 'context-too-long'],
  ['a model that is not loaded', named('ModelNotLoadedError', 'Model not loaded'), 'run', 'disposed'],
  ['what nobody foresaw', 'a string', 'run', 'internal'],
];

describe('a failure of web-llm', () => {
  test.each(CASES)('%s', (_, thrown, phase, code) => {
    const failure = webLlmFailure(thrown, phase, 'Phi-3.5');
    expect(failure).toMatchObject({ code, cause: thrown });
    expect(failure.message).toContain('Phi-3.5');
    if (code !== 'internal') expect(failure.hint).not.toBe('');
  });

  test('names the feature that is missing, and the variant that does without', () => {
    const failure = webLlmFailure(named('ShaderF16SupportError', 'shader-f16'), 'load', 'm');
    expect(failure.details).toMatchObject({ feature: 'shader-f16' });
    expect(failure.hint).toContain('q4f32');
  });

  test('is left as it is when it has been explained already', () => {
    const known = new LocumError('checksum-mismatch', 'damaged');
    expect(webLlmFailure(known, 'load', 'm')).toBe(known);
  });
});

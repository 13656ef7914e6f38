import * as v from 'valibot';
import { expect, test } from 'vitest';
import { idRef, kinOf, StoredRef, webLlmRef } from './model-refs.ts';

test.each([
  ['microsoft/MediPhi (q4f16_1)', 'microsoft/MediPhi'],
  ['Phi-3.5-mini-instruct-q4f32_1-MLC-1k', 'microsoft/Phi-3.5-mini-instruct'],
  ['Phi-3-mini-4k-instruct-q4f16_1-MLC', 'microsoft/Phi-3-mini-4k-instruct'],
  ['Qwen3-0.6B-q0f16-MLC', 'Qwen/Qwen3-0.6B'],
  ['Qwen3.5-0.8B-q4f16_1-MLC', undefined],
  ['Phi-3.5-vision-instruct-q4f16_1-MLC', undefined],
])('“%s” for web-llm is a copy of %s', (id, checkpoint) => {
  expect(kinOf(webLlmRef(id))?.id).toBe(checkpoint);
});

test('a model for Locum’s own runtime is its own kin', () => {
  expect(kinOf(idRef('demo-it'))?.id).toBe('demo-it');
  expect(kinOf('url:https://example.org/m/')).toBeUndefined();
});

test('a name that was kept is taken where it is of a kind that this version knows', () => {
  const isKnown = (kept: unknown) => v.is(StoredRef, kept);
  expect(['app:demo-it', 'session:picked-1', 'webllm:Qwen3'].every(isKnown)).toBe(true);
  expect(['demo-it', 'cloud:demo-it', '', 7, null].some(isKnown)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { HUB_ENDPOINT, hostOf, parseAddress } from './address.ts';

const hub = (id: string, revision = 'main') => ({ kind: 'hub', id, endpoint: HUB_ENDPOINT, revision });

describe('a model’s address', () => {
  test.each([
    ['microsoft/MediPhi', hub('microsoft/MediPhi')],
    ['  microsoft/MediPhi ', hub('microsoft/MediPhi')],
    ['https://huggingface.co/microsoft/MediPhi', hub('microsoft/MediPhi')],
    ['https://huggingface.co/microsoft/MediPhi/tree/v2', hub('microsoft/MediPhi', 'v2')],
    ['https://huggingface.co/Qwen/Qwen3-4B/resolve/abc123/config.json', hub('Qwen/Qwen3-4B', 'abc123')],
    ['org/tiny-GGUF/tiny-Q8_0.gguf', hub('org/tiny-GGUF/tiny-Q8_0.gguf')],
    ['org/tiny-GGUF:Q8_0', hub('org/tiny-GGUF:Q8_0')],
    ['https://huggingface.co/org/x/blob/main/sub/x-Q4_0.gguf', hub('org/x/sub/x-Q4_0.gguf')],
    ['https://huggingface.co/org/x/resolve/v2/x.gguf', hub('org/x/x.gguf', 'v2')],
    ['https://models.example.org/a/x.gguf', { kind: 'url', url: 'https://models.example.org/a/x.gguf' }],
    ['https://models.example.org/tiny', { kind: 'url', url: 'https://models.example.org/tiny/' }],
    ['http://10.0.0.7:8000/a/b/config.json', { kind: 'url', url: 'http://10.0.0.7:8000/a/b/' }],
    ['https://models.example.org/x/model.safetensors', { kind: 'url', url: 'https://models.example.org/x/' }],
  ])('%s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });

  test.each([
    ['', 'Nothing was entered'],
    ['MediPhi', 'names no organisation'],
    ['a/b/c', 'neither a name'],
    ['ftp://models.example.org/x', 'ftp:'],
    ['file:///home/me/model', 'file:'],
    ['https://user:secret@models.example.org/x', 'password'],
    ['https://models.example.org/x?token=1', 'question mark'],
    ['https://huggingface.co/datasets/squad/x', 'not a model’s page'],
    ['https://huggingface.co/microsoft', 'names no model'],
  ])('%j is refused in words', (text, words) => {
    expect(() => parseAddress(text)).toThrow(words);
  });

  test('tells which host it needs, and none for the app’s own', () => {
    const own = 'http://127.0.0.1:4173';
    expect(hostOf(parseAddress('microsoft/MediPhi'), own)?.id).toBe('huggingface');
    expect(hostOf(parseAddress('https://models.example.org/x'), own)?.origins).toEqual(['https://models.example.org']);
    expect(hostOf(parseAddress(`${own}/models/demo-it`), own)).toBeNull();
    expect(hostOf({ kind: 'folder', name: 'mine' }, own)).toBeNull();
  });
});

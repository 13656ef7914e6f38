import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { modelFolders, modelSource } from './model-folder.ts';

describe('a model by name', () => {
  let root: string;
  const at = (name: string): string => join(root, name);
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'locum-models-'));
    for (const folder of ['base', 'a+b', 'notes', 'far']) mkdirSync(at(folder));
    for (const folder of ['base', 'a+b']) writeFileSync(join(at(folder), 'config.json'), '{}');
    const adapter = (name: string) =>
      JSON.stringify({ peft_type: 'LORA', r: 4, lora_alpha: 8, base_model_name_or_path: name });
    writeFileSync(join(at('notes'), 'adapter_config.json'), adapter('base'));
    writeFileSync(join(at('far'), 'adapter_config.json'), adapter('org/elsewhere'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('is a folder, a base and an adapter, or an adapter whose base lies beside it', () => {
    expect(modelFolders(at('base'))).toEqual({ base: at('base'), adapter: null });
    expect(modelFolders(`${at('base')}+${at('notes')}`)).toEqual({ base: at('base'), adapter: at('notes') });
    expect(modelFolders(at('notes'))).toEqual({ base: at('base'), adapter: at('notes') });
    // A + in a folder's own name is no sum.
    expect(modelFolders(at('a+b'))).toEqual({ base: at('a+b'), adapter: null });
    expect(modelFolders(`${at('a+b')}+${at('notes')}`)).toEqual({ base: at('a+b'), adapter: at('notes') });
  });

  it('is refused with what it is and what to name instead', () => {
    expect(() => modelFolders(at('far'))).toThrow(
      expect.objectContaining({ code: 'file-not-found', hint: expect.stringContaining('the folder of org/elsewhere') }),
    );
    expect(() => modelFolders(`${at('base')}+${at('nothing')}`)).toThrow(
      expect.objectContaining({ code: 'file-not-found' }),
    );
  });

  it('gives one source for one folder, so that a base in two roles is loaded once', () => {
    const known = new Map<string, FileSource>();
    const base = modelSource(at('base'), known);
    const expert = modelSource(`${at('base')}+${at('notes')}`, known);
    expect(expert.adapted?.base).toBe(base);
    expect(modelSource(at('base'), known)).toBe(base);
    expect(expert.label).toBe('base+notes');
  });
});

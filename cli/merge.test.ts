import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { modelSource } from '../node/model-folder.ts';
import { type Checkpoint, openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import type { Weight } from '../src/engine/lm/checkpoint/matrix.ts';
import { mergedCheckpoint } from '../src/engine/merging/merged-checkpoint.ts';
import { UsageError } from './arguments/values.ts';
import { parseCommand } from './arguments.ts';
import { locum } from './testing/locum.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-merge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = new Set(['model.layers.1.self_attn.o_proj.weight', 'model.norm.weight']);
async function someWeights(checkpoint: Checkpoint): Promise<readonly Weight[]> {
  const weights: Weight[] = [];
  for await (const weight of checkpoint.weights({ names: NAMES })) weights.push(weight);
  return weights.sort((a, b) => a.name.localeCompare(b.name));
}

const LINE = ['merge', '--method', 'slerp', '--base', 'demo-anti', '--models', 'demo-cpt', '--t', '0.25'];

describe('merge', () => {
  it('writes a checkpoint like any other', async () => {
    const out = join(folder, 'slerp');
    const { status, stdout } = await locum([...LINE, '--out', out, '--quant', 'f32', '--json']);
    expect(status).toBe(0);
    const { recipe, parameters } = JSON.parse(stdout);
    const [base, other, written] = await Promise.all(
      ['demo-anti', 'demo-cpt', out].map((name) => openCheckpoint(modelSource(name))),
    );
    expect(written!.parameters).toBe(parameters);
    expect(await written!.files.text('tokenizer.json')).toBe(await base!.files.text('tokenizer.json'));
    const expected = mergedCheckpoint(recipe, { base: base!, models: [other!] });
    expect(await someWeights(written!)).toEqual(await someWeights(expected));
  });
});

describe('the command line of merge', () => {
  it('knows its options', () => {
    const line = [
      'merge',
      '--method',
      'ties',
      '--base',
      'b',
      '--models',
      'x,y',
      '--weights',
      '0.5,1',
      '--densities',
      '0.2',
    ];
    expect(parseCommand([...line, '--lambda', '2', '--seed', '3', '--out', 'm.gguf', '--quant', 'q8_0'])).toMatchObject(
      {
        command: 'merge',
        out: 'm.gguf',
        target: { to: 'gguf', type: 'q8_0' },
        recipe: {
          method: 'ties',
          base: 'b',
          models: [
            { model: 'x', weight: 0.5, density: 0.2 },
            { model: 'y', weight: 1, density: 0.2 },
          ],
          lambda: 2,
          seed: 3,
        },
      },
    );
    expect(parseCommand(['merge', 'recipe.json', '--out', 'o'])).toMatchObject({
      recipe: { file: 'recipe.json' },
      target: { to: 'folder', type: 'f16' },
      tune: null,
    });
    expect(
      parseCommand([...LINE, '--out', 'o', '--tune', 'd.jsonl', '--evaluations', '5', '--run', 'r']),
    ).toMatchObject({
      tune: { file: 'd.jsonl', documents: 8, evaluations: 5, run: 'r' },
    });
  });

  it.each([
    [LINE],
    [[...LINE, '--out', 'o', '--quant', 'q8_0']],
    [[...LINE, 'recipe.json', '--out', 'o']],
    [['merge', '--out', 'o']],
    [['merge', '--method', 'linear', '--models', 'a,b', '--weights', '1,2,3', '--out', 'o']],
    [['merge', '--method', 'ties', '--models', 'a,b', '--out', 'o']],
  ])('refuses %j', (args) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { demoFolder, demoIsPresent } from '../engine/decoding/testing/tokenizers.ts';
import type { Item } from '../engine/evaluation/item.ts';
import { EvaluationSession } from './evaluation-session.ts';
import type { ModelAddress } from './protocol.ts';

const NAMES = ['demo-base', 'demo-it', 'demo-anti'];

const LABELS = ['yes', 'no'].map((text) => ({ code: text, text }));
const ITEM: Item = { id: 'a', line: 1, input: 'He has pain. Does he have pain?', labels: LABELS, reference: 'yes' };
const ASKED = { task: 'yes-no', item: ITEM, alpha: 1, maxTokens: 8, seed: 1 } as const;
const CONTEXT = { signal: new AbortController().signal, report: () => {} };

function session(): EvaluationSession {
  return new EvaluationSession(() => {
    throw new Error('No model here is for web-llm.');
  }, vi.fn());
}

/** A demonstration model as a folder that the user picked. */
async function picked(name: string): Promise<ModelAddress> {
  const paths = [
    'config.json',
    'generation_config.json',
    'tokenizer.json',
    'tokenizer_config.json',
    'model.safetensors',
  ];
  const files = await Promise.all(
    paths.map(async (path) => [path, new Blob([await readFile(join(demoFolder(name), path))])] as const),
  );
  return { picked: name, id: `session:${name}`, files: new Map(files) };
}

describe('an evaluation’s worker', () => {
  it('has no models until they are opened', async () => {
    const asked = session().handlers.answer({ ...ASKED, method: 'base' }, CONTEXT);
    await expect(asked).rejects.toMatchObject({ code: 'disposed' });
  });

  it.runIf(NAMES.every(demoIsPresent))('answers with whatever models it is given, one after the other', async () => {
    const { handlers } = session();
    const [base, expert, anti] = await Promise.all(NAMES.map(picked));
    const all = { base: base!, expert: expert!, anti: anti! };
    const three = await handlers.open({ models: all, purpose: 'proxy', backend: 'cpu' }, CONTEXT);
    const proxy = await handlers.answer({ ...ASKED, method: 'proxy' }, CONTEXT);
    const alone = await handlers.answer({ ...ASKED, method: 'expert' }, CONTEXT);
    expect(proxy.answer?.prediction).toMatch(/^(yes|no)$/);

    const one = await handlers.open({ models: { base: expert! }, purpose: 'base', backend: 'cpu' }, CONTEXT);
    expect(one.backend).toBe('cpu');
    expect(one.bytes).toBeLessThan(three.bytes);
    const again = await handlers.answer({ ...ASKED, method: 'base' }, CONTEXT);
    expect(again.answer).toMatchObject({ prediction: alone.answer?.prediction });
    await expect(handlers.answer({ ...ASKED, method: 'proxy' }, CONTEXT)).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });
});

/** Whoever opens models waits for what is being written, and leaves nothing behind. The models are real; what is opened and closed is counted. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { demoFolder, demoIsPresent, whenPresent } from '../engine/decoding/testing/tokenizers.ts';
import { LocumError } from '../engine/errors.ts';
import { GREEDY } from '../engine/lm/ensemble.ts';
import type { Trio, TrioOptions } from '../engine/trio.ts';
import { EngineSession } from './engine-session.ts';
import { EvaluationSession } from './evaluation-session.ts';
import type { ModelAddress } from './protocol.ts';

const { alive } = vi.hoisted(() => ({ alive: new Set<Trio>() }));
vi.mock('../engine/trio.ts', async (original) => {
  const actual = await original<typeof import('../engine/trio.ts')>();
  return {
    ...actual,
    async openTrio(options: TrioOptions): Promise<Trio> {
      const opened = await actual.openTrio(options);
      const trio: Trio = {
        ...opened,
        async dispose() {
          await opened.dispose();
          alive.delete(trio);
        },
      };
      alive.add(trio);
      return trio;
    },
  };
});

const NAMES = ['demo-base', 'demo-it', 'demo-anti', 'demo-cpt'];
const present = NAMES.every(demoIsPresent);
const context = () => ({ signal: new AbortController().signal, report: () => {} });
const noWebLlm = () => {
  throw new LocumError('unsupported', 'There is no web-llm here.');
};

afterEach(() => alive.clear());

/** A demonstration model as a folder that the user picked. */
async function picked(name: string): Promise<ModelAddress> {
  const paths = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'model.safetensors'];
  const files = await Promise.all(
    paths.map(async (path) => [path, new Blob([await readFile(join(demoFolder(name), path))])] as const),
  );
  return { picked: name, id: name, files: new Map(files) };
}

async function models() {
  const [base, it, anti, cpt] = await Promise.all(NAMES.map(picked));
  return { first: { base: base!, expert: it!, anti: anti! }, second: { base: base!, expert: cpt!, anti: anti! } };
}

describe.skipIf(!present)(`opening models in a worker${whenPresent(...NAMES)}`, () => {
  it('twice at once leaves the last alone, in the engine', async () => {
    const { first, second } = await models();
    const { handlers } = new EngineSession(noWebLlm, () => {});
    const opened = await Promise.all(
      [first, second].map((trio) => handlers.open({ models: trio, backend: 'cpu' }, context())),
    );
    expect(opened.map((trio) => trio.models.expert?.id)).toEqual(['demo-it', 'demo-cpt']);
    expect([...alive].map((trio) => trio.models.expert?.id)).toEqual(['demo-cpt']);
  }, 60_000);

  it('twice at once leaves the last alone, in an evaluation', async () => {
    const { first, second } = await models();
    const { handlers } = new EvaluationSession(noWebLlm, () => {});
    await Promise.all(
      [first, second].map((trio) => handlers.open({ models: trio, purpose: 'proxy', backend: 'cpu' }, context())),
    );
    expect([...alive].map((trio) => trio.models.expert?.id)).toEqual(['demo-cpt']);
  }, 60_000);

  it('waits until what is being written is written', async () => {
    const { first, second } = await models();
    const { handlers } = new EngineSession(noWebLlm, () => {});
    await handlers.open({ models: first, backend: 'cpu' }, context());
    const note = { conversation: 'Doctor: Any pain?\nPatient: My knee hurts.', method: 'proxy', alpha: 1 } as const;
    let tokens = 0;
    let opening: Promise<unknown> | null = null;
    const report = (event: { readonly type: string }): void => {
      if (event.type !== 'token') return;
      tokens += 1;
      opening ??= handlers.open({ models: second, backend: 'cpu' }, context());
    };
    await handlers.generate({ ...note, sampling: GREEDY, seed: 1, maxTokens: 8 }, { ...context(), report });
    expect(tokens).toBe(8);
    await opening;
    expect([...alive].map((trio) => trio.models.expert?.id)).toEqual(['demo-cpt']);
  }, 60_000);
});

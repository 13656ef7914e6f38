/**
 * Locum's engine with real web-llm models, one a worker. Everything is said in token ids, so that it works with any model – also
 * with random weights, whose words mean nothing.
 */
import type { CausalLM, ModelInfo } from '../src/engine/lm/causal-lm.ts';
import { type EnsembleMembers, GREEDY, type Role, type StepResult } from '../src/engine/lm/ensemble.ts';
import { createHostEnsemble } from '../src/engine/lm/host-ensemble.ts';
import { openWebLlm } from '../src/engine/lm/webllm/source.ts';
import { StagedModels } from '../src/engine/lm/webllm/staged.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import { createWebLlmHost } from '../src/workers/webllm-host.ts';
import { WebLlmStaging } from '../src/workers/webllm-staging.ts';
import type { HarnessOptions } from './harness.ts';

interface Run {
  readonly ids: readonly number[];
  readonly msPerToken: number;
}

export interface EnsembleReport {
  readonly models: Readonly<Record<Role, Pick<ModelInfo, 'architecture' | 'parameters' | 'bytes' | 'capabilities'>>>;
  /** All three, fetching included. */
  readonly loadMs: number;
  readonly base: Run;
  readonly proxy: Run;
  /** With α = 0: the base's choices and probabilities, to the bit. */
  readonly alphaZero: Run & { readonly equalsBase: boolean };
  /** With the expert's weights in two workers as expert and anti-expert: the same. */
  readonly expertIsAnti: Run & { readonly equalsBase: boolean };
  /** Cut back and continued against read anew: the largest difference between logits. */
  readonly truncated: { readonly rollsBack: boolean; readonly largestDifference: number };
  readonly allPositions: { readonly native: boolean; readonly largestDifference: number };
  /** The same through a trio, from text to text. */
  readonly text: { readonly tokens: number; readonly text: string };
}

const createWorker = () => new Worker(new URL('../src/workers/webllm.worker.ts', import.meta.url), { type: 'module' });
const host = createWebLlmHost(createWorker);
const staged = new StagedModels();
const staging = new WebLlmStaging({
  caches: globalThis.caches,
  gpu: navigator.gpu,
  wait: undefined,
  open: () => Promise.reject(new Error('Nothing is prepared here.')),
  checkRoom: async () => {},
  checkMemory: async () => {},
});

/** As the Models page names what it prepares: a name that is no part of an address as it stands. */
const nameOf = (role: Role): string => `${role} / lab (real)`;

/** Into web-llm's cache, as the Models page does it; all that follows takes it from there. */
async function bringIn(role: Role, models: string): Promise<void> {
  await staging.handlers.stage(
    {
      model: {
        id: nameOf(role),
        folder: `${models}${role}/`,
        library: `${models}${role}/model_lib.wasm`,
        contextLength: null,
        requiredFeatures: null,
        manifest: null,
        memory: null,
      },
    },
    { signal: new AbortController().signal, report: () => {} },
  );
}

/** @param options of which `models` names the folder that holds base/, expert/ and anti/ */
export async function runEnsemble({ models, tokens, prompt }: HarnessOptions): Promise<EnsembleReport> {
  const started = performance.now();
  for (const role of ['base', 'expert', 'anti'] as const) await bringIn(role, models);
  const source = (role: Role) => staged.source(nameOf(role));
  const trio = await openTrio({
    sources: { base: await source('base'), expert: await source('expert'), anti: await source('anti') },
    backend: 'auto',
    webllm: host,
    onProgress: ({ role, bytesDone, bytesTotal }) => {
      if (bytesDone === bytesTotal) console.info(`${role} is fetched`);
    },
  });
  const loadMs = Math.round(performance.now() - started);
  console.info(`loaded after ${loadMs} ms`);
  const { base, expert, anti } = modelsOf(trio);

  async function write(what: string, members: Omit<EnsembleMembers, 'sharedIds'>, alpha: number) {
    const ensemble = createHostEnsemble({ ...members, sharedIds: null });
    await ensemble.reset();
    const forAll = (ids: readonly number[]) => Object.fromEntries(ensemble.roles.map((role) => [role, ids]));
    await ensemble.prefill(forAll(prompt.slice(0, -1)), {});
    const steps: StepResult[] = [];
    const started = performance.now();
    let next = prompt.slice(-1);
    for (let stepIndex = 0; stepIndex < tokens; stepIndex++) {
      const rest = { alpha, sampling: GREEDY, recent: [], seed: 1, stepIndex, candidates: 8 };
      const step = await ensemble.step({ append: forAll(next), ...rest });
      steps.push(step);
      next = [step.chosen.id];
    }
    const run: Run = {
      ids: steps.map(({ chosen }) => chosen.id),
      msPerToken: Math.round((performance.now() - started) / tokens),
    };
    console.info(`${what}: ${run.ids.join(' ')} (${run.msPerToken} ms a token)`);
    return { run, steps };
  }
  const told = (steps: readonly StepResult[]) =>
    JSON.stringify(
      steps.map(({ chosen, top }) => [chosen, ...top].map(({ id, base, combined }) => [id, base, combined])),
    );

  const alone = await write('base', { base }, 1);
  const proxy = await write('proxy', { base, pair: { expert, anti } }, 1);
  const againstBase = ({ run, steps }: typeof alone) => {
    const equalsBase = told(steps) === told(alone.steps);
    console.info(`… which is ${equalsBase ? '' : 'not '}the base, to the bit`);
    return { ...run, equalsBase };
  };
  const alphaZero = againstBase(await write('α = 0', { base, pair: { expert, anti } }, 0));
  const text = await writeText(trio);
  console.info(`text: ${JSON.stringify(text)}`);
  // A second worker with the expert's weights takes the anti-expert's place, and its memory.
  await anti.dispose();
  const twin = await host.load(await openWebLlm(await source('expert')), {});
  const expertIsAnti = againstBase(await write('expert = anti', { base, pair: { expert, anti: twin } }, 1));
  await twin.dispose();
  const truncated = await compareTruncated(expert, prompt);
  console.info(`cut back and continued: logits differ by ${truncated}`);
  const allPositions = await compareAllPositions(expert, prompt);
  console.info(`logits of all positions differ by ${allPositions}`);
  await trio.dispose();

  const pick = ({ info: { architecture, parameters, bytes, capabilities } }: CausalLM) => ({
    architecture,
    parameters,
    bytes,
    capabilities,
  });
  return {
    models: { base: pick(base), expert: pick(expert), anti: pick(anti) },
    loadMs,
    base: alone.run,
    proxy: proxy.run,
    alphaZero,
    expertIsAnti,
    truncated: { rollsBack: expert.info.capabilities.truncate, largestDifference: truncated },
    allPositions: { native: expert.info.capabilities.allPositions, largestDifference: allPositions },
    text,
  };
}

function modelsOf({ participants }: Trio): Readonly<Record<Role, CausalLM>> {
  const { base, expert, anti } = participants;
  if (!base || !expert || !anti) throw new Error('The trio lacks a model.');
  return { base: base.model, expert: expert.model, anti: anti.model };
}

async function compareTruncated(model: CausalLM, prompt: readonly number[]): Promise<number> {
  await model.truncate(0);
  await model.extend(prompt, { logits: 'none' });
  const expected = await model.extend(prompt.slice(0, 1));
  await model.extend(prompt.slice(1, 2));
  await model.truncate(prompt.length);
  const { data } = await model.extend(prompt.slice(0, 1));
  return largestDifference(expected.data, data);
}

async function compareAllPositions(model: CausalLM, prompt: readonly number[]): Promise<number> {
  const ids = prompt.slice(0, 2);
  await model.truncate(0);
  await model.extend(prompt, { logits: 'none' });
  const { data } = await model.extend(ids, { logits: 'all' });
  await model.truncate(prompt.length);
  const differences: number[] = [];
  for (const [index, id] of ids.entries()) {
    const one = await model.extend([id]);
    differences.push(
      largestDifference(one.data, data.subarray(index * one.data.length, (index + 1) * one.data.length)),
    );
  }
  return Math.max(...differences);
}

async function writeText(trio: Trio): Promise<EnsembleReport['text']> {
  const prompt = { chat: [{ role: 'user', content: 'a' }], plain: 'a' } as const;
  let text = '';
  let tokens = 0;
  for await (const event of trio.generate({ prompt, method: 'proxy', alpha: 1, maxTokens: 2 })) {
    if (event.type !== 'token') continue;
    text += event.text;
    tokens++;
  }
  return { tokens, text };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return largest;
}

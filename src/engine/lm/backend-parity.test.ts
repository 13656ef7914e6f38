/** One model, two backends: they are apart in the code, so they meet only here. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CausalLM } from './causal-lm.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint/checkpoint.ts';
import { folderSource } from './checkpoint/folder-source.ts';
import { loadCpuModel } from './cpu/model.ts';
import { type Ensemble, type EnsembleMembers, GREEDY } from './ensemble.ts';
import { createHostEnsemble } from './host-ensemble.ts';
import { maxDifference } from './testing/golden.ts';
import { randomCheckpoint } from './testing/random-checkpoint.ts';
import type { GpuModel } from './webgpu/gpu-model.ts';
import { GpuRuntime } from './webgpu/runtime.ts';
import { openDawn, titled } from './webgpu/testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const demo = (name: string): string => fileURLToPath(new URL(`../../../public/models/${name}`, import.meta.url));
const DEMO_TRIO = ['demo-base', 'demo-it', 'demo-anti'].map(demo);
const hasDemoTrio = DEMO_TRIO.every((folder) => existsSync(`${folder}/model.safetensors`));
/** A software GPU takes its time for each, three models at once. */
const STEPS = 32;
const STEPS_OF_BOTH = 64;
const PROMPT = Array.from({ length: 24 }, (_, i) => 40 + ((i * 97) % 900));

/** Greedy ids after `PROMPT`, the same for every role. */
async function greedy(ensemble: Ensemble, alpha: number, steps = STEPS): Promise<number[]> {
  const forAll = (ids: readonly number[]) => Object.fromEntries(ensemble.roles.map((role) => [role, ids]));
  await ensemble.reset();
  await ensemble.prefill(forAll(PROMPT.slice(0, -1)), {});
  const ids: number[] = [];
  for (let stepIndex = 0; stepIndex < steps; stepIndex++) {
    const append = forAll([ids.at(-1) ?? PROMPT.at(-1)!]);
    const request = { alpha, sampling: GREEDY, recent: [], seed: 0, stepIndex, candidates: 0, append };
    ids.push((await ensemble.step(request)).chosen.id);
  }
  return ids;
}

describe.skipIf(dawn.gpu === null)(titled('GPU and CPU', dawn), () => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu! });
  });
  afterAll(() => runtime.destroy());

  async function largestDifference(checkpoint: Checkpoint, ids: readonly number[]): Promise<number> {
    const models: CausalLM[] = [
      await runtime.load(checkpoint, { precision: 'f32', cache: 'f32' }),
      await loadCpuModel(checkpoint, { precision: 'f32', cache: 'f32' }),
    ];
    const [gpu, cpu] = await Promise.all(models.map((model) => model.extend(ids, { logits: 'all' })));
    await Promise.all(models.map((model) => model.dispose()));
    return maxDifference(gpu!.data, cpu!.data);
  }

  it('compute the same logits from random weights', async () => {
    const config = { hiddenSize: 128, heads: 8, kvHeads: 2, layers: 3, ffnSize: 352, vocabularySize: 500 };
    const checkpoint = await openCheckpoint(randomCheckpoint({ config }).source);
    const ids = Array.from({ length: 60 }, (_, i) => (i * 61) % 500);
    expect(await largestDifference(checkpoint, ids)).toBeLessThan(1e-3);
  });

  describe.skipIf(!hasDemoTrio)('with the demo models (skipped when public/models lacks them)', () => {
    it('compute the same logits', async () => {
      const checkpoint = await openCheckpoint(folderSource(DEMO_TRIO[0]!));
      expect(await largestDifference(checkpoint, PROMPT)).toBeLessThan(1e-3);
    });

    it('choose the same tokens, and the base’s when alpha is 0 or expert and anti-expert are equal', async () => {
      const checkpoints = await Promise.all(DEMO_TRIO.map((folder) => openCheckpoint(folderSource(folder))));
      const onGpu: GpuModel[] = [];
      for (const checkpoint of checkpoints) onGpu.push(await runtime.load(checkpoint));
      const [base, expert, anti] = onGpu as [GpuModel, GpuModel, GpuModel];
      const trio: EnsembleMembers = { base, pair: { expert, anti }, sharedIds: null };
      const alone = await greedy(runtime.ensemble({ base, sharedIds: null }), 1);
      expect(await greedy(runtime.ensemble(trio), 0)).toEqual(alone);
      const equal = { base, pair: { expert, anti: expert }, sharedIds: null };
      expect(await greedy(runtime.ensemble(equal), 1)).toEqual(alone);
      const asExpert = { base: anti, pair: { expert, anti }, sharedIds: null };
      expect(await greedy(runtime.ensemble(asExpert), 1)).toEqual(
        await greedy(runtime.ensemble({ base: expert, sharedIds: null }), 1),
      );

      const [cpuBase, cpuExpert, cpuAnti] = await Promise.all(
        checkpoints.map((checkpoint) => loadCpuModel(checkpoint)),
      );
      const pair = { expert: cpuExpert!, anti: cpuAnti! };
      const onHost = createHostEnsemble({ base: cpuBase!, pair, sharedIds: null });
      const onHostIds = await greedy(onHost, 1, STEPS_OF_BOTH);
      expect(await greedy(runtime.ensemble(trio), 1, STEPS_OF_BOTH)).toEqual(onHostIds);
      await Promise.all([...onGpu, cpuBase!, cpuExpert!, cpuAnti!].map((model) => model.dispose()));
    });
  });
});

/**
 * `npm run verify:f16 -- DIR`: the kernels that need `shader-f16` and subgroups, which SwiftShader has not, on a Vulkan driver that has
 * them. DIR/node starts Node with that driver (Mesa's lavapipe, say). For every demonstration model: logits beside those of the CPU,
 * and for the trio 64 tokens, greedily, the same as on the CPU. Without DIR it says that it is skipped.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { modelSource } from '../node/model-folder.ts';
import type { CacheFormat } from '../src/engine/lm/cache-format.ts';
import type { CausalLM, Precision } from '../src/engine/lm/causal-lm.ts';
import { type Checkpoint, openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import type { Ensemble, EnsembleMembers } from '../src/engine/lm/ensemble.ts';
import { createHostEnsemble } from '../src/engine/lm/host-ensemble.ts';
import { GpuRuntime } from '../src/engine/lm/webgpu/runtime.ts';
import type { KernelFamily } from '../src/engine/lm/webgpu/services.ts';

const { values, positionals } = parseArgs({
  options: { here: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder] = positionals;
if (!values.here) {
  if (folder === undefined) {
    console.log('Skipped: name the folder of a Vulkan driver with shader-f16, whose `node` starts Node with it.');
    process.exit(0);
  }
  const self = fileURLToPath(import.meta.url);
  const { status, error } = spawnSync(join(folder, 'node'), ['--import', 'tsx', self, '--here'], { stdio: 'inherit' });
  if (error) console.error(`${join(folder, 'node')} does not start: ${error.message}`);
  process.exit(status ?? 1);
}

/** Of the range of logits: f16 weights and scales are the same numbers on both sides, so the cache's rounding is what differs. */
const BOUNDS: Readonly<Record<CacheFormat, number>> = { f32: 1e-4, f16: 1e-3, q8: 2e-2 };
const TOKENS = 64;
const TRIO = ['demo-base', 'demo-it', 'demo-anti'] as const;
const RUNS: readonly { readonly kernels: KernelFamily; readonly precision: Precision; readonly cache: CacheFormat }[] =
  [
    { kernels: 'subgroup', precision: 'f16', cache: 'f32' },
    { kernels: 'subgroup', precision: 'f16', cache: 'f16' },
    { kernels: 'workgroup', precision: 'f16', cache: 'f16' },
    { kernels: 'subgroup', precision: 'q8', cache: 'f16' },
    { kernels: 'subgroup', precision: 'q4', cache: 'q8' },
  ];
const PROMPT = Array.from({ length: 60 }, (_, i) => 300 + ((i * 97) % 3500));

const { create, globals } = await import('webgpu');
Object.assign(globalThis, globals);
const gpu = create([]);
const adapter = await gpu.requestAdapter();
const missing = (['shader-f16', 'subgroups'] as const).filter((feature) => !adapter?.features.has(feature));
if (adapter === null || missing.length > 0) {
  console.error(
    adapter === null ? 'There is no adapter.' : `${adapter.info.description} lacks ${missing.join(' and ')}.`,
  );
  process.exit(1);
}
console.log(`${adapter.info.description || adapter.info.vendor}: shader-f16 and subgroups`);

const forAll = (ids: readonly number[]) => ({ base: ids, expert: ids, anti: ids });

async function greedy(ensemble: Ensemble): Promise<number[]> {
  await ensemble.reset();
  await ensemble.prefill(forAll(PROMPT.slice(0, -1)), {});
  const ids: number[] = [];
  let append = PROMPT.slice(-1);
  while (ids.length < TOKENS) {
    const { chosen } = await ensemble.step({
      append: forAll(append),
      alpha: 1,
      sampling: { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1 },
      recent: [],
      seed: 1,
      stepIndex: ids.length,
      candidates: 0,
    });
    ids.push(chosen.id);
    append = [chosen.id];
  }
  return ids;
}

/** The largest difference of logits over the prompt, as a share of their range. */
async function difference(one: CausalLM, other: CausalLM): Promise<number> {
  const [{ data: a }, { data: b }] = [
    await one.extend(PROMPT, { logits: 'all' }),
    await other.extend(PROMPT, { logits: 'all' }),
  ];
  let [low, high, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const [i, value] of a.entries()) {
    low = Math.min(low, value);
    high = Math.max(high, value);
    most = Math.max(most, Math.abs(value - b[i]!));
  }
  return most / (high - low);
}

const members = ([base, expert, anti]: readonly CausalLM[]): EnsembleMembers => ({
  base: base!,
  pair: { expert: expert!, anti: anti! },
  sharedIds: null,
});

const checkpoints: Checkpoint[] = [];
for (const id of TRIO) checkpoints.push(await openCheckpoint(modelSource(id)));
let failed = false;
for (const { kernels, precision, cache } of RUNS) {
  const runtime = await GpuRuntime.open({ gpu, kernels });
  const onGpu: CausalLM[] = [];
  const onCpu: CausalLM[] = [];
  for (const checkpoint of checkpoints) {
    onGpu.push(await runtime.load(checkpoint, { precision, cache }));
    onCpu.push(await loadCpuModel(checkpoint, { precision, cache }));
  }
  let worst = 0;
  for (const [index, model] of onGpu.entries()) worst = Math.max(worst, await difference(onCpu[index]!, model));
  const expected = await greedy(createHostEnsemble(members(onCpu)));
  const got = await greedy(runtime.ensemble(members(onGpu)));
  const differs = got.findIndex((id, index) => id !== expected[index]);
  const same = differs < 0 ? TOKENS : differs;
  const passes = same === TOKENS && worst < BOUNDS[cache];
  failed ||= !passes;
  console.log(
    `${passes ? 'ok  ' : 'FAIL'} ${kernels}, weights ${precision}, cache ${cache}: ${same} of ${TOKENS} tokens the same, ` +
      `logits within ${worst.toExponential(1)} of their range (bound ${BOUNDS[cache]})`,
  );
  runtime.destroy();
}
process.exit(failed ? 1 : 0);

/** What is measured: the three models of a trio on one backend, and its base at other precisions. */
import type { CausalLM, Precision } from '../src/engine/lm/causal-lm.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { type Ensemble, GREEDY, type Role } from '../src/engine/lm/ensemble.ts';
import { openLoader } from '../src/engine/lm/loader.ts';
import type { Probe } from './probe.ts';

export type BackendName = 'cpu' | 'webgpu';

export interface Settings {
  /** Tokens in the contexts when decoding begins. */
  readonly contextTokens: number;
  /** Tokens decoded in one timed run. */
  readonly decodeTokens: number;
  readonly prefillTokens: number;
  readonly precisions: readonly Precision[];
}

export interface Subject {
  readonly backend: BackendName;
  /** Milliseconds from opening a checkpoint to a model that is ready, by role. */
  readonly loadMs: Readonly<Record<Role, number>>;
  readonly models: Readonly<Record<Role, { readonly id: string; readonly parameters: number; readonly bytes: number }>>;
  readonly decode: readonly Probe[];
  readonly prefill: readonly Probe[];
  dispose(): Promise<void>;
}

const ROLES: readonly Role[] = ['base', 'expert', 'anti'];

export async function openSubject(
  backend: BackendName,
  gpu: GPU | undefined,
  sources: Readonly<Record<Role, FileSource>>,
  settings: Settings,
): Promise<Subject> {
  const loader = await openLoader(backend, { gpu });
  const loaded: CausalLM[] = [];
  async function load(role: Role, precision: Precision | 'stored') {
    const started = performance.now();
    const model = await loader.load(await openCheckpoint(sources[role]), { precision });
    loaded.push(model);
    return { model, ms: performance.now() - started };
  }
  const base = await load('base', 'stored');
  const expert = await load('expert', 'stored');
  const anti = await load('anti', 'stored');
  const trio = { base, expert, anti };
  const single = (model: CausalLM) => loader.ensemble({ base: contextOf(model), sharedIds: null });
  const together = loader.ensemble({
    base: base.model,
    pair: { expert: expert.model, anti: anti.model },
    sharedIds: null,
  });

  const decode: Probe[] = [
    ...ROLES.map((role) => decoding(`${backend} decode ${role}`, single(trio[role].model), settings)),
    decoding(`${backend} decode ensemble`, together, settings),
  ];
  for (const precision of settings.precisions) {
    const { model } = await load('base', precision);
    decode.push(decoding(`${backend} decode base ${precision}`, single(model), settings));
  }
  const prefill = [
    prefilling(`${backend} prefill base`, single(base.model), settings),
    prefilling(`${backend} prefill ensemble`, together, settings),
  ];
  return {
    backend,
    loadMs: { base: base.ms, expert: expert.ms, anti: anti.ms },
    models: { base: base.model.info, expert: expert.model.info, anti: anti.model.info },
    decode,
    prefill,
    async dispose() {
      for (const model of loaded) await model.dispose();
      loader.destroy();
    },
  };
}

/** A context of its own over the same weights. */
export function contextOf(model: CausalLM): CausalLM {
  if (model.fork === undefined) throw new Error(`${model.info.id} cannot be forked.`);
  return model.fork();
}

/** Token ids that every demo vocabulary has, away from its control tokens. */
function someIds(count: number): number[] {
  return Array.from({ length: count }, (_, index) => 300 + ((index * 37) % 1000));
}

const forRoles = (ensemble: Ensemble, ids: readonly number[]) =>
  Object.fromEntries(ensemble.roles.map((role) => [role, ids]));

/** Greedy steps as a generation takes them, from the same context every time. */
export function decoding(name: string, ensemble: Ensemble, { contextTokens, decodeTokens }: Settings): Probe {
  return {
    name,
    units: decodeTokens,
    async prepare() {
      await ensemble.reset();
      await ensemble.prefill(forRoles(ensemble, someIds(contextTokens)), {});
    },
    async run() {
      const recent: number[] = [];
      for (let stepIndex = 0; stepIndex < decodeTokens; stepIndex++) {
        const append = forRoles(ensemble, [recent.at(-1) ?? 300]);
        const request = { append, alpha: 1, sampling: GREEDY, recent, seed: 0, stepIndex, candidates: 5 };
        recent.push((await ensemble.step(request)).chosen.id);
      }
    },
  };
}

function prefilling(name: string, ensemble: Ensemble, { prefillTokens }: Settings): Probe {
  return {
    name,
    units: prefillTokens,
    prepare: () => ensemble.reset(),
    run: () => ensemble.prefill(forRoles(ensemble, someIds(prefillTokens)), {}),
  };
}

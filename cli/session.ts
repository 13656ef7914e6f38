/** Opening the models that a command needs. */

import { gpuFor } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { rolesOf } from '../src/engine/decoding/methods.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import type { Role } from '../src/engine/lm/ensemble.ts';
import { RemoteModel } from '../src/engine/remote/remote-model.ts';
import { type LoadProgress, openTrio, type Trio } from '../src/engine/trio.ts';
import type { CommonOptions } from './arguments/common.ts';
import type { BaseEndpoint } from './arguments/note.ts';
import { tellRecipient } from './recipient.ts';
import type { Terminal } from './terminal.ts';

export interface Session {
  readonly trio: Trio;
  readonly loadMs: number;
}

export interface SessionOptions extends CommonOptions {
  readonly endpoint?: BaseEndpoint | null;
}

export async function openSession(options: SessionOptions, terminal: Terminal, signal: AbortSignal): Promise<Session> {
  const started = performance.now();
  const progress = new Map<Role, LoadProgress>();
  const apiKey = process.env.LOCUM_API_KEY;
  const blackBox = options.endpoint ? new RemoteModel({ ...options.endpoint, apiKey }) : undefined;
  if (blackBox) tellRecipient(terminal, 'The conversation is', blackBox.origin);
  const known = new Map<string, FileSource>();
  const trio = await openTrio({
    sources: sourcesOf(options, known),
    furtherPairs: options.furtherPairs.map(({ expert, anti, weight }) => {
      return { expert: modelSource(expert, known), anti: modelSource(anti, known), weight };
    }),
    blackBox,
    method: options.method,
    backend: options.backend,
    gpu: await gpuFor(options.backend),
    threads: nodeThreads(options.threads ?? undefined),
    precision: options.precision,
    cache: options.cache,
    signal,
    onProgress(step) {
      progress.set(step.role, step);
      const total = (key: 'bytesDone' | 'bytesTotal') =>
        [...progress.values()].reduce((sum, each) => sum + each[key], 0);
      terminal.progress(`Loading models … ${Math.floor((100 * total('bytesDone')) / total('bytesTotal'))} %`);
    },
  });
  return { trio, loadMs: performance.now() - started };
}

/** A folder named in two roles is one source, and so is loaded once. */
function sourcesOf(
  { method, models, endpoint }: SessionOptions,
  known: Map<string, FileSource>,
): Partial<Record<Role, FileSource>> {
  const sources: Partial<Record<Role, FileSource>> = {};
  for (const role of rolesOf(method)) {
    if (endpoint && role === 'base') continue;
    sources[role] = modelSource(models[role], known);
  }
  return sources;
}

/** The models as `--json` tells of them. */
export function describeModels({ models }: Trio) {
  return Object.fromEntries(
    Object.entries(models).map(([role, { id, parameters, bytes, precision }]) => [
      role,
      { id, parameters, bytes, quantisation: precision },
    ]),
  );
}

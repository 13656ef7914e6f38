/** `serve`: methods over the loaded models behind OpenAI's interface, for other programs on this machine. */
import { readFileSync } from 'node:fs';
import { gpuFor } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { LocumError } from '../src/engine/errors.ts';
import { groupMethods, type MethodGroup } from '../src/engine/evaluation/plan.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import type { ServeCommand } from './arguments/serve.ts';
import { openApiServer } from './serve/api-server.ts';
import { type OpenedGroup, ServedModels } from './serve/served-models.ts';
import type { Terminal } from './terminal.ts';

/** Serves until `signal` aborts. @throws {LocumError} `device-lost` when the GPU goes away, and as opening models does */
export async function serve(command: ServeCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { host, port, origins, mostWaiting, verbose } = command;
  const key = keyOf(command);
  const groups = await openGroups(command, terminal, signal);
  const models = new ServedModels(groups, command.defaults);
  const server = await openApiServer({
    ...{ models, host, port, key, origins, mostWaiting },
    onRequest: verbose ? (line) => terminal.remark(line) : undefined,
    onFault: (place) => terminal.remark(`A fault in Locum; please report it:\n${place}`),
  }).catch((thrown: NodeJS.ErrnoException) => {
    throw new LocumError('bad-argument', `Cannot listen on ${host}, port ${port}: ${thrown.code ?? thrown.message}.`, {
      hint: 'Another program may be there: choose a port with --port.',
    });
  });
  try {
    const url = `${server.url}/v1`;
    const names = models.list().map((model) => (model as { readonly id: string }).id);
    await terminal.print(
      terminal.json
        ? `${JSON.stringify({ url, models: names, key: key !== null })}\n`
        : `${url}\n${names.map((name) => `  ${name}\n`).join('')}`,
    );
    terminal.remark(`${key === null ? 'No key is asked for.' : 'The key is asked for.'} Ctrl-C ends it.`);
    const stopped = new Promise<null>((resolve) => {
      if (signal.aborted) resolve(null);
      signal.addEventListener('abort', () => resolve(null), { once: true });
    });
    const lost = await Promise.race([stopped, ...groups.map(({ trio }) => trio.lost)]);
    if (lost !== null) throw lost;
  } finally {
    await server.close();
    await Promise.all(groups.map(({ trio }) => trio.dispose()));
  }
}

async function openGroups(
  command: ServeCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly OpenedGroup[]> {
  const known = new Map<string, FileSource>();
  const opened: OpenedGroup[] = [];
  try {
    for (const group of groupMethods(command.methods)) {
      terminal.progress(`Loading models for ${group.methods.map(({ name }) => name).join(', ')} …`);
      opened.push({ trio: await openGroup(group, command, known, signal), methods: group.methods });
    }
    return opened;
  } catch (thrown) {
    await Promise.all(opened.map(({ trio }) => trio.dispose()));
    throw thrown;
  } finally {
    terminal.clear();
  }
}

async function openGroup(
  { models, purpose }: MethodGroup,
  { backend, precision, cache }: ServeCommand,
  known: Map<string, FileSource>,
  signal: AbortSignal,
): Promise<Trio> {
  const sources = Object.fromEntries(Object.entries(models).map(([role, name]) => [role, modelSource(name, known)]));
  const gpu = await gpuFor(backend);
  // A conversation grows turn by turn, and comes whole every time.
  return openTrio({ sources, method: purpose, backend, gpu, precision, cache, keepPrefixes: true, signal });
}

/** @throws {LocumError} `bad-argument`, `file-not-found` */
function keyOf({ keyFile, key }: ServeCommand): string | null {
  if (keyFile === null) return key;
  let text: string;
  try {
    text = readFileSync(keyFile, 'utf8').trim();
  } catch (cause) {
    throw new LocumError('file-not-found', `The key cannot be read from ${keyFile}.`, { cause });
  }
  if (text === '') throw new LocumError('bad-argument', `${keyFile} is empty.`);
  return text;
}

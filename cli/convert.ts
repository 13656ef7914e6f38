/** `convert`: a checkpoint in the Hugging Face layout, written down for web-llm. */
import { resolve } from 'node:path';
import { modelSource } from '../node/model-folder.ts';
import { parseAddress } from '../src/engine/catalogue/address.ts';
import { LocumError } from '../src/engine/errors.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import { type FileSource, urlSource } from '../src/engine/lm/checkpoint/source.ts';
import { adaptedSource } from '../src/engine/lm/lora/adapted-source.ts';
import { folderSink } from '../src/engine/lm/mlc/folder-sink.ts';
import { writeMlc } from '../src/engine/lm/mlc/write.ts';
import type { ConvertCommand } from './arguments/convert.ts';
import type { Terminal } from './terminal.ts';

export async function convert(command: ConvertCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { quantization, contextLength, out } = command;
  const source = sourceOf(command.input);
  const started = performance.now();
  terminal.progress(`Opening ${source.label} …`);
  const checkpoint = await openAnyCheckpoint(source, signal);
  const written = await writeMlc(checkpoint, folderSink(out), {
    quantization,
    contextLength: contextLength ?? undefined,
    signal,
    onProgress: (done, total) =>
      terminal.progress(`Converting ${source.label} … ${Math.floor((100 * done) / total)} % of ${megabytes(total)}`),
  });
  terminal.clear();
  const seconds = (performance.now() - started) / 1000;
  const { architecture } = checkpoint.config;
  const answer = {
    model: source.label,
    architecture,
    parameters: checkpoint.parameters,
    out: resolve(out),
    ...written,
  };
  if (command.json) {
    const readMegabytesPerSecond = checkpoint.storedBytes / 1e6 / seconds;
    await terminal.print(`${JSON.stringify({ ...answer, timing: { seconds, readMegabytesPerSecond } })}\n`);
    return;
  }
  const { tensors, shards, bytes } = written;
  await terminal.print(
    `${answer.out}: ${tensors} tensors in ${shards} shards, ${megabytes(bytes)}, ${quantization}.\n`,
  );
  terminal.remark(`Context ${written.contextLength} tokens. web-llm also needs a model library for ${architecture}.`);
}

/** A folder, one of the demonstration models, a hub's `owner/name`, or an address; of two, `BASE+ADAPTER`. */
function sourceOf(input: string): FileSource {
  const [base, adapter] = input.split('+');
  const isPair = base && adapter && [base, adapter].every((part) => HUB_OR_ADDRESS.test(part));
  return isPair ? adaptedSource(oneSource(base), oneSource(adapter)) : oneSource(input);
}

const HUB_OR_ADDRESS = /^[\w-][\w.-]*\/|:\/\//;

function oneSource(input: string): FileSource {
  try {
    return modelSource(input);
  } catch (thrown) {
    const isUnknown = thrown instanceof LocumError && thrown.code === 'file-not-found';
    if (!isUnknown || !HUB_OR_ADDRESS.test(input)) throw thrown;
    const address = parseAddress(input);
    if (address.kind === 'url') return urlSource(address.url);
    // The variable that Hugging Face's own tools heed, for mirrors.
    const endpoint = process.env.HF_ENDPOINT ?? address.endpoint;
    return urlSource(`${endpoint}/${address.id}/resolve/${address.revision}/`, address.id);
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

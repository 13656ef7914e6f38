/** `convert`: a checkpoint written down for web-llm, or as a GGUF file. */
import { basename, dirname, resolve } from 'node:path';
import { modelSource } from '../node/model-folder.ts';
import { hubFile, parseAddress } from '../src/engine/catalogue/address.ts';
import { LocumError } from '../src/engine/errors.ts';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import type { Checkpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSink as openFolder } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { isGguf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import { writeGguf } from '../src/engine/lm/checkpoint/gguf/write.ts';
import type { WeightsOptions } from '../src/engine/lm/checkpoint/layout.ts';
import { type FileSource, urlSource } from '../src/engine/lm/checkpoint/source.ts';
import { adaptedSource } from '../src/engine/lm/lora/adapted-source.ts';
import { folderSink } from '../src/engine/lm/mlc/folder-sink.ts';
import { writeMlc } from '../src/engine/lm/mlc/write.ts';
import type { ConvertCommand } from './arguments/convert.ts';
import type { Terminal } from './terminal.ts';

export async function convert(command: ConvertCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { target, out } = command;
  const source = sourceOf(command.input);
  const started = performance.now();
  terminal.progress(`Opening ${source.label} …`);
  const checkpoint = await openAnyCheckpoint(source, signal);
  const options = {
    signal,
    onProgress: (done: number, total: number) =>
      terminal.progress(`Converting ${source.label} … ${Math.floor((100 * done) / total)} % of ${megabytes(total)}`),
  };
  const { figures, summary, remark } = await write(checkpoint, target, out, options);
  terminal.clear();
  const seconds = (performance.now() - started) / 1000;
  const { architecture } = checkpoint.config;
  const answer = {
    model: source.label,
    architecture,
    parameters: checkpoint.parameters,
    out: resolve(out),
    ...figures,
  };
  if (command.json) {
    const readMegabytesPerSecond = checkpoint.storedBytes / 1e6 / seconds;
    await terminal.print(`${JSON.stringify({ ...answer, timing: { seconds, readMegabytesPerSecond } })}\n`);
    return;
  }
  await terminal.print(`${answer.out}: ${summary}.\n`);
  terminal.remark(remark);
}

interface Outcome {
  readonly figures: object;
  /** In words. */
  readonly summary: string;
  readonly remark: string;
}

async function write(
  checkpoint: Checkpoint,
  target: ConvertCommand['target'],
  out: string,
  options: Pick<WeightsOptions, 'signal' | 'onProgress'>,
): Promise<Outcome> {
  switch (target.to) {
    case 'gguf': {
      const { type } = target;
      const path = resolve(out);
      const written = await writeGguf(checkpoint, openFolder(dirname(path)), basename(path), { ...options, type });
      return {
        figures: { ...written, quantization: type },
        summary: `${written.tensors} tensors, ${megabytes(written.bytes)}, ${type}`,
        remark: 'llama.cpp and what builds on it read this file, and so does Locum.',
      };
    }
    case 'mlc': {
      const { quantization, contextLength } = target;
      const written = await writeMlc(checkpoint, folderSink(out), {
        ...options,
        quantization,
        contextLength: contextLength ?? undefined,
      });
      const { tensors, shards, bytes } = written;
      return {
        figures: written,
        summary: `${tensors} tensors in ${shards} shards, ${megabytes(bytes)}, ${quantization}`,
        remark: `Context ${written.contextLength} tokens. web-llm also needs a model library for ${checkpoint.config.architecture}.`,
      };
    }
    default:
      return target satisfies never;
  }
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
    if (address.kind === 'url') return atFile(new URL('.', address.url).href, isGguf(address.url) ? address.url : null);
    // The variable that Hugging Face's own tools heed, for mirrors.
    const endpoint = process.env.HF_ENDPOINT ?? address.endpoint;
    const { repository, file } = hubFile(address.id);
    return { ...atFile(`${endpoint}/${repository}/resolve/${address.revision}/`, file), label: address.id };
  }
}

/** A folder at an address, or a GGUF file in it. */
function atFile(folder: string, file: string | null): FileSource {
  const source = urlSource(folder);
  return file === null ? source : { ...source, entry: file.startsWith(folder) ? file.slice(folder.length) : file };
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

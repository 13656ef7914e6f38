/** `convert`: a checkpoint written down for web-llm, or as a GGUF file. */
import { basename, dirname, resolve } from 'node:path';
import { openAnyCheckpoint } from '../src/engine/lm/any-checkpoint.ts';
import type { Checkpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { folderSink as openFolder } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { writeGguf } from '../src/engine/lm/checkpoint/gguf/write.ts';
import type { WeightsOptions } from '../src/engine/lm/checkpoint/layout.ts';
import { folderSink } from '../src/engine/lm/mlc/folder-sink.ts';
import { writeMlc } from '../src/engine/lm/mlc/write.ts';
import type { ConvertCommand } from './arguments/convert.ts';
import { checkpointSource } from './checkpoint-source.ts';
import type { Terminal } from './terminal.ts';

export async function convert(command: ConvertCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { target, out } = command;
  const source = checkpointSource(command.input);
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

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

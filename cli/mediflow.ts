/** `mediflow`: synthetic instructions, judged, filtered, and with errors planted; every step goes on where it was cut off. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gpuFor } from '../node/gpu.ts';
import { parseJsonLines } from '../node/json-lines.ts';
import { openLineLog } from '../node/line-log.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { LocumError } from '../src/engine/errors.ts';
import { cellAt } from '../src/engine/mediflow/cell.ts';
import { best, duplicates } from '../src/engine/mediflow/filter.ts';
import { MOST_REJECTED, type Rejection, writeTriplet } from '../src/engine/mediflow/generate.ts';
import { consistency, judgedOf, plantedAgreement, Rating, rateTriplet, scoreOf } from '../src/engine/mediflow/judge.ts';
import { PreferencePair, plantError } from '../src/engine/mediflow/planted-error.ts';
import { histograms } from '../src/engine/mediflow/survey.ts';
import { Triplet } from '../src/engine/mediflow/triplet.ts';
import { localWriter, remoteWriter, type Writer } from '../src/engine/mediflow/writer.ts';
import { Endpoint } from '../src/engine/remote/endpoint.ts';
import { openTrio } from '../src/engine/trio.ts';
import type { MediFlowCommand, MediFlowStep } from './arguments/mediflow.ts';
import { tellRecipient } from './recipient.ts';
import type { Terminal } from './terminal.ts';

type Step<Name extends MediFlowStep['step']> = Extract<MediFlowStep, { readonly step: Name }>;
type Answer = Readonly<Record<string, unknown>>;

export async function mediflow(command: MediFlowCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { work, json } = command;
  const answer = await answerOf(work, command, terminal, signal);
  terminal.clear();
  if (json) await terminal.print(`${JSON.stringify(answer)}\n`);
  else await terminal.print(inWords(answer));
}

function answerOf(
  work: MediFlowStep,
  command: MediFlowCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> | Answer {
  const withWriter = <Value>(use: (writer: Writer) => Promise<Value>) => using(command, terminal, signal, use);
  switch (work.step) {
    case 'generate':
      return withWriter((writer) => generate(work, writer, command.seed, terminal, signal));
    case 'judge':
      return withWriter((writer) => judge(work, writer, command.seed, terminal, signal));
    case 'dpo':
      return withWriter((writer) => plant(work, writer, command.seed, terminal, signal));
    case 'filter':
      return filter(work);
    case 'report':
      return report(work);
    default:
      return work satisfies never;
  }
}

async function using<Value>(
  { writer, backend, precision, cache, threads }: MediFlowCommand,
  terminal: Terminal,
  signal: AbortSignal,
  use: (writer: Writer) => Promise<Value>,
): Promise<Value> {
  if (writer.at === 'endpoint') {
    const endpoint = new Endpoint({ ...writer, apiKey: process.env.LOCUM_API_KEY });
    tellRecipient(terminal, 'Prompts are', endpoint.origin);
    return use(remoteWriter(endpoint));
  }
  const where = { backend, gpu: await gpuFor(backend), threads: nodeThreads(threads ?? undefined) };
  const sources = { base: modelSource(writer.model) };
  const trio = await openTrio({ sources, method: 'base', ...where, precision, cache, keepPrefixes: true, signal });
  try {
    return await use(localWriter(trio));
  } finally {
    await trio.dispose();
  }
}

async function generate(
  { out, count, temperatures, maxTokens }: Step<'generate'>,
  writer: Writer,
  seed: number,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> {
  const log = openLineLog(out, Triplet, { isNo: 'triplet', hint: 'Name another file to write triplets to.' });
  const rejected: Record<Rejection, number> = { empty: 0, 'cut-off': 0 };
  let done = log.values.length;
  const resumed = done;
  let index = Math.max(-1, ...log.values.map((triplet) => triplet.index)) + 1;
  for (; done < count; index++) {
    const cell = cellAt(index, seed, temperatures);
    const written = await writeTriplet(writer, { cell, index, seed, maxTokens, signal });
    if (typeof written === 'string') {
      rejected[written]++;
      if (rejected.empty + rejected['cut-off'] > MOST_REJECTED * count) throw hopeless(writer);
    } else {
      log.append(written);
      done++;
    }
    terminal.progress(`Writing … ${done} of ${count} triplets`);
  }
  return { out, triplets: done, resumed, tried: index, rejected, model: writer.label };
}

function hopeless({ label }: Writer): LocumError {
  return new LocumError('unsupported', `“${label}” does not write triplets that can be used.`, {
    hint: 'Allow more tokens with --max-tokens, or take a larger model.',
  });
}

async function judge(
  { triplets: file, out, samples, planted }: Step<'judge'>,
  writer: Writer,
  seed: number,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> {
  const triplets = readTriplets(file);
  const log = openLineLog(out, Rating, { isNo: 'rating', hint: 'Name another file to write ratings to.' });
  const ratings = [...log.values];
  const known = new Set(ratings.map(({ id, isPlanted }) => `${id} ${isPlanted}`));
  const asked = judgedOf(triplets, planted);
  for (const { triplet, isPlanted } of asked) {
    if (known.has(`${triplet.id} ${isPlanted}`)) continue;
    const rating = await rateTriplet(writer, triplet, { samples, seed, isPlanted, signal });
    log.append(rating);
    ratings.push(rating);
    terminal.progress(`Judging … ${ratings.length} of ${asked.length}`);
  }
  return { out, model: writer.label, ...ofRatings(ratings) };
}

function ofRatings(ratings: readonly Rating[]): Answer {
  const own = ratings.filter(({ isPlanted }) => !isPlanted).map(scoreOf);
  const planted = plantedAgreement(ratings);
  return {
    ratings: own.length,
    meanScore: own.reduce((sum, score) => sum + score, 0) / Math.max(1, own.length),
    consistency: consistency(ratings),
    ...(planted.pairs > 0 && { planted }),
  };
}

async function plant(
  { triplets: file, out, maxTokens }: Step<'dpo'>,
  writer: Writer,
  seed: number,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer> {
  const triplets = readTriplets(file);
  const log = openLineLog(out, PreferencePair, { isNo: 'pair', hint: 'Name another file to write pairs to.' });
  const known = new Set(log.values.map(({ id }) => id));
  let [pairs, unchanged] = [known.size, 0];
  for (const [number, triplet] of triplets.entries()) {
    if (known.has(triplet.id)) continue;
    const pair = await plantError(writer, triplet, { seed, maxTokens, signal });
    if (pair === null) unchanged++;
    else {
      log.append(pair);
      pairs++;
    }
    terminal.progress(`Planting errors … ${number + 1} of ${triplets.length}`);
  }
  return { out, pairs, unchanged, model: writer.label };
}

function filter({ triplets: file, ratings: rated, keep, out }: Step<'filter'>): Answer {
  const triplets = readTriplets(file);
  const ratings = readRatings(rated).filter(({ isPlanted }) => !isPlanted);
  const kept = best(triplets, new Map(ratings.map((rating) => [rating.id, scoreOf(rating)])), keep);
  writeFileSync(out, kept.map((triplet) => `${JSON.stringify(triplet)}\n`).join(''));
  return { out, kept: kept.length, of: triplets.length, duplicates: duplicates(triplets).size };
}

function report({ triplets: file, ratings }: Step<'report'>): Answer {
  const triplets = readTriplets(file);
  const rated = ratings === null ? {} : ofRatings(readRatings(ratings));
  return {
    triplets: triplets.length,
    duplicates: duplicates(triplets).size,
    ...rated,
    histograms: histograms(triplets),
  };
}

function readTriplets(file: string): readonly Triplet[] {
  const expected = 'what docs/mediflow.schema.json says';
  return parseJsonLines(read(file), { file, schema: Triplet, expected }).map(({ value }) => value);
}

function readRatings(file: string): readonly Rating[] {
  return parseJsonLines(read(file), { file, schema: Rating, expected: 'id, isPlanted, judge and grades' }).map(
    ({ value }) => value,
  );
}

/** @throws {LocumError} `file-not-found` */
function read(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8');
  throw new LocumError('file-not-found', `There is no file “${file}” to read.`, { details: { file } });
}

function inWords(answer: Answer): string {
  const lines = Object.entries(answer).flatMap(([name, value]) => {
    if (name !== 'histograms') return [`${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`];
    return Object.entries(value as ReturnType<typeof histograms>).flatMap(([kind, bars]) => [
      '',
      kind,
      ...bars.map(
        ({ value: of, count }) => `  ${of.padEnd(36)} ${String(count).padStart(5)}  ${'▇'.repeat(share(count, bars))}`,
      ),
    ]);
  });
  return `${lines.join('\n')}\n`;
}

/** Blocks of a bar; the longest has twenty. */
function share(count: number, bars: readonly { readonly count: number }[]): number {
  return Math.round((20 * count) / Math.max(...bars.map((bar) => bar.count)));
}

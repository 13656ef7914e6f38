/** What `gate` has written, for the commands that write with it. */
import { readFile } from 'node:fs/promises';
import { gateScale, readGate, writeGate } from '../src/engine/decoding/ahead/alpha-gate.ts';
import type { AlphaScale } from '../src/engine/decoding/ahead/alpha-scale.ts';
import { LocumError } from '../src/engine/errors.ts';

export interface GateOfFile {
  readonly scaling: AlphaScale;
  /** The ten numbers, written down: what answers depend on. */
  readonly identity: string;
}

/** @throws {LocumError} `bad-argument`, `file-not-found` */
export async function gateOfFile(file: string): Promise<GateOfFile> {
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw new LocumError('file-not-found', `“${file}” cannot be read.`, { cause: thrown });
  });
  const gate = readGate(text);
  return { scaling: gateScale(gate), identity: writeGate(gate) };
}

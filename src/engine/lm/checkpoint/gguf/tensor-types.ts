/** The types a GGUF tensor can have: values in blocks of so many elements and bytes, row after row. */

import { LocumError } from '../../../errors.ts';

/** ggml's numbers, block sizes and block bytes; those without a `BLOCKS` entry are known by name only. */
const TYPES = [
  { id: 0, name: 'F32', elements: 1, bytes: 4 },
  { id: 1, name: 'F16', elements: 1, bytes: 2 },
  { id: 2, name: 'Q4_0', elements: 32, bytes: 18 },
  { id: 3, name: 'Q4_1', elements: 32, bytes: 20 },
  { id: 6, name: 'Q5_0', elements: 32, bytes: 22 },
  { id: 7, name: 'Q5_1', elements: 32, bytes: 24 },
  { id: 8, name: 'Q8_0', elements: 32, bytes: 34 },
  { id: 9, name: 'Q8_1', elements: 32, bytes: 36 },
  { id: 10, name: 'Q2_K', elements: 256, bytes: 84 },
  { id: 11, name: 'Q3_K', elements: 256, bytes: 110 },
  { id: 12, name: 'Q4_K', elements: 256, bytes: 144 },
  { id: 13, name: 'Q5_K', elements: 256, bytes: 176 },
  { id: 14, name: 'Q6_K', elements: 256, bytes: 210 },
  { id: 15, name: 'Q8_K', elements: 256, bytes: 292 },
  { id: 16, name: 'IQ2_XXS', elements: 256, bytes: 66 },
  { id: 17, name: 'IQ2_XS', elements: 256, bytes: 74 },
  { id: 18, name: 'IQ3_XXS', elements: 256, bytes: 98 },
  { id: 19, name: 'IQ1_S', elements: 256, bytes: 50 },
  { id: 20, name: 'IQ4_NL', elements: 32, bytes: 18 },
  { id: 21, name: 'IQ3_S', elements: 256, bytes: 110 },
  { id: 22, name: 'IQ2_S', elements: 256, bytes: 82 },
  { id: 23, name: 'IQ4_XS', elements: 256, bytes: 136 },
  { id: 24, name: 'I8', elements: 1, bytes: 1 },
  { id: 25, name: 'I16', elements: 1, bytes: 2 },
  { id: 26, name: 'I32', elements: 1, bytes: 4 },
  { id: 27, name: 'I64', elements: 1, bytes: 8 },
  { id: 28, name: 'F64', elements: 1, bytes: 8 },
  { id: 29, name: 'IQ1_M', elements: 256, bytes: 56 },
  { id: 30, name: 'BF16', elements: 1, bytes: 2 },
  { id: 34, name: 'TQ1_0', elements: 256, bytes: 54 },
  { id: 35, name: 'TQ2_0', elements: 256, bytes: 66 },
  { id: 39, name: 'MXFP4', elements: 32, bytes: 17 },
  { id: 40, name: 'NVFP4', elements: 64, bytes: 36 },
] as const;

export type TensorTypeName = (typeof TYPES)[number]['name'];

export interface TensorType {
  readonly id: number;
  readonly name: TensorTypeName;
  /** Values a block. */
  readonly elements: number;
  /** Bytes a block. */
  readonly bytes: number;
}

const BY_ID: ReadonlyMap<number, TensorType> = new Map(TYPES.map((type) => [type.id, type]));

/** @throws {LocumError} `unsupported` for a number that stands for no type known here */
export function tensorType(id: number, tensor: string): TensorType {
  const type = BY_ID.get(id);
  if (type !== undefined) return type;
  throw new LocumError('unsupported', `The tensor ${tensor} is of the type number ${id}, which is not known here.`, {
    hint: 'The file may be damaged, or of a newer kind. Choose another quantisation, such as Q4_K_M or Q8_0.',
    details: { tensor, type: id },
  });
}

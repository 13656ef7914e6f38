/**
 * Values of GGUF's quantised blocks. Layouts and formulas: ggml, `ggml-common.h` and `ggml-quants.c` (MIT). Every function
 * takes whole blocks and rounds where ggml's own floats do, so that its values are ggml's to the last bit.
 */

import { halfToFloat, widenBfloats, widenHalfs } from '../half.ts';
import { GROUP_SIZE } from '../matrix.ts';
import type { TensorTypeName } from './tensor-types.ts';

export interface Blocks {
  /** Writes the values of all blocks in `bytes`. */
  widen(bytes: Uint8Array, target: Float32Array): void;
  /**
   * For types whose values are whole numbers times one scale a group: those numbers (−128 … 127) and the scales, from which the values
   * follow exactly.
   */
  integers?(bytes: Uint8Array, codes: Int8Array, scales: Float32Array): void;
  /** Values that have a scale of `integers` in common; absent: 32. */
  readonly group?: number;
  /** Most bits of `integers`: from −2^(bits − 1) on. */
  readonly bits?: number;
  /**
   * For types whose values are numbers of 0 … 15 times one scale a group of 32, and a minimum more: all three, from which the
   * values follow exactly.
   */
  withMinimums?(bytes: Uint8Array, codes: Int8Array, scales: Float32Array, minimums: Float32Array): void;
}

const { fround } = Math;
const half = (bytes: Uint8Array, at: number): number => halfToFloat(bytes[at]! | (bytes[at + 1]! << 8));
const signed = (byte: number): number => (byte << 24) >> 24;

/** Blocks of 32 with one f16 scale; `codes` fills in their whole numbers. */
function scaled(
  blockBytes: number,
  bits: number,
  codes: (bytes: Uint8Array, block: number, codes: Int8Array, at: number) => void,
): Blocks {
  const one = new Int8Array(GROUP_SIZE);
  const integers: Blocks['integers'] = (bytes, target, scales) => {
    for (let block = 0, group = 0; block < bytes.length; block += blockBytes, group++) {
      scales[group] = half(bytes, block);
      codes(bytes, block, target, group * GROUP_SIZE);
    }
  };
  return {
    bits,
    integers,
    ...(bits === 4 && {
      withMinimums(bytes, target, scales, minimums) {
        integers(bytes, target, scales);
        const groups = bytes.length / blockBytes;
        for (let i = 0; i < groups * GROUP_SIZE; i++) target[i]! += 8;
        for (let group = 0; group < groups; group++) minimums[group] = -8 * scales[group]!;
      },
    }),
    widen(bytes, target) {
      for (let block = 0, at = 0; block < bytes.length; block += blockBytes, at += GROUP_SIZE) {
        const scale = half(bytes, block);
        codes(bytes, block, one, 0);
        for (let i = 0; i < GROUP_SIZE; i++) target[at + i] = scale * one[i]!;
      }
    },
  };
}

const Q8_0 = scaled(34, 8, (bytes, block, codes, at) => {
  for (let i = 0; i < 32; i++) codes[at + i] = bytes[block + 2 + i]!;
});

const Q4_0 = scaled(18, 4, (bytes, block, codes, at) => {
  for (let i = 0; i < 16; i++) {
    const byte = bytes[block + 2 + i]!;
    codes[at + i] = (byte & 15) - 8;
    codes[at + i + 16] = (byte >> 4) - 8;
  }
});

const word = (bytes: Uint8Array, at: number): number =>
  bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);

const Q5_0 = scaled(22, 5, (bytes, block, codes, at) => {
  const high = word(bytes, block + 2);
  for (let i = 0; i < 16; i++) {
    const byte = bytes[block + 6 + i]!;
    codes[at + i] = ((byte & 15) | (((high >>> i) & 1) << 4)) - 16;
    codes[at + i + 16] = ((byte >> 4) | (((high >>> (i + 16)) & 1) << 4)) - 16;
  }
});

/** The sixteen levels of the IQ4 types. */
const LEVELS = Int8Array.of(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);

const IQ4_NL = scaled(18, 8, (bytes, block, codes, at) => {
  for (let i = 0; i < 16; i++) {
    const byte = bytes[block + 2 + i]!;
    codes[at + i] = LEVELS[byte & 15]!;
    codes[at + i + 16] = LEVELS[byte >> 4]!;
  }
});

/** @param codes of a group of 32 values, which begins at value `at`; the next group overwrites them */
type Visit = (scale: number, minimum: number, codes: Int8Array, at: number) => void;

/** Groups of 32 codes with a scale and a minimum each, which `eachGroup` takes apart. */
function grouped(eachGroup: (bytes: Uint8Array, visit: Visit) => void, five: boolean): Blocks {
  return {
    widen(bytes, target) {
      eachGroup(bytes, (scale, minimum, codes, at) => {
        for (let i = 0; i < GROUP_SIZE; i++) target[at + i] = fround(scale * codes[i]!) + minimum;
      });
    },
    ...(!five && {
      withMinimums(bytes, target, scales, minimums) {
        eachGroup(bytes, (scale, minimum, codes, at) => {
          scales[at / GROUP_SIZE] = scale;
          minimums[at / GROUP_SIZE] = minimum;
          target.set(codes, at);
        });
      },
    }),
  };
}

/** Blocks of 32 with an f16 scale and an f16 minimum. */
function withMinimum(blockBytes: number, five: boolean): Blocks {
  const codes = new Int8Array(GROUP_SIZE);
  return grouped((bytes, visit) => {
    for (let block = 0, at = 0; block < bytes.length; block += blockBytes, at += GROUP_SIZE) {
      const high = five ? word(bytes, block + 4) : 0;
      const first = block + blockBytes - 16;
      for (let i = 0; i < 16; i++) {
        const byte = bytes[first + i]!;
        codes[i] = (byte & 15) | (((high >>> i) & 1) << 4);
        codes[i + 16] = (byte >> 4) | (((high >>> (i + 16)) & 1) << 4);
      }
      visit(half(bytes, block), half(bytes, block + 2), codes, at);
    }
  }, five);
}

/** The 6-bit scale of sub-block `j` of Q4_K and Q5_K; scales and minimums lie mixed in 12 bytes. */
function scaleOf(bytes: Uint8Array, at: number, j: number): number {
  return j < 4 ? bytes[at + j]! & 63 : (bytes[at + j + 4]! & 15) | ((bytes[at + j - 4]! >> 6) << 4);
}

function minimumOf(bytes: Uint8Array, at: number, j: number): number {
  return j < 4 ? bytes[at + j + 4]! & 63 : (bytes[at + j + 4]! >> 4) | ((bytes[at + j]! >> 6) << 4);
}

/** Q4_K and Q5_K: eight sub-blocks of 32, each with a scale and a minimum. */
function superBlocks(blockBytes: number, five: boolean): Blocks {
  const codes = new Int8Array(GROUP_SIZE);
  return grouped((bytes, visit) => {
    for (let block = 0, at = 0; block < bytes.length; block += blockBytes, at += 256) {
      const scale = half(bytes, block);
      const minimum = half(bytes, block + 2);
      for (let j = 0; j < 8; j++) {
        const first = block + blockBytes - 128 + (j >> 1) * 32;
        const shift = 4 * (j & 1);
        for (let i = 0; i < GROUP_SIZE; i++) {
          const fifth = five ? ((bytes[block + 16 + i]! >> j) & 1) << 4 : 0;
          codes[i] = ((bytes[first + i]! >> shift) & 15) | fifth;
        }
        const own = fround(scale * scaleOf(bytes, block + 4, j));
        visit(own, -fround(minimum * minimumOf(bytes, block + 4, j)), codes, at + 32 * j);
      }
    }
  }, five);
}

/** The codes of a block of Q6_K, 4 low and 2 high bits each, and where they go. */
function codesOfQ6K(bytes: Uint8Array, block: number, target: Int8Array, at: number): void {
  for (let side = 0; side < 2; side++) {
    const low = block + 64 * side;
    const high = block + 128 + 32 * side;
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let i = 0; i < 32; i++) {
        const byte = bytes[low + 32 * (quarter & 1) + i]!;
        const code = (quarter < 2 ? byte & 15 : byte >> 4) | (((bytes[high + i]! >> (2 * quarter)) & 3) << 4);
        target[at + 128 * side + 32 * quarter + i] = code - 32;
      }
    }
  }
}

/** The scale of sub-block `sub` of a block of Q6_K, whose own is `scale`. */
function scaleOfQ6K(bytes: Uint8Array, block: number, scale: number, sub: number): number {
  return fround(scale * signed(bytes[block + 192 + sub]!));
}

/** Sixteen sub-blocks of 16, each with an 8-bit scale. */
const Q6_K: Blocks = {
  group: 16,
  bits: 6,
  integers(bytes, codes, scales) {
    for (let block = 0, at = 0; block < bytes.length; block += 210, at += 256) {
      const scale = half(bytes, block + 208);
      codesOfQ6K(bytes, block, codes, at);
      for (let sub = 0; sub < 16; sub++) scales[at / 16 + sub] = scaleOfQ6K(bytes, block, scale, sub);
    }
  },
  widen(bytes, target) {
    const codes = new Int8Array(256);
    for (let block = 0, at = 0; block < bytes.length; block += 210, at += 256) {
      const scale = half(bytes, block + 208);
      codesOfQ6K(bytes, block, codes, 0);
      for (let sub = 0; sub < 16; sub++) {
        const own = scaleOfQ6K(bytes, block, scale, sub);
        for (let i = 16 * sub; i < 16 * sub + 16; i++) target[at + i] = own * codes[i]!;
      }
    }
  },
};

/** Eight sub-blocks of 32 levels, each with a 6-bit scale: `visit` gets a sub-block's scale and where its 16 bytes begin. */
function eachSubBlock(bytes: Uint8Array, visit: (scale: number, first: number, group: number) => void): void {
  for (let block = 0, group = 0; block < bytes.length; block += 136) {
    const scale = half(bytes, block);
    const highs = bytes[block + 2]! | (bytes[block + 3]! << 8);
    for (let j = 0; j < 8; j++, group++) {
      const low = (bytes[block + 4 + (j >> 1)]! >> (4 * (j & 1))) & 15;
      visit(fround(scale * ((low | (((highs >> (2 * j)) & 3) << 4)) - 32)), block + 8 + 16 * j, group);
    }
  }
}

const IQ4_XS: Blocks = {
  integers(bytes, codes, scales) {
    eachSubBlock(bytes, (scale, first, group) => {
      scales[group] = scale;
      for (let i = 0; i < 16; i++) {
        codes[32 * group + i] = LEVELS[bytes[first + i]! & 15]!;
        codes[32 * group + i + 16] = LEVELS[bytes[first + i]! >> 4]!;
      }
    });
  },
  widen(bytes, target) {
    eachSubBlock(bytes, (scale, first, group) => {
      for (let i = 0; i < 16; i++) {
        target[32 * group + i] = scale * LEVELS[bytes[first + i]! & 15]!;
        target[32 * group + i + 16] = scale * LEVELS[bytes[first + i]! >> 4]!;
      }
    });
  },
};

/** `bytes` at an address where the wider values that they are can be looked at. */
function aligned(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.byteOffset % width === 0 ? bytes : bytes.slice();
}

function halves(widenAll: (source: Uint16Array, target: Float32Array) => void): Blocks {
  return {
    widen(bytes, target) {
      const { buffer, byteOffset, length } = aligned(bytes, 2);
      widenAll(new Uint16Array(buffer, byteOffset, length / 2), target);
    },
  };
}

const F32: Blocks = {
  widen(bytes, target) {
    const { buffer, byteOffset, length } = aligned(bytes, 4);
    target.set(new Float32Array(buffer, byteOffset, length / 4));
  },
};

/** The types that can be read. */
export const BLOCKS: Readonly<Partial<Record<TensorTypeName, Blocks>>> = {
  F32,
  F16: halves(widenHalfs),
  BF16: halves(widenBfloats),
  Q4_0,
  Q4_1: withMinimum(20, false),
  Q5_0,
  Q5_1: withMinimum(24, true),
  Q8_0,
  Q4_K: superBlocks(144, false),
  Q5_K: superBlocks(176, true),
  Q6_K,
  IQ4_NL,
  IQ4_XS,
};

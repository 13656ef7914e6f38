/** IEEE 754 binary16 and bfloat16 against binary32, by their bits. Narrowing rounds to nearest, ties to even. */

const floatBits = new Float32Array(1);
const intBits = new Uint32Array(floatBits.buffer);

/** Value of every half float, by its bits: 256 KiB, made on first use. */
let halfValues: Float32Array | undefined;

function makeHalfValues(): Float32Array {
  const values = new Float32Array(65536);
  for (let bits = 0; bits < 65536; bits++) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 31) values[bits] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else if (exponent === 0) values[bits] = sign * fraction * 2 ** -24;
    else values[bits] = sign * (1024 + fraction) * 2 ** (exponent - 25);
  }
  return values;
}

function halfTable(): Float32Array {
  halfValues ??= makeHalfValues();
  return halfValues;
}

export function halfToFloat(bits: number): number {
  return halfTable()[bits & 0xffff]!;
}

export function floatToHalf(value: number): number {
  floatBits[0] = value;
  const bits = intBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // From 65520 on, rounding reaches 2^16, which binary16 does not have.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Below 2^-14 the result is subnormal, a multiple of 2^-24: the spacing of binary32 numbers
    // in [1/2, 1), so that adding 1/2 does the rounding.
    floatBits[0] = Math.abs(Math.fround(value)) + 0.5;
    return sign | (intBits[0]! - 0x3f000000);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** The least half float that is no smaller than `value`, which is positive; Infinity beyond 65504. */
export function floatToHalfUp(value: number): number {
  const nearest = floatToHalf(value);
  return halfToFloat(nearest) < value ? nearest + 1 : nearest;
}

/** The largest finite half float that is no larger than `value`, of either sign; −Infinity below −65504. */
export function floatToHalfDown(value: number): number {
  const nearest = floatToHalf(value);
  if (halfToFloat(nearest) <= value) return nearest;
  // Magnitudes grow with their bits, whatever the sign: towards −∞ is up for negative numbers.
  if (nearest === 0) return 0x8001;
  return nearest & 0x8000 ? nearest + 1 : nearest - 1;
}

export function bfloatToFloat(bits: number): number {
  intBits[0] = bits << 16;
  return floatBits[0]!;
}

export function floatToBfloat(value: number): number {
  floatBits[0] = value;
  const bits = intBits[0]!;
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** `target[i] = half source[i]`, as many as `source` has. */
export function widenHalfs(source: Uint16Array, target: Float32Array): void {
  const table = halfTable();
  for (let i = 0; i < source.length; i++) target[i] = table[source[i]!]!;
}

/** `target[i] = bfloat source[i]`, as many as `source` has. */
export function widenBfloats(source: Uint16Array, target: Float32Array): void {
  const bits = new Uint32Array(target.buffer, target.byteOffset, source.length);
  for (let i = 0; i < source.length; i++) bits[i] = source[i]! << 16;
}

/** `target[start + i] = half source[i]`, for all of `source`. */
export function narrowToHalfs(source: Float32Array, target: Uint16Array, start: number): void {
  const words = new Uint32Array(source.buffer, source.byteOffset, source.length);
  for (let i = 0; i < words.length; i++) {
    const bits = words[i]!;
    const magnitude = bits & 0x7fffffff;
    // The common case of `floatToHalf`, without its detour through memory.
    const isNormal = magnitude >= 0x38800000 && magnitude < 0x477ff000;
    target[start + i] = isNormal
      ? ((bits >>> 16) & 0x8000) | ((magnitude + 0xfff + ((magnitude >>> 13) & 1) - 0x38000000) >>> 13)
      : floatToHalf(source[i]!);
  }
}

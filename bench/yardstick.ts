/**
 * How fast this machine is just now: multiply–adds in plain JavaScript on one core, four independent sums. What a
 * backend takes for a token, divided by what this loop would take for as many, compares runs on different machines.
 */
import type { Probe } from './probe.ts';

const LENGTH = 1 << 12;
const REPEATS = 1 << 12;
/** Floating-point operations of one run. */
const OPERATIONS = 2 * LENGTH * REPEATS;

const left = Float32Array.from({ length: LENGTH }, (_, index) => Math.sin(index));
const right = Float32Array.from({ length: LENGTH }, (_, index) => Math.cos(index));
/** Read by nobody; without it the loop could be dropped. */
export let checksum = 0;

function dot(): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let index = 0; index < LENGTH; index += 4) {
    a += left[index]! * right[index]!;
    b += left[index + 1]! * right[index + 1]!;
    c += left[index + 2]! * right[index + 2]!;
    d += left[index + 3]! * right[index + 3]!;
  }
  return a + b + c + d;
}

/** Its figure is milliseconds per 10⁹ operations. */
export const yardstick: Probe = {
  name: 'yardstick',
  units: OPERATIONS / 1e9,
  async run() {
    let sum = 0;
    for (let repeat = 0; repeat < REPEATS; repeat++) sum += dot();
    checksum = sum;
  },
};

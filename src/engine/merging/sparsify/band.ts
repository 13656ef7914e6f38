/**
 * The elements of a tensor that stand between two places in the order of their magnitudes, found without sorting: magnitudes are
 * positive floats, whose bits grow with them, so that two counts of 16 bits each tell the magnitude at any place exactly.
 */

import type { TensorRows } from '../tensor-rows.ts';
import { type DifferenceBlock, difference, type Sparsifier } from './sparsifier.ts';

const HALF = 1 << 16;

/** Places in descending order of magnitude, first included, last not; of equal magnitudes the earlier element comes first. */
export interface Band {
  readonly first: number;
  readonly last: number;
}

/** TIES' trimming: the share `density` with the largest magnitudes, at least one element. */
export function largest(elements: number, density: number): Band {
  return { first: 0, last: density <= 0 ? 0 : Math.max(1, Math.floor(density * elements)) };
}

/** BreadCrumbs' masks: without the share `gamma` of the largest, fewer of them where else too few would be left for `density`. */
export function withoutOutliers(elements: number, density: number, gamma: number): Band {
  const kept = Math.floor(density * elements);
  const below = Math.max(0, elements - kept - Math.floor(gamma * elements));
  return { first: elements - below - kept, last: elements - below };
}

/** @param model whose difference from the first, by its place in the blocks */
export async function keepBand(tensor: TensorRows, model: number, band: Band): Promise<Sparsifier> {
  const places = [band.first, band.last].filter((place) => place < tensor.elements);
  const found = await magnitudesAt(tensor, model, places);
  const bound = (place: number): Bound => found.get(place) ?? { bits: -1, before: 0 };
  const [upper, lower] = [bound(band.first), bound(band.last)];
  return () => {
    // Equal magnitudes are told apart by how many of them have come.
    let [equalUpper, equalLower] = [0, 0];
    let bits: Uint32Array = new Uint32Array(0);
    return ({ values }) => {
      bits = magnitudeBits(values, bits);
      for (let i = 0; i < values.length; i++) {
        const own = bits[i]!;
        const isPastFirst = own < upper.bits || (own === upper.bits && equalUpper++ >= upper.before);
        const isPastLast = own < lower.bits || (own === lower.bits && equalLower++ >= lower.before);
        if (!isPastFirst || isPastLast) values[i] = 0;
      }
    };
  };
}

/** A magnitude's bits as f32, and how many elements of this very magnitude come before the place. */
interface Bound {
  readonly bits: number;
  readonly before: number;
}

async function magnitudesAt(
  tensor: TensorRows,
  model: number,
  places: readonly number[],
): Promise<ReadonlyMap<number, Bound>> {
  if (places.length === 0) return new Map();
  const high = new Uint32Array(HALF);
  await eachMagnitude(tensor, model, (bits) => {
    high[bits >>> 16]!++;
  });
  const bins = places.map((place) => ({ place, ...binAt(high, place) }));
  const low = new Map(bins.map(({ bin }) => [bin, new Uint32Array(HALF)]));
  await eachMagnitude(tensor, model, (bits) => {
    const counts = low.get(bits >>> 16);
    if (counts !== undefined) counts[bits & 0xffff]!++;
  });
  return new Map(
    bins.map(({ place, bin, left }) => {
      const inner = binAt(low.get(bin)!, left);
      return [place, { bits: bin * HALF + inner.bin, before: inner.left }];
    }),
  );
}

/** The bin with a place in it, counted from the largest, and how many of the bin come before the place. */
function binAt(counts: Uint32Array, place: number): { readonly bin: number; readonly left: number } {
  let left = place;
  let bin = counts.length - 1;
  while (bin > 0 && left >= counts[bin]!) left -= counts[bin--]!;
  return { bin, left };
}

async function eachMagnitude(tensor: TensorRows, model: number, take: (bits: number) => void): Promise<void> {
  let room: Float64Array = new Float64Array(0);
  let bits: Uint32Array = new Uint32Array(0);
  for await (const block of tensor.blocks()) {
    room = difference(block, model, room);
    bits = magnitudeBits(room, bits);
    for (let i = 0; i < room.length; i++) take(bits[i]!);
  }
}

function magnitudeBits(values: DifferenceBlock['values'], room: Uint32Array): Uint32Array {
  const bits = room.length === values.length ? room : new Uint32Array(values.length);
  const floats = new Float32Array(bits.buffer);
  for (let i = 0; i < values.length; i++) floats[i] = Math.abs(values[i]!);
  return bits;
}

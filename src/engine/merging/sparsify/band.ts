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

/** The band of one model's difference from the first. */
export interface ModelBand {
  /** By its place in the blocks. */
  readonly model: number;
  readonly band: Band;
}

/** Of as many models as there are in two readings of the tensor. @returns in the order of `wanted` */
export async function keepBands(tensor: TensorRows, wanted: readonly ModelBand[]): Promise<readonly Sparsifier[]> {
  const places = wanted.map(({ band: { first, last } }) =>
    first < last ? [first, last].filter((place) => place < tensor.elements) : [],
  );
  const found = await magnitudesAt(
    tensor,
    wanted.map(({ model }, index) => ({ model, places: places[index]! })),
  );
  return wanted.map(({ band }, index) => {
    const bound = (place: number): Bound => found[index]!.get(place) ?? { bits: -1, before: 0 };
    return band.first < band.last ? keepBetween(bound(band.first), bound(band.last)) : keepNone;
  });
}

/** A magnitude's bits as f32, and how many elements of this very magnitude come before the place. */
interface Bound {
  readonly bits: number;
  readonly before: number;
}

const keepNone: Sparsifier =
  () =>
  ({ values }) =>
    values.fill(0);

function keepBetween(upper: Bound, lower: Bound): Sparsifier {
  return () => {
    // Equal magnitudes are told apart by how many of them have come.
    let [upperCame, lowerCame] = [0, 0];
    let bits: Uint32Array = new Uint32Array(0);
    return ({ values }) => {
      bits = magnitudeBits(values, bits);
      let [equalUpper, equalLower] = [upperCame, lowerCame];
      for (let i = 0; i < values.length; i++) {
        const own = bits[i]!;
        const isPastFirst = own < upper.bits || (own === upper.bits && equalUpper++ >= upper.before);
        const isPastLast = own < lower.bits || (own === lower.bits && equalLower++ >= lower.before);
        if (!isPastFirst || isPastLast) values[i] = 0;
      }
      [upperCame, lowerCame] = [equalUpper, equalLower];
    };
  };
}

async function magnitudesAt(
  tensor: TensorRows,
  wanted: readonly { readonly model: number; readonly places: readonly number[] }[],
): Promise<readonly ReadonlyMap<number, Bound>[]> {
  if (wanted.every(({ places }) => places.length === 0)) return wanted.map(() => new Map());
  const models = wanted.map(({ model }) => model);
  const high = wanted.map(() => new Uint32Array(HALF));
  await eachBlock(tensor, models, (bits, index) => countHigh(bits, high[index]!));
  const bins = wanted.map(({ places }, index) => places.map((place) => ({ place, ...binAt(high[index]!, place) })));
  const low = bins.map((own) => new Map(own.map(({ bin }) => [bin, new Uint32Array(HALF)])));
  await eachBlock(tensor, models, (bits, index) => {
    for (const [bin, counts] of low[index]!) countLow(bits, bin, counts);
  });
  return bins.map(
    (own, index) =>
      new Map(
        own.map(({ place, bin, left }) => {
          const inner = binAt(low[index]!.get(bin)!, left);
          return [place, { bits: bin * HALF + inner.bin, before: inner.left }];
        }),
      ),
  );
}

// Every element of every model passes through these two loops.

function countHigh(bits: Uint32Array, counts: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) counts[bits[i]! >>> 16]!++;
}

function countLow(bits: Uint32Array, bin: number, counts: Uint32Array): void {
  for (let i = 0; i < bits.length; i++) {
    const own = bits[i]!;
    if (own >>> 16 === bin) counts[own & 0xffff]!++;
  }
}

/** The bin with a place in it, counted from the largest, and how many of the bin come before the place. */
function binAt(counts: Uint32Array, place: number): { readonly bin: number; readonly left: number } {
  let left = place;
  let bin = counts.length - 1;
  while (bin > 0 && left >= counts[bin]!) left -= counts[bin--]!;
  return { bin, left };
}

/** @param take gets the magnitudes' bits of one block of one model, valid during the call, and the model's place in `models` */
async function eachBlock(
  tensor: TensorRows,
  models: readonly number[],
  take: (bits: Uint32Array, index: number) => void,
): Promise<void> {
  let room: Float64Array = new Float64Array(0);
  let bits: Uint32Array = new Uint32Array(0);
  for await (const block of tensor.blocks()) {
    for (const [index, model] of models.entries()) {
      room = difference(block, model, room);
      bits = magnitudeBits(room, bits);
      take(bits, index);
    }
  }
}

function magnitudeBits(values: DifferenceBlock['values'], room: Uint32Array): Uint32Array {
  const bits = room.length === values.length ? room : new Uint32Array(values.length);
  const floats = new Float32Array(bits.buffer);
  for (let i = 0; i < values.length; i++) floats[i] = Math.abs(values[i]!);
  return bits;
}

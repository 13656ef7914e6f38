/** A parameter of a merge that may differ from tensor to tensor. */

import * as v from 'valibot';

const Number_ = v.pipe(v.number(), v.finite());
/** Interpolated over the layers, the first value at the embedding, the last at the head. */
const Gradient = v.pipe(v.array(Number_), v.minLength(1));
const Layer = v.pipe(v.number(), v.integer(), v.minValue(0));

const Condition = v.strictObject({
  /** What the tensor's name contains, e.g. `self_attn`, `mlp`; absent: any. */
  filter: v.optional(v.string()),
  /** First and last layer, both included; absent: any tensor, also those of no layer. */
  layers: v.optional(v.tuple([Layer, Layer])),
  value: v.union([Number_, Gradient]),
});

/** One value for all; a gradient over the layers; or conditions, of which the first that fits counts. */
export const Setting = v.union([Number_, Gradient, v.pipe(v.array(Condition), v.minLength(1))]);
export type Setting = v.InferOutput<typeof Setting>;

/** @returns the value for a tensor of a model with `layers` layers; undefined where no condition fits */
export function settingFor(setting: Setting, tensor: string, layers: number): number | undefined {
  if (typeof setting === 'number') return setting;
  const layer = layerOf(tensor);
  const values = setting.filter((each) => typeof each === 'number');
  if (values.length > 0) return alongGradient(values, depth(tensor, layer, layers));
  const found = setting.find((each) => typeof each !== 'number' && fits(each, tensor, layer));
  if (found === undefined || typeof found === 'number') return undefined;
  return typeof found.value === 'number' ? found.value : alongGradient(found.value, depth(tensor, layer, layers));
}

function fits({ filter, layers }: v.InferOutput<typeof Condition>, tensor: string, layer: number | null): boolean {
  if (filter !== undefined && !tensor.includes(filter)) return false;
  return layers === undefined || (layer !== null && layer >= layers[0] && layer <= layers[1]);
}

function layerOf(tensor: string): number | null {
  const [, number] = /\blayers\.(\d+)\./.exec(tensor) ?? [];
  return number === undefined ? null : Number(number);
}

/** 0 at the embedding and the first layer, 1 at the last layer, the last norm and the head. */
function depth(tensor: string, layer: number | null, layers: number): number {
  if (layer !== null) return layers > 1 ? layer / (layers - 1) : 0;
  return tensor.includes('embed_tokens') ? 0 : 1;
}

function alongGradient(values: readonly number[], at: number): number {
  const place = at * (values.length - 1);
  const before = Math.floor(place);
  const share = place - before;
  const [left = 0, right = left] = values.slice(before);
  return (1 - share) * left + share * right;
}

/** Methods as they are named on a command line and in reports: who takes part, and how strongly. */
import { METHOD_IDS, METHODS, type Method } from '../decoding/methods.ts';
import { LocumError } from '../errors.ts';
import {
  DEFAULT_PRESET,
  OTHER_TOKENIZER_BASE,
  PRESET_NAMES,
  PRESETS,
  type PresetName,
  type RoleModels,
} from '../presets.ts';

/** `Id`: how models are named. */
export interface MethodSpec<Id extends string = string> {
  /** As it is named in reports. */
  readonly name: string;
  readonly method: Method;
  readonly models: RoleModels<Id>;
  readonly alpha: number;
}

export interface MethodDefaults<Id extends string = string> {
  /** Who is meant by `proxy`, `expert` and the like. */
  readonly models: RoleModels<Id>;
  /** Of another tokenizer, for the methods that are for such a base. */
  readonly otherBase: Id;
  /** The pairs that `cpt` and the like stand for; null where there is the one pair of `models` only. */
  readonly presets: Readonly<Record<PresetName, RoleModels<Id>>> | null;
  readonly alpha: number;
}

export const METHOD_DEFAULTS: MethodDefaults = {
  models: PRESETS[DEFAULT_PRESET].models,
  otherBase: OTHER_TOKENIZER_BASE,
  presets: { CPT: PRESETS.CPT.models, IT: PRESETS.IT.models, 'CPT+IT': PRESETS['CPT+IT'].models },
  alpha: 1,
};

export const METHOD_SYNTAX = `${METHOD_IDS.join(', ')}; ${PRESET_NAMES.map((name) => name.toLowerCase()).join(', ')} (proxy tuning with that pair), capt-cpt, capt-it, capt-base; each with @ALPHA or @FROM:TO:STEP`;

/** Most methods of one α range. */
const LARGEST_GRID = 50;

/**
 * `base,expert,cpt+it@0.5,proxy@0.25:1:0.25` → one method each.
 * @throws {LocumError} `bad-argument`
 */
export function parseMethods(text: string): readonly MethodSpec[];
export function parseMethods<Id extends string>(text: string, defaults: MethodDefaults<Id>): readonly MethodSpec<Id>[];
export function parseMethods(text: string, defaults: MethodDefaults = METHOD_DEFAULTS): readonly MethodSpec[] {
  const found = text.split(',').flatMap((part) => parseMethod(part.trim(), defaults));
  const names = new Set<string>();
  for (const { name } of found) {
    if (names.has(name)) throw wrong(`The method “${name}” is there twice.`);
    names.add(name);
  }
  return found;
}

function parseMethod(text: string, defaults: MethodDefaults): readonly MethodSpec[] {
  const [name = '', strength, ...rest] = text.split('@');
  const players = named(name, defaults);
  if (players === null || rest.length > 0) throw wrong(`There is no method “${text}”.`);
  if (strength === undefined) return [{ name, ...players, alpha: defaults.alpha }];
  if (!METHODS[players.method].usesAlpha) throw wrong(`“${name}” has no α, so “${text}” means nothing.`);
  return strengths(strength, text).map((alpha) => ({ name: `${name}@${alpha}`, ...players, alpha }));
}

function named(
  name: string,
  { models, otherBase, presets }: MethodDefaults,
): Pick<MethodSpec, 'method' | 'models'> | null {
  if (name === 'capt-base') return { method: 'base', models: { ...models, base: otherBase } };
  const method = METHOD_IDS.find((each) => each === name);
  if (method !== undefined) {
    const base = METHODS[method].usualBase === 'other' ? otherBase : models.base;
    return { method, models: { ...models, base } };
  }
  const isCapt = name.startsWith('capt-');
  const wanted = (isCapt ? name.slice('capt-'.length) : name).toLowerCase();
  const preset = PRESET_NAMES.find((each) => each.toLowerCase() === wanted);
  if (preset === undefined) return null;
  if (presets === null) {
    throw new LocumError('bad-argument', `“${name}” is a pair of the demonstration models.`, {
      hint: 'Of the models in use there is one pair: proxy, adaptive, speculative or capt.',
    });
  }
  return isCapt
    ? { method: 'capt', models: { ...presets[preset], base: otherBase } }
    : { method: 'proxy', models: { ...presets[preset], base: models.base } };
}

/** A strength as it stands behind `@`, or a range of them. @throws {LocumError} `bad-argument` */
export function strengths(text: string, whole: string): readonly number[] {
  const parts = text.split(':').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [from = Number.NaN, to = from, step = 1] = parts;
  const fits = parts.every(Number.isFinite) && (parts.length === 1 || (parts.length === 3 && step > 0 && to >= from));
  if (!fits) throw wrong(`“${whole}”: α is a number, or FROM:TO:STEP.`);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > LARGEST_GRID) throw wrong(`“${whole}” means ${count} methods; at most ${LARGEST_GRID} are run.`);
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toFixed(6)));
}

function wrong(message: string): LocumError {
  return new LocumError('bad-argument', message, { hint: `Methods are ${METHOD_SYNTAX}.` });
}

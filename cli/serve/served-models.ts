/** The models of `/v1/models`: methods over the loaded models, named as an evaluation names them, `locum/` before it. */
import { METHODS, type Method } from '../../src/engine/decoding/methods.ts';
import { type MethodDefaults, type MethodSpec, parseMethods } from '../../src/engine/evaluation/method-spec.ts';
import type { Trio } from '../../src/engine/trio.ts';
import { ApiError } from './api-error.ts';

const PREFIX = 'locum/';

export interface ServedModel {
  /** As it was asked for. */
  readonly name: string;
  readonly trio: Trio;
  readonly method: Method;
  readonly alpha: number;
}

/** Models that were opened together, and the methods that run on them. */
export interface OpenedGroup {
  readonly trio: Trio;
  readonly methods: readonly MethodSpec[];
}

export class ServedModels {
  readonly #groups: readonly OpenedGroup[];
  readonly #defaults: MethodDefaults;
  readonly #created = Math.floor(Date.now() / 1000);

  constructor(groups: readonly OpenedGroup[], defaults: MethodDefaults) {
    this.#groups = groups;
    this.#defaults = defaults;
  }

  list(): readonly object[] {
    return this.#groups.flatMap(({ trio, methods }) => methods.map((spec) => this.#told(spec, trio)));
  }

  /** @throws {ApiError} 404 */
  describe(name: string): object {
    const { trio, spec } = this.#find(name);
    return this.#told(spec, trio);
  }

  /** Any α of a served method, `locum/proxy@0.75`, is a model. @throws {ApiError} 404 */
  get(name: string): ServedModel {
    const { trio, spec } = this.#find(name);
    return { name, trio, method: spec.method, alpha: spec.alpha };
  }

  #find(name: string): { readonly trio: Trio; readonly spec: MethodSpec } {
    const [spec, ...others] = name.startsWith(PREFIX) ? this.#parse(name.slice(PREFIX.length)) : [];
    const family = spec && familyOf(spec.name);
    const group = this.#groups.find(({ methods }) => methods.some((each) => familyOf(each.name) === family));
    if (spec !== undefined && others.length === 0 && group !== undefined) return { trio: group.trio, spec };
    throw new ApiError(404, 'model_not_found', `The model “${name}” does not exist; /v1/models lists those that do.`, {
      param: 'model',
    });
  }

  #parse(text: string): readonly MethodSpec[] {
    try {
      return parseMethods(text, this.#defaults);
    } catch {
      return [];
    }
  }

  #told({ name, method }: MethodSpec, trio: Trio): object {
    return {
      id: `${PREFIX}${name}`,
      object: 'model',
      created: this.#created,
      owned_by: 'locum',
      max_model_len: trio.models[METHODS[method].cast.base]?.contextLength ?? null,
    };
  }
}

/** A method's name without its α. */
function familyOf(name: string): string {
  return name.split('@')[0] ?? name;
}

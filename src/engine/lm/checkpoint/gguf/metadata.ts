/** Metadata by name and kind. */

import { type GgufMetadata, type GgufValue, invalidGguf } from './header.ts';

/** Metadata of one file; what is there in another kind than asked for is refused. */
export class Metadata {
  readonly file: string;
  readonly #values: GgufMetadata;

  constructor(values: GgufMetadata, file: string) {
    this.#values = values;
    this.file = file;
  }

  /** @throws {LocumError} `checkpoint-invalid` */
  number(key: string): number | undefined {
    return this.#of(key, 'a number', (value) => (typeof value === 'number' ? value : undefined));
  }

  /** @throws {LocumError} `checkpoint-invalid`, also where it is missing */
  neededNumber(key: string): number {
    return this.#needed(key, this.number(key));
  }

  /** @throws {LocumError} `checkpoint-invalid` */
  text(key: string): string | undefined {
    return this.#of(key, 'a text', (value) => (typeof value === 'string' ? value : undefined));
  }

  /** @throws {LocumError} `checkpoint-invalid`, also where it is missing */
  neededText(key: string): string {
    return this.#needed(key, this.text(key));
  }

  /** @throws {LocumError} `checkpoint-invalid` */
  flag(key: string): boolean | undefined {
    return this.#of(key, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** @throws {LocumError} `checkpoint-invalid` */
  numbers(key: string): readonly number[] | undefined {
    return this.#of(key, 'a list of numbers', (value) => listOf(value, (each) => typeof each === 'number'));
  }

  /** @throws {LocumError} `checkpoint-invalid` */
  texts(key: string): readonly string[] | undefined {
    return this.#of(key, 'a list of texts', (value) => listOf(value, (each) => typeof each === 'string'));
  }

  /** Names of all entries that begin with `prefix`, without it. */
  namesAfter(prefix: string): readonly string[] {
    return [...this.#values.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  }

  #of<Value>(key: string, kind: string, as: (value: GgufValue) => Value | undefined): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    const found = as(value);
    if (found === undefined) throw invalidGguf(this.file, `its ${key} is not ${kind}`);
    return found;
  }

  #needed<Value>(key: string, value: Value | undefined): Value {
    if (value === undefined) throw invalidGguf(this.file, `it has no ${key}`);
    return value;
  }
}

function listOf<Element extends GgufValue>(
  value: GgufValue,
  is: (each: GgufValue) => boolean,
): readonly Element[] | undefined {
  return Array.isArray(value) && value.every(is) ? (value as readonly Element[]) : undefined;
}

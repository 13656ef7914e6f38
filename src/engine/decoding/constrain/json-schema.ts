/**
 * JSON that a JSON Schema accepts (the part of draft 2020-12 that is a regular language). Every text of the set validates;
 * not every valid text is in it: members come in the order of the schema, numbers have at most fifteen digits, and members
 * that the schema does not list are left out unless it says what they are. What cannot be kept is refused, never ignored.
 */
import { LocumError } from '../../errors.ts';
import { beyondLimit, LIMITS, requireShallow } from '../../limits.ts';
import {
  type CodePoints,
  character,
  choice,
  type Expression,
  literal,
  optional,
  repeat,
  sequence,
} from './expression.ts';
import { regularExpression } from './regular-expression.ts';

export type JsonSchema = boolean | { readonly [keyword: string]: unknown };
type SchemaObject = Exclude<JsonSchema, boolean>;

/** How deep a value may be nested where the schema does not say what it is. */
const FREE_DEPTH = 3;
/** Integers between two bounds are written out one by one. */
const MOST_INTEGERS = 10_000;

/** Say something about a schema, and nothing about a value. */
const ANNOTATIONS = new Set([
  ...['$schema', '$id', '$comment', '$defs', 'definitions', 'title', 'description', 'default', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly'],
]);

/** @throws {LocumError} `bad-argument` (no schema), `unsupported` (a keyword that cannot be kept), `limit-exceeded` */
export function jsonSchema(schema: JsonSchema): Expression {
  requireShallow(schema, SUBJECT);
  return new Translator(schema).value(schema, '#', []);
}

/** One blank, or a new line and its indentation: enough to be read, too little to get lost in. */
const SPACE = optional(choice(literal(' '), sequence(literal('\n'), repeat(literal(' '), 0, 12))));
const COMMA = sequence(literal(','), SPACE);
const COLON = sequence(literal(':'), optional(literal(' ')));

const DIGIT = character([0x30, 0x39]);
const WHOLE = choice(literal('0'), sequence(character([0x31, 0x39]), repeat(DIGIT, 0, 14)));
const INTEGER = sequence(optional(literal('-')), WHOLE);
const FRACTION = optional(sequence(literal('.'), repeat(DIGIT, 1, 15)));
const EXPONENT = optional(
  sequence(character([0x65, 0x65], [0x45, 0x45]), optional(character([0x2b, 0x2b], [0x2d, 0x2d])), repeat(DIGIT, 1, 2)),
);
const NUMBER = sequence(INTEGER, FRACTION, EXPONENT);

/** Characters that stand for themselves in a JSON string: not `"`, `\` or control characters. */
const PLAIN: readonly CodePoints[] = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0xd7ff],
  [0xe000, 0x10ffff],
];
const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
]);
const CHARACTER = choice(character(...PLAIN), ...[...ESCAPES.values()].map(literal));

const quoted = (content: Expression) => sequence(literal('"'), content, literal('"'));
const STRING = quoted(repeat(CHARACTER, 0, Number.POSITIVE_INFINITY));

/** The 29th of February is left out: it is not in every year. */
const FORMATS: Readonly<Record<string, string>> = (() => {
  const days = '(?:0[1-9]|1\\d|2[0-8])';
  const date = `\\d{4}-(?:(?:0[13578]|1[02])-(?:${days}|29|3[01]|30)|(?:0[469]|11)-(?:${days}|29|30)|02-${days})`;
  const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?(?:Z|[+-](?:0\\d|1[0-3]):[0-5]\\d)';
  return { date, time, 'date-time': `${date}T${time}` };
})();

const SUBJECT = 'The JSON schema';

/** The references that lead to a schema. */
type Refs = readonly string[];

class Translator {
  readonly #root: JsonSchema;
  /** Of the schema, each as often as something refers to it. */
  #parts = 0;

  constructor(root: JsonSchema) {
    this.#root = root;
  }

  value(schema: unknown, path: string, refs: Refs): Expression {
    if (++this.#parts > LIMITS.schemaParts.most) throw beyondLimit('schemaParts', SUBJECT);
    if (refs.length > LIMITS.depth.most) throw beyondLimit('depth', SUBJECT);
    if (schema === true) return this.#free(FREE_DEPTH);
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) {
      if (schema === false) return choice();
      throw new LocumError('bad-argument', `The JSON schema is not an object at ${path}.`, { details: { path } });
    }
    return this.#object(new Keywords(schema as SchemaObject, path), refs);
  }

  #object(keywords: Keywords, refs: Refs): Expression {
    const { path } = keywords;
    const reference = keywords.take('$ref');
    if (reference !== undefined) {
      const name = String(reference);
      if (refs.includes(name)) throw refused(path, '$ref', 'a schema that holds itself has no end');
      keywords.done();
      return this.value(this.#resolve(name, path), name, [...refs, name]);
    }
    const constant = keywords.take('const');
    const values = constant === undefined ? keywords.list('enum') : [constant];
    if (values !== undefined) {
      // Beside a list of values the type says nothing new, unless it is wrong.
      const types = keywords.types();
      const fitting = values.filter((value) => types === undefined || types.some((type) => isOfType(value, type)));
      keywords.done();
      return choice(...fitting.map((value) => literal(JSON.stringify(value))));
    }
    const options = keywords.list('anyOf');
    if (options !== undefined) {
      keywords.done();
      return choice(...options.map((option, index) => this.value(option, `${path}/anyOf/${index}`, refs)));
    }
    const types = keywords.types();
    if (types === undefined) {
      const implied = keywords.impliedType();
      if (implied === undefined) {
        keywords.done();
        return this.#free(FREE_DEPTH);
      }
      return this.#typed(implied, keywords, refs, true);
    }
    // A keyword of one type says nothing about the others; all are read before the rest is refused.
    const expressions = types.map((type) => this.#typed(type, keywords, refs, false));
    keywords.done();
    return choice(...expressions);
  }

  #typed(type: JsonType, keywords: Keywords, refs: Refs, only: boolean): Expression {
    const expression = this.#ofType(type, keywords, refs);
    if (only) keywords.done();
    return expression;
  }

  #ofType(type: JsonType, keywords: Keywords, refs: Refs): Expression {
    switch (type) {
      case 'null':
        return literal('null');
      case 'boolean':
        return choice(literal('true'), literal('false'));
      case 'integer':
        return integerOf(keywords);
      case 'number':
        return numberOf(keywords);
      case 'string':
        return stringOf(keywords);
      case 'array':
        return this.#array(keywords, refs);
      case 'object':
        return this.#members(keywords, refs);
      default:
        return type satisfies never;
    }
  }

  #array(keywords: Keywords, refs: Refs): Expression {
    const { path } = keywords;
    const items = keywords.take('items');
    const [least, most] = keywords.bounds('minItems', 'maxItems');
    const item = items === undefined ? this.#free(FREE_DEPTH) : this.value(items, `${path}/items`, refs);
    return bracketed('[', list(item, least, most), ']');
  }

  #members(keywords: Keywords, refs: Refs): Expression {
    const { path } = keywords;
    const properties = keywords.record('properties');
    const required = new Set(keywords.list('required'));
    const additional = keywords.take('additionalProperties');
    const member = (name: Expression, schema: unknown, at: string) =>
      sequence(name, COLON, this.value(schema, at, refs));
    if (properties === undefined) {
      if (required.size > 0) throw refused(path, 'required', 'it names members that “properties” does not describe');
      if (additional === false) return bracketed('{', sequence(), '}');
      const value = additional === undefined ? this.#free(FREE_DEPTH) : this.value(additional, `${path}/*`, refs);
      return bracketed('{', list(sequence(STRING, COLON, value), 0, Number.POSITIVE_INFINITY), '}');
    }
    const unknown = [...required].find((name) => !Object.hasOwn(properties, String(name)));
    if (unknown !== undefined) {
      throw refused(path, 'required', `“properties” does not describe “${String(unknown)}”`);
    }
    const members = Object.entries(properties).map(([name, schema]) => ({
      expression: member(literal(JSON.stringify(name)), schema, `${path}/properties/${name}`),
      required: required.has(name),
    }));
    return bracketed('{', { kind: 'separated', members, separator: COMMA }, '}');
  }

  /** Any value at all. */
  #free(depth: number): Expression {
    const scalar = choice(STRING, NUMBER, literal('true'), literal('false'), literal('null'));
    if (depth <= 1) return scalar;
    const inner = this.#free(depth - 1);
    return choice(
      scalar,
      bracketed('[', list(inner, 0, Number.POSITIVE_INFINITY), ']'),
      bracketed('{', list(sequence(STRING, COLON, inner), 0, Number.POSITIVE_INFINITY), '}'),
    );
  }

  #resolve(name: string, path: string): unknown {
    if (!name.startsWith('#')) throw refused(path, '$ref', 'only a part of the same schema can be named');
    let found: unknown = this.#root;
    for (const part of name.split('/').slice(1)) {
      const key = decoded(part)?.replaceAll('~1', '/').replaceAll('~0', '~');
      const holds = typeof found === 'object' && found !== null && key !== undefined && Object.hasOwn(found, key);
      found = holds ? (found as Readonly<Record<string, unknown>>)[key] : undefined;
    }
    if (found !== undefined) return found;
    throw new LocumError('bad-argument', `The JSON schema has no part “${name}”.`, { details: { path } });
  }
}

/** What `%` escapes mean; undefined where they are none. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

const JSON_TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
type JsonType = (typeof JSON_TYPES)[number];

/** Keywords that mean a type where the schema does not name it. */
const IMPLIED: Readonly<Record<string, JsonType>> = {
  properties: 'object',
  additionalProperties: 'object',
  required: 'object',
  items: 'array',
  minItems: 'array',
  maxItems: 'array',
  pattern: 'string',
  minLength: 'string',
  maxLength: 'string',
  format: 'string',
};

/** A schema's keywords as they are read; one that nobody has read is one that would be ignored. */
class Keywords {
  readonly path: string;
  readonly #schema: SchemaObject;
  readonly #read = new Set<string>(ANNOTATIONS);

  constructor(schema: SchemaObject, path: string) {
    this.#schema = schema;
    this.path = path;
  }

  take(keyword: string): unknown {
    this.#read.add(keyword);
    return this.#schema[keyword];
  }

  list(keyword: string): readonly unknown[] | undefined {
    const value = this.take(keyword);
    if (value === undefined || Array.isArray(value)) return value;
    throw malformed(this.path, keyword, 'a list');
  }

  record(keyword: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.take(keyword);
    if (value === undefined) return undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    throw malformed(this.path, keyword, 'an object');
  }

  number(keyword: string): number | undefined {
    const value = this.take(keyword);
    if (value === undefined || typeof value === 'number') return value;
    throw malformed(this.path, keyword, 'a number');
  }

  /** Two limits on a count. */
  bounds(least: string, most: string): readonly [number, number] {
    const bounds = [this.number(least) ?? 0, this.number(most) ?? Number.POSITIVE_INFINITY] as const;
    if (bounds[0] < 0 || bounds[0] > bounds[1]) throw malformed(this.path, most, `at least ${least}`);
    return bounds;
  }

  types(): readonly JsonType[] | undefined {
    const value = this.take('type');
    if (value === undefined) return undefined;
    return (Array.isArray(value) ? value : [value]).map((name: unknown) => {
      const type = JSON_TYPES.find((known) => known === name);
      if (type === undefined) throw malformed(this.path, 'type', `one of ${JSON_TYPES.join(', ')}`);
      return type;
    });
  }

  impliedType(): JsonType | undefined {
    return Object.keys(this.#schema)
      .map((keyword) => IMPLIED[keyword])
      .find((type) => type !== undefined);
  }

  /** @throws {LocumError} `unsupported` when the schema says more than was read */
  done(): void {
    const ignored = Object.keys(this.#schema).find((keyword) => !this.#read.has(keyword));
    if (ignored !== undefined) throw refused(this.path, ignored, 'a text cannot be kept to it while it is written');
  }
}

function malformed(path: string, keyword: string, expected: string): LocumError {
  return new LocumError('bad-argument', `In the JSON schema, “${keyword}” at ${path} must be ${expected}.`, {
    details: { path, keyword },
  });
}

function refused(path: string, keyword: string, why: string): LocumError {
  return new LocumError('unsupported', `The JSON schema uses “${keyword}” at ${path}: ${why}.`, {
    hint: 'Leave it out, and check the answer afterwards.',
    details: { path, keyword },
  });
}

function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'boolean':
    case 'number':
    case 'string':
      return typeof value === type;
    default:
      return type satisfies never;
  }
}

function integerOf(keywords: Keywords): Expression {
  const [least, most] = limits(keywords);
  if (least === undefined && most === undefined) return INTEGER;
  if (most === undefined && (least === 0 || least === 1)) {
    return least === 0 ? WHOLE : sequence(character([0x31, 0x39]), repeat(DIGIT, 0, 14));
  }
  if (least === undefined || most === undefined || Math.floor(most) - Math.ceil(least) >= MOST_INTEGERS) {
    throw refused(keywords.path, 'minimum', `both bounds are needed, at most ${MOST_INTEGERS} apart`);
  }
  const integers: Expression[] = [];
  for (let integer = Math.ceil(least); integer <= most; integer++) integers.push(literal(String(integer)));
  return choice(...integers);
}

/** Bounds of integers; those that exclude themselves are moved by one. */
function limits(keywords: Keywords): readonly [number | undefined, number | undefined] {
  const all = (...bounds: readonly (number | undefined)[]) => bounds.filter((bound) => bound !== undefined);
  const above = keywords.number('exclusiveMinimum');
  const below = keywords.number('exclusiveMaximum');
  const least = Math.max(...all(keywords.number('minimum'), above === undefined ? above : Math.floor(above) + 1));
  const most = Math.min(...all(keywords.number('maximum'), below === undefined ? below : Math.ceil(below) - 1));
  return [Number.isFinite(least) ? least : undefined, Number.isFinite(most) ? most : undefined];
}

function numberOf(keywords: Keywords): Expression {
  const least = keywords.number('minimum');
  if (least === undefined) return NUMBER;
  if (least !== 0) throw refused(keywords.path, 'minimum', 'of numbers that are no integers only 0 can be kept to');
  return sequence(WHOLE, FRACTION, EXPONENT);
}

function stringOf(keywords: Keywords): Expression {
  const source = keywords.take('pattern');
  const format = keywords.take('format');
  const [least, most] = keywords.bounds('minLength', 'maxLength');
  if (source === undefined && format === undefined) return quoted(repeat(CHARACTER, least, most));
  const keyword = source === undefined ? 'format' : 'pattern';
  if (least > 0 || most < Number.POSITIVE_INFINITY || (source !== undefined && format !== undefined)) {
    throw refused(keywords.path, keyword, 'beside it nothing else can be said of a string');
  }
  if (source !== undefined) {
    if (typeof source !== 'string') throw malformed(keywords.path, 'pattern', 'a string');
    return quoted(escaped(regularExpression(source)));
  }
  const known = FORMATS[String(format)];
  if (known === undefined)
    throw refused(keywords.path, 'format', `of formats, ${Object.keys(FORMATS).join(', ')} are known`);
  return quoted(regularExpression(known));
}

/** The same texts as they are spelled in a JSON string. */
function escaped(expression: Expression): Expression {
  switch (expression.kind) {
    case 'character': {
      const holds = (code: number) => expression.ranges.some(([first, last]) => code >= first && code <= last);
      const escapes = [...ESCAPES].filter(([code]) => holds(code)).map(([, spelling]) => literal(spelling));
      const plain = expression.ranges.flatMap(([first, last]) =>
        PLAIN.map(([from, to]): CodePoints => [Math.max(first, from), Math.min(last, to)]),
      );
      return choice(character(...plain.filter(([first, last]) => first <= last)), ...escapes);
    }
    case 'sequence':
      return sequence(...expression.parts.map(escaped));
    case 'choice':
      return choice(...expression.options.map(escaped));
    case 'repeat':
      return repeat(escaped(expression.part), expression.least, expression.most);
    case 'separated': {
      const members = expression.members.map((member) => ({ ...member, expression: escaped(member.expression) }));
      return { ...expression, members, separator: escaped(expression.separator) };
    }
    default:
      return expression satisfies never;
  }
}

function bracketed(open: string, content: Expression, close: string): Expression {
  return sequence(literal(open), SPACE, content, SPACE, literal(close));
}

function list(item: Expression, least: number, most: number): Expression {
  if (most === 0) return sequence();
  const some = sequence(item, repeat(sequence(COMMA, item), Math.max(0, least - 1), most - 1));
  return least > 0 ? some : optional(some);
}

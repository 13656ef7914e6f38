import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { Automaton, DEAD } from './automaton.ts';
import { type JsonSchema, jsonSchema } from './json-schema.ts';

function accepts(schema: JsonSchema, text: string): boolean {
  const machine = new Automaton(jsonSchema(schema));
  let state = machine.start;
  for (const byte of new TextEncoder().encode(text)) {
    state = machine.next(state, byte);
    if (state === DEAD) return false;
  }
  return machine.accepts(state);
}

/** Texts of the schema, drawn at random: bytes out of those that are possible, the end where it is. */
function draw(schema: JsonSchema, count: number): string[] {
  const machine = new Automaton(jsonSchema(schema));
  let seed = 1;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const bytes: number[] = [];
    for (let state = machine.start; ; ) {
      const all = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => machine.next(state, byte) !== DEAD);
      if (machine.accepts(state) && (all.length === 0 || random(3) === 0)) break;
      // What closes is drawn more often than what goes on, so that texts end.
      const closing = all.filter((byte) => '"]}'.includes(String.fromCharCode(byte)));
      const from = closing.length > 0 && random(3) === 0 ? closing : all;
      const byte = from[random(from.length)] ?? 0;
      bytes.push(byte);
      state = machine.next(state, byte);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  });
}

const SDOH = {
  type: 'array',
  maxItems: 4,
  items: {
    type: 'object',
    properties: {
      entity: { enum: ['Employment', 'LivingStatus', 'Alcohol', 'Drug', 'Tobacco'] },
      label: { type: 'string', maxLength: 12 },
      value: { type: ['string', 'null'], maxLength: 20 },
    },
    required: ['entity', 'value'],
    additionalProperties: false,
  },
};

const SCHEMAS: readonly JsonSchema[] = [
  SDOH,
  true,
  { type: 'object', properties: { a: { type: 'integer' }, b: { type: 'number' }, c: { type: 'boolean' } } },
  { type: 'object', properties: { score: { type: 'integer', minimum: -2, maximum: 12 } }, required: ['score'] },
  { type: 'integer', exclusiveMinimum: 0, minimum: -5, maximum: 7.5 },
  { type: 'integer', minimum: 1 },
  { type: 'number', minimum: 0 },
  { type: 'string', minLength: 2, maxLength: 5 },
  { type: 'string', pattern: '^["\\\\\\n a-z]{1,6}$' },
  { type: 'object', additionalProperties: { type: 'boolean' } },
  { type: 'array', items: { type: 'null' }, minItems: 2, maxItems: 3 },
  { anyOf: [{ const: 'none' }, { type: 'object', properties: { since: { type: 'integer' } }, required: ['since'] }] },
  { $ref: '#/$defs/pain', $defs: { pain: { enum: ['mild', 'moderate', 'severe', null, 3, { a: [1] }] } } },
  { description: 'anything' },
  { items: { type: 'string', maxLength: 3 } },
];

describe('a JSON schema', () => {
  it.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))(
    'allows only what validates: %s',
    (_, schema) => {
      const validate = new Ajv2020({ strict: false }).compile(schema);
      for (const text of draw(schema, 50)) {
        expect(validate(JSON.parse(text)), text).toBe(true);
      }
    },
  );

  it('allows JSON as it is usually written', () => {
    const value = [
      { entity: 'Tobacco', label: 'Amount', value: '1 "pack"/day\n' },
      { entity: 'Drug', value: null },
    ];
    for (const indent of [0, 1, 2, 4]) expect(accepts(SDOH, JSON.stringify(value, null, indent))).toBe(true);
    expect(accepts(SDOH, '[{"entity": "Drug", "value": "no"}, {"entity": "Alcohol", "value": "é 🩺"}]')).toBe(true);
    expect(accepts(SDOH, '[]')).toBe(true);
  });

  it.each([
    '[{"entity": "Sleep", "value": "no"}]',
    '[{"entity": "Drug"}]',
    '[{"entity": "Drug", "value": "no", "more": 1}]',
    '[{"entity": "Drug", "value": "no"}',
    `[{"entity": "Drug", "value": "${'x'.repeat(21)}"}]`,
  ])('does not allow %s', (text) => {
    expect(accepts(SDOH, text)).toBe(false);
  });

  it('keeps dates that exist', () => {
    const schema = { type: 'string', format: 'date' };
    for (const text of draw(schema, 50)) {
      const date = JSON.parse(text);
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
    }
    expect(accepts(schema, '"2025-02-29"')).toBe(false);
    expect(accepts(schema, '"2025-10-31"')).toBe(true);
  });

  it.each<[JsonSchema, string]>([
    [{ type: 'array', uniqueItems: true }, 'uniqueItems'],
    [{ oneOf: [{ type: 'string' }] }, 'oneOf'],
    [{ type: 'object', patternProperties: {} }, 'patternProperties'],
    [{ type: 'number', maximum: 3 }, 'maximum'],
    [{ type: 'integer', minimum: 7 }, 'minimum'],
    [{ type: 'string', format: 'email' }, 'format'],
    [{ type: 'object', required: ['a'] }, 'required'],
    [{ $ref: '#/$defs/node', $defs: { node: { type: 'array', items: { $ref: '#/$defs/node' } } } }, '$ref'],
    [{ type: 'string', not: {} }, 'not'],
  ])('%j is refused, by the name of what cannot be kept', (schema, keyword) => {
    expect(() => jsonSchema(schema)).toThrow(
      expect.objectContaining({ code: 'unsupported', message: expect.stringContaining(`“${keyword}”`) }),
    );
  });

  it.each<[JsonSchema]>([
    [{ type: 'text' }],
    [{ type: 'array', minItems: 3, maxItems: 2 }],
    [{ enum: 'yes' }],
    [{ $ref: '#/$defs/none' }],
    [{ properties: [] }],
    [{ type: 'string', pattern: '(' }],
  ])('%j is told to be wrong', (schema) => {
    expect(() => jsonSchema(schema)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  it('of a stranger is refused by its limit, however small it is written', () => {
    const refusal = (limit: string) =>
      expect.objectContaining({ code: 'limit-exceeded', details: expect.objectContaining({ limit }) });
    const doubling = (levels: number, twice: (part: JsonSchema) => JsonSchema): JsonSchema => {
      const $defs: Record<string, JsonSchema> = { d0: { type: 'null' } };
      for (let level = 1; level <= levels; level++) $defs[`d${level}`] = twice({ $ref: `#/$defs/d${level - 1}` });
      return { $defs, $ref: `#/$defs/d${levels}` };
    };
    expect(() => jsonSchema(doubling(30, (part) => ({ anyOf: [part, part] })))).toThrow(refusal('schemaParts'));
    expect(() => jsonSchema(doubling(20, (part) => ({ type: 'object', properties: { a: part, b: part } })))).toThrow(
      refusal('schemaParts'),
    );
    let deep: JsonSchema = { type: 'null' };
    for (let level = 0; level < 5_000; level++) deep = { type: 'array', items: deep };
    expect(() => jsonSchema(deep)).toThrow(refusal('depth'));
  });

  it('refers to parts of its own, and to nothing that objects merely inherit', () => {
    for (const $ref of ['#/%E0%A4%A', '#/__proto__', '#/constructor']) {
      expect(() => jsonSchema({ $ref })).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    }
  });

  it('may have hundreds of members that can be left out', () => {
    const names = Array.from({ length: 120 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { type: 'null' }]));
    const schema = { type: 'object', properties, required: ['p7'] };
    const written = (...members: string[]) => `{${members.map((name) => `"${name}":null`).join(',')}}`;
    for (const [text, valid] of [
      [written('p7'), true],
      [written('p0', 'p7', 'p119'), true],
      [written(...names), true],
      [written('p0', 'p119'), false],
      [written('p7', 'p0'), false],
      ['{,"p7":null}', false],
      ['{"p7":null,}', false],
    ] as const)
      expect(accepts(schema, text)).toBe(valid);
  });
});

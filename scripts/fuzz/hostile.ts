/** Inputs as damage or malice makes them: valid ones changed in a place or two, and texts put together of what readers stumble over. */
import fc from 'fast-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function nested(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, '', 'x', '__proto__', 'constructor', '\ud800', '\ufffe', '%E0%A4%A', [], {}),
  fc.constantFrom<Json>(0, -1, 0.5, 1e308, -1e308, 2 ** 31 - 1, 2 ** 32, 2 ** 53, 1e-320),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.nat(2_000).map((length) => 'a'.repeat(length)),
  fc.nat(300).map(nested),
  fc.nat(3_000).map((length) => Array.from({ length }, (_, index) => index)),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** Where in a value something can be put: every key of every object and list. */
function places(value: Json, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  // Of long lists the beginning will do.
  return Object.entries(value)
    .slice(0, 40)
    .flatMap(([key, inner]) => [[...path, key], ...places(inner, [...path, key])]);
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const inner = replaced((value as Readonly<Record<string, Json>>)[key] ?? null, rest, by);
  if (Array.isArray(value)) return value.map((each, index) => (String(index) === key ? inner : each));
  return { ...value, [key]: inner };
}

/** The JSON of a valid value with some of its parts changed, now and then cut short or with bytes in it that are none of it. */
export function damagedJson(sample: unknown): fc.Arbitrary<string> {
  const valid = JSON.parse(JSON.stringify(sample)) as Json;
  const all = places(valid);
  const change = fc.tuple(fc.constantFrom(...all), values);
  const changed = fc
    .array(change, { maxLength: 3 })
    .map((changes) => JSON.stringify(changes.reduce((whole, [path, by]) => replaced(whole, path, by), valid)));
  return fc.oneof(
    { arbitrary: changed, weight: 8 },
    { arbitrary: fc.tuple(changed, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 1 },
  );
}

/** Texts of fragments, some of them many times over. */
export function pieced(fragments: readonly string[], most = 12): fc.Arbitrary<string> {
  const piece = fc
    .tuple(
      fc.oneof(fc.constantFrom(...fragments), fc.string({ maxLength: 3 })),
      fc.constantFrom(1, 1, 1, 1, 2, 30, 2_000),
    )
    .map(([fragment, times]) => fragment.repeat(times));
  return fc.array(piece, { maxLength: most }).map((pieces) => pieces.join(''));
}

/** Valid bytes with some of them changed, or cut short. */
export function damagedBytes(valid: Uint8Array): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(valid.length - 1), fc.nat(255));
  return fc
    .tuple(fc.array(change, { maxLength: 6 }), fc.nat(valid.length), fc.boolean())
    .map(([changes, end, isCut]) => {
      const bytes = valid.slice(0, isCut ? end : undefined);
      for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
      return bytes;
    });
}

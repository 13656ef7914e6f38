/**
 * A JavaScript regular expression (Unicode mode) that the whole text must match. Parsed by regexpp; what a class of
 * characters such as `\p{Lu}` holds is asked of the JavaScript engine itself.
 */
import { type AST, RegExpParser, RegExpSyntaxError } from '@eslint-community/regexpp';
import { LocumError } from '../../errors.ts';
import { requireWithin } from '../../limits.ts';
import { regexStructure } from '../../regex-structure.ts';
import { type CodePoints, character, choice, type Expression, repeat, sequence } from './expression.ts';

/**
 * @throws {LocumError} `bad-argument` when `source` is no regular expression; `unsupported` for what looks beyond a
 *   character: look-around, word boundaries, back references, anchors in the middle; `limit-exceeded`
 */
export function regularExpression(source: string): Expression {
  return choice(...parse(source).alternatives.map((alternative) => alternativeOf(alternative)));
}

function parse(source: string): AST.Pattern {
  requireWithin('expressionSource', source.length, 'The regular expression');
  requireWithin('depth', regexStructure(source).depth, 'The regular expression');
  try {
    return new RegExpParser().parsePattern(source, undefined, undefined, { unicode: true });
  } catch (cause) {
    if (!(cause instanceof RegExpSyntaxError)) throw cause;
    throw new LocumError('bad-argument', `“${source}” is no regular expression: ${cause.message}.`, {
      cause,
      hint: 'The syntax is that of JavaScript, Unicode mode.',
      details: { position: cause.index },
    });
  }
}

function alternativeOf({ elements }: AST.Alternative): Expression {
  return sequence(...elements.map(elementOf));
}

function elementOf(element: AST.Element): Expression {
  switch (element.type) {
    case 'Character':
      return character([element.value, element.value]);
    case 'CharacterSet':
      return character(...setOf(element));
    case 'CharacterClass':
      return character(...classOf(element));
    case 'ExpressionCharacterClass':
      throw unsupported(element, 'operations on classes');
    case 'Group':
      if (element.modifiers !== null) throw unsupported(element, 'flags within an expression');
      return choice(...element.alternatives.map(alternativeOf));
    case 'CapturingGroup':
      return choice(...element.alternatives.map(alternativeOf));
    case 'Quantifier':
      return repeat(elementOf(element.element), element.min, element.max);
    case 'Assertion':
      // The whole text has to match anyway.
      if (element.kind === 'start' && isAtEdge(element, 'start')) return sequence();
      if (element.kind === 'end' && isAtEdge(element, 'end')) return sequence();
      throw unsupported(element, ASSERTIONS[element.kind]);
    case 'Backreference':
      throw unsupported(element, 'a back reference');
    default:
      return element satisfies never;
  }
}

const ASSERTIONS: Readonly<Record<AST.Assertion['kind'], string>> = {
  start: '“^” other than at the beginning',
  end: '“$” other than at the end',
  word: 'a word boundary',
  lookahead: 'a look-ahead',
  lookbehind: 'a look-behind',
};

/** Nothing can stand before (after) it in any match. */
function isAtEdge(node: AST.Element, edge: 'start' | 'end'): boolean {
  const { parent } = node;
  if (parent?.type !== 'Alternative') return false;
  if (parent.elements.at(edge === 'start' ? 0 : -1) !== node) return false;
  const around = parent.parent;
  return (
    around.type === 'Pattern' ||
    ((around.type === 'Group' || around.type === 'CapturingGroup') && isAtEdge(around, edge))
  );
}

function unsupported({ raw, start }: AST.Node, what: string): LocumError {
  return new LocumError('unsupported', `A constraint cannot hold ${what}: “${raw}”.`, {
    hint: 'Characters, classes, groups, alternatives and repetitions can be used.',
    details: { position: start },
  });
}

function classOf({ elements, negate }: AST.CharacterClass): readonly CodePoints[] {
  const ranges = union(
    elements.flatMap((element): readonly CodePoints[] => {
      switch (element.type) {
        case 'Character':
          return [[element.value, element.value]];
        case 'CharacterClassRange':
          return [[element.min.value, element.max.value]];
        case 'CharacterSet':
          return setOf(element);
        case 'CharacterClass':
          return classOf(element);
        case 'ExpressionCharacterClass':
        case 'ClassStringDisjunction':
          throw unsupported(element, 'operations on classes');
        default:
          return element satisfies never;
      }
    }),
  );
  return negate ? complement(ranges) : ranges;
}

/** `.`, `\d`, `\w`, `\s`, `\p{…}` and their opposites. */
function setOf(set: AST.CharacterSet): readonly CodePoints[] {
  if (set.kind === 'digit' && !set.negate) return [[0x30, 0x39]];
  const known = SETS.get(set.raw) ?? matchedBy(set.raw);
  SETS.set(set.raw, known);
  return known;
}

const SETS = new Map<string, readonly CodePoints[]>();

/** Sorted, without overlaps. */
function union(ranges: readonly CodePoints[]): readonly CodePoints[] {
  const joined: [number, number][] = [];
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    const previous = joined.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else joined.push([first, last]);
  }
  return joined;
}

function complement(sorted: readonly CodePoints[]): readonly CodePoints[] {
  const ends = [...sorted, [0x110000, 0x110000] as const];
  return ends
    .map(([first], index): CodePoints => [(sorted[index - 1]?.[1] ?? -1) + 1, first - 1])
    .filter(([first, last]) => first <= last);
}

/** What a set matches, by trying every character. */
function matchedBy(source: string): readonly CodePoints[] {
  const ranges: CodePoints[] = [];
  const run = new RegExp(`${source}+`, 'gu');
  for (const [text, offset] of everyCharacter()) {
    const units = offset < 0x10000 ? 1 : 2;
    for (const match of text.matchAll(run)) {
      const first = offset + match.index / units;
      ranges.push([first, first + match[0].length / units - 1]);
    }
  }
  return ranges;
}

/** All characters in order, in texts of neighbours, each with its first code point. Surrogates are none. */
function* everyCharacter(): Generator<readonly [string, number]> {
  const spans: CodePoints[] = [
    [0, 0xd7ff],
    [0xe000, 0xffff],
  ];
  for (let plane = 1; plane <= 16; plane++) spans.push([plane << 16, (plane << 16) + 0xffff]);
  for (const [first, last] of spans) {
    let text = '';
    for (let from = first; from <= last; from += 0x1000) {
      text += String.fromCodePoint(...Array.from({ length: Math.min(0x1000, last - from + 1) }, (_, i) => from + i));
    }
    yield [text, first];
  }
}

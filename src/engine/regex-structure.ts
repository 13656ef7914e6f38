/**
 * How a regular expression is built, read without running it, and in any dialect: groups, repetitions and alternatives are written
 * alike in all of them. An expression that repeats what can itself be read in several ways can take exponentially long.
 */

export interface RegexStructure {
  /** Groups in groups. */
  readonly depth: number;
  /** A group is repeated that holds alternatives, or repetitions of no fixed number. */
  readonly ambiguousRepetition: boolean;
  /** The most repetitions without end in one alternative. */
  readonly unboundedInARow: number;
}

interface Group {
  /** Alternatives, or a repetition of no fixed number. */
  isAmbiguous: boolean;
  unbounded: number;
}

/** `*`, `+`, `?`, `{2}`, `{2,}`, `{,3}`, `{2,3}`; what makes it lazy or possessive says nothing here. */
const REPETITION = /[*+?]|\{(\d*)(?:(,)(\d*))?\}/y;

export function regexStructure(source: string): RegexStructure {
  const groups: Group[] = [{ isAmbiguous: false, unbounded: 0 }];
  let depth = 0;
  let ambiguousRepetition = false;
  let unboundedInARow = 0;
  /** The group that has just been closed: what a repetition after it repeats. */
  let closed: Group | null = null;
  for (let at = 0; at < source.length; ) {
    const group = groups.at(-1)!;
    const char = source[at];
    REPETITION.lastIndex = at;
    const repetition = char === '\\' ? null : REPETITION.exec(source);
    if (repetition !== null) {
      const { isFixed, isUnbounded, isRepeated } = kindOf(repetition);
      if (isRepeated && closed?.isAmbiguous) ambiguousRepetition = true;
      if (!isFixed) group.isAmbiguous = true;
      if (isUnbounded) group.unbounded++;
      unboundedInARow = Math.max(unboundedInARow, group.unbounded);
      closed = null;
      at += repetition[0].length;
      // Lazy or possessive.
      if (source[at] === '?' || source[at] === '+') at++;
      continue;
    }
    closed = null;
    if (char === '[') {
      at = classEnd(source, at);
      continue;
    }
    if (char === '(') {
      groups.push({ isAmbiguous: false, unbounded: 0 });
      depth = Math.max(depth, groups.length - 1);
      at += /^\(\?(?:<?[=!]|<\w+>|[\w-]*:|>)?/.exec(source.slice(at, at + 64))?.[0].length ?? 1;
      continue;
    }
    if (char === ')' && groups.length > 1) {
      closed = group;
      groups.pop();
      const outer = groups.at(-1)!;
      outer.isAmbiguous ||= group.isAmbiguous;
      outer.unbounded += group.unbounded;
      unboundedInARow = Math.max(unboundedInARow, outer.unbounded);
    } else if (char === '|') {
      group.isAmbiguous = true;
      group.unbounded = 0;
    }
    at += char === '\\' ? 2 : 1;
  }
  return { depth, ambiguousRepetition, unboundedInARow };
}

function kindOf([whole, least, comma, most]: RegExpExecArray) {
  if (whole === '?') return { isFixed: false, isUnbounded: false, isRepeated: false };
  if (whole === '*' || whole === '+') return { isFixed: false, isUnbounded: true, isRepeated: true };
  return {
    isFixed: comma === undefined,
    isUnbounded: comma !== undefined && most === '',
    isRepeated: Number(most || least) > 1 || (comma !== undefined && most === ''),
  };
}

/** After a class of characters, classes in it included. */
function classEnd(source: string, begin: number): number {
  let depth = 0;
  for (let at = begin; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') depth++;
    else if (source[at] === ']' && --depth === 0) return at + 1;
  }
  return source.length;
}

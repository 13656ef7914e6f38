/** Multiple choice: options are lines that begin with a letter. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { isLead, isPointedOut, justBefore, polarityAt } from './polarity.ts';

const OPTION = /^\s*\(?([A-Z])[).:]?\s+(\S.*)$/u;

export interface Option {
  readonly letter: string;
  readonly text: string;
}

/** Lines without letters get them, in their order. Lines have letters if all have, and in order: “E. coli” alone has none. */
export function optionsOf(options: string): readonly Option[] {
  const lines = options.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
  const inOrder = lines.map((line, index) => ({ line, letter: String.fromCharCode(65 + index) }));
  const own = inOrder.map(({ line, letter }) => {
    const [, written, text = ''] = OPTION.exec(line) ?? [];
    return written === letter ? { letter, text: text.trim() } : null;
  });
  return own.every((option) => option !== null)
    ? own
    : inOrder.map(({ line, letter }) => ({ letter, text: line.trim() }));
}

/** As a model is shown them: every option behind its letter. */
export function letteredOptions(options: string): string {
  return optionsOf(options)
    .map(({ letter, text }) => `${letter}. ${text}`)
    .join('\n');
}

export function optionLetters(options: string): readonly string[] {
  return optionsOf(options).map(({ letter }) => letter);
}

interface Mention {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
  readonly byText: boolean;
}

/**
 * The option that the answer names by its letter or its words. What it denies does not count; of several the one counts that it points
 * out (“the answer is C”) or begins with, unless a second stands beside it as its equal.
 */
export function parseOption(answer: string, options: string): ParsedAnswer {
  const known = optionsOf(options);
  const all = [...letterMentions(answer, known), ...textMentions(answer, known)];
  const mentions = all.filter(({ start, end }) => polarityAt(answer, start, end) === 'affirmed');
  const letters = [...new Set(mentions.map(({ letter }) => letter))];
  const [only] = letters;
  const chosen = letters.length === 1 ? only : standingOut(answer, mentions);
  const option = known.find(({ letter }) => letter === chosen);
  if (option === undefined) {
    if (letters.length > 1) return unreadable('It names more than one option.');
    return unreadable(`It names none of the options ${known.map(({ letter }) => letter).join(', ')}.`);
  }
  const isByText = mentions.every(({ letter, byText }) => letter !== option.letter || byText);
  return read(
    { kind: 'label', label: option.letter },
    isByText ? 'Read from the words of the option.' : `${option.letter}: ${option.text}`,
  );
}

/** A letter by itself (looked for first, as what is before it takes longer): at the beginning, in brackets or stars, before a bracket or stop, or after “answer”, “option” and their like. */
const LETTER =
  /(?=[A-Z])(?<=^[\s"'“*#(_[]*|[(*"“'[]|\b(?:answer|option|choice|letter|pick|choose|select|both|either|is|be|and|or|not|but|neither|nor|\/|,|&)[\s:*"'“(_[-]*)([A-Z])(?![\p{L}\p{N}'’])/giu;

function letterMentions(answer: string, known: readonly Option[]): readonly Mention[] {
  return [...answer.matchAll(LETTER)].flatMap(({ index: start, 1: written = '' }) => {
    const end = start + 1;
    const letter = written.toUpperCase();
    // “A” before a word is an article, “I” a pronoun; a small letter is one only where it stands alone or in marks.
    const isWord =
      /^[aAI]$/u.test(written) &&
      /^\s+\p{Ll}/u.test(answer.slice(end)) &&
      !/^\s+(?:is|and|or|because|but)\b/u.test(answer.slice(end));
    const isSmall =
      /\p{Ll}/u.test(written) &&
      !/^[)\]*"”'.,:;\s]*(?:$|\n)/u.test(answer.slice(end)) &&
      !/[([*"]$/u.test(justBefore(answer, start));
    return isWord || isSmall || !known.some((option) => option.letter === letter)
      ? []
      : [{ letter, start, end, byText: false }];
  });
}

/** The longest option first, so that “heparin” within “heparin drip” is not another option. */
function textMentions(answer: string, known: readonly Option[]): readonly Mention[] {
  const said = answer.toLowerCase();
  const mentions: Mention[] = [];
  for (const { letter, text } of [...known].sort((a, b) => b.text.length - a.text.length)) {
    const wanted = text.toLowerCase().replace(/[.\s]+$/u, '');
    for (let at = said.indexOf(wanted); at >= 0 && wanted !== ''; at = said.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      const isWhole = !/[\p{L}\p{N}]$/u.test(justBefore(said, at)) && !/^[\p{L}\p{N}]/u.test(said.slice(end));
      const isWithin = mentions.some((other) => other.start <= at && other.end >= end);
      if (isWhole && !isWithin) mentions.push({ letter, start: at, end, byText: true });
    }
  }
  return mentions;
}

function standingOut(answer: string, mentions: readonly Mention[]): string | undefined {
  for (const stands of [isPointedOut, isLead]) {
    const standing = mentions.filter(({ start }) => stands(answer, start));
    const [first] = standing;
    if (first === undefined) continue;
    const isEqual = standing.some(({ end, letter }) =>
      mentions.some(
        (other) =>
          other.letter !== letter &&
          other.start >= end &&
          /^[)\]*"”'.]*\s*(?:\/|,|and|or|&)+\s*["“'*([]*(?:option\s+)?$/iu.test(answer.slice(end, other.start)),
      ),
    );
    return new Set(standing.map(({ letter }) => letter)).size === 1 && !isEqual ? first.letter : undefined;
  }
  return undefined;
}

/** Multiple choice: options are lines that begin with a letter. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

const OPTION = /^\s*\(?([A-Z])[).:]\s+(\S.*)$/u;

interface Option {
  readonly letter: string;
  readonly text: string;
}

/** Lines without a letter get one, in their order. */
function optionsOf(options: string): readonly Option[] {
  const lines = options.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const [, letter, text] = OPTION.exec(line) ?? [];
    return letter !== undefined && text !== undefined
      ? { letter, text: text.trim() }
      : { letter: String.fromCharCode(65 + index), text: line.trim() };
  });
}

export function optionLetters(options: string): readonly string[] {
  return optionsOf(options).map(({ letter }) => letter);
}

/** A letter that stands alone at the beginning or after “answer”, or else an option's own words. */
export function parseOption(answer: string, options: string): ParsedAnswer {
  const known = optionsOf(options);
  const [, first] =
    /^[\s"'“*#]*(?:(?:the\s+)?(?:correct\s+)?(?:answer|option)(?:\s+is)?[\s:*]*)?\(?([A-Z])(?![\p{L}\p{N}'’])/iu.exec(
      answer,
    ) ?? [];
  // “A” at the beginning of a sentence is an article, unless punctuation or the end follows it.
  const letter = first !== undefined && !/^\s*[Aa]\s+\p{Ll}/u.test(answer) ? first.toUpperCase() : undefined;
  const chosen = known.find((option) => option.letter === letter);
  if (chosen !== undefined) return read({ kind: 'label', label: chosen.letter }, `${chosen.letter}: ${chosen.text}`);
  const said = answer.toLowerCase();
  const byText = known.filter(({ text }) => said.includes(text.toLowerCase()));
  const [only] = byText;
  if (byText.length === 1 && only !== undefined) {
    return read({ kind: 'label', label: only.letter }, 'Read from the words of the option.');
  }
  if (byText.length > 1) return unreadable('It names more than one option.');
  return unreadable(`It names none of the options ${known.map((option) => option.letter).join(', ')}.`);
}

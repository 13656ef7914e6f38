/** JSON in an answer that may have words, fences or a cut end round it, checked against a schema. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

/** More than an answer can have; a longer text is no answer. */
const LONGEST = 200_000;

export type FoundJson =
  | { readonly ok: true; readonly value: unknown; readonly bare: boolean }
  | { readonly ok: false; readonly problem: string };

/** The first complete object or list of the text. Nothing is mended: what a model meant by broken JSON is not for us to say. */
export function findJson(answer: string): FoundJson {
  if (answer.length > LONGEST) return { ok: false, problem: 'It is too long to be an answer.' };
  const text = answer.trim();
  let from = 0;
  for (let tries = 0; tries < 8; tries++) {
    const offset = text.slice(from).search(/[[{]/u);
    if (offset < 0) break;
    const start = from + offset;
    const end = closing(text, start);
    if (end === null) return { ok: false, problem: 'The JSON breaks off before its end.' };
    const value = attempt(text.slice(start, end));
    if (value !== undefined) return { ok: true, value, bare: start === 0 && end === text.length };
    from = start + 1;
  }
  return { ok: false, problem: from === 0 ? 'It has no JSON.' : 'Its JSON cannot be read.' };
}

/** One past the bracket that closes the one at `start`; null when none does. Brackets in strings do not count. */
function closing(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

function attempt(json: string): unknown {
  try {
    // A member called __proto__ is data here as any other, and no schema of ours knows it.
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Says what is wrong, or null. */
export type Validator = (value: unknown) => string | null;

export function parseJson(answer: string, validate: Validator): ParsedAnswer {
  const found = findJson(answer);
  if (!found.ok) return unreadable(found.problem);
  const problem = validate(found.value);
  if (problem !== null) return unreadable(`The JSON does not fit its schema: ${problem}.`);
  return read({ kind: 'json', value: found.value }, found.bare ? null : 'Words round the JSON were left out.');
}

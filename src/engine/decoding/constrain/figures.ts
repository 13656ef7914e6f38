/** No figure that was not heard: digits go only where they spell one of the numbers given; everything else is free. */
import { isAllowed, maskOf, type TokenMask } from '../../lm/token-mask.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { type Constraint, type ConstraintSpace, notAllowed } from './constraint.ts';

/** @param heard runs of digits; of “39.2” there are two */
export function figures(heard: readonly string[], space: ConstraintSpace): Constraint {
  return new Figures(new Heard(heard, space), '');
}

/** What all states of one constraint share. */
class Heard {
  readonly #runs: ReadonlySet<string>;
  readonly #beginnings: ReadonlySet<string>;
  readonly #space: ConstraintSpace;
  /** Masks by the digits at the text's end. */
  readonly #masks = new Map<string, TokenMask>();

  constructor(heard: readonly string[], space: ConstraintSpace) {
    this.#runs = new Set(heard);
    this.#beginnings = new Set(heard.flatMap((run) => Array.from(run, (_, at) => run.slice(0, at + 1))));
    this.#space = space;
  }

  /** The digits at the end may stand as they are. */
  isWhole(run: string): boolean {
    return run === '' || this.#runs.has(run);
  }

  /** The digits at the end behind `id`; null where it may not follow. */
  after(run: string, id: number): string | null {
    const text = this.#textOf(id);
    if (text === '') return this.isWhole(run) ? '' : null;
    let open = run;
    for (const character of text) {
      if (character >= '0' && character <= '9') {
        open += character;
        if (!this.#beginnings.has(open)) return null;
      } else {
        if (!this.isWhole(open)) return null;
        open = '';
      }
    }
    return open;
  }

  allowed(run: string): TokenMask {
    const known = this.#masks.get(run);
    if (known !== undefined) return known;
    const digits = tokensWithDigits(this.#space);
    const isWhole = this.isWhole(run);
    const mask = maskOf(this.#space.vocabularySize, (id) => (digits.has(id) ? this.after(run, id) !== null : isWhole));
    this.#masks.set(run, mask);
    return mask;
  }

  #textOf(id: number): string {
    const { tokenizer, stopIds } = this.#space;
    if (stopIds.includes(id)) return '';
    return tokensWithDigits(this.#space).get(id) ?? tokenizer.tokenText(id);
  }
}

/** One for a tokenizer: a vocabulary has tens of thousands. */
const withDigits = new WeakMap<Tokenizer, ReadonlyMap<number, string>>();

function tokensWithDigits({ tokenizer, vocabularySize }: ConstraintSpace): ReadonlyMap<number, string> {
  const known = withDigits.get(tokenizer);
  if (known !== undefined) return known;
  const found = new Map<number, string>();
  for (let id = 0; id < Math.min(tokenizer.size, vocabularySize); id++) {
    const text = tokenizer.kind(id) === 'special' ? '' : tokenizer.tokenText(id);
    if (/\d/u.test(text)) found.set(id, text);
  }
  withDigits.set(tokenizer, found);
  return found;
}

class Figures implements Constraint {
  readonly #heard: Heard;
  readonly #run: string;

  constructor(heard: Heard, run: string) {
    this.#heard = heard;
    this.#run = run;
  }

  get isComplete(): boolean {
    return this.#heard.isWhole(this.#run);
  }

  get isFinished(): boolean {
    return false;
  }

  allowed(): TokenMask {
    return this.#heard.allowed(this.#run);
  }

  next(id: number): Constraint {
    const run = isAllowed(this.allowed(), id) ? this.#heard.after(this.#run, id) : null;
    if (run === null) throw notAllowed(id);
    return run === this.#run ? this : new Figures(this.#heard, run);
  }
}

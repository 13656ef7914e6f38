/**
 * A chat template as a program that ends: Jinja (`@huggingface/jinja`) with a budget of steps. Templates come with models, from
 * strangers, and a loop in one must not hold the engine up.
 */
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { LocumError } from '../errors.ts';
import { beyondLimit, LIMITS, requireWithin } from '../limits.ts';

const SUBJECT = 'The chat template';
/** Texts are copied and searched by the step: so many of their characters count as one more. */
const CHARACTERS_A_STEP = 128;
/** A time round a loop makes a scope and what `loop` knows of it, before anything in its body is evaluated. */
const STEPS_AN_ITERATION = 10;

export class ChatTemplate {
  readonly #program: ReturnType<typeof parse>;

  /** @throws {LocumError} `checkpoint-invalid`, `limit-exceeded` */
  constructor(source: string, label: string) {
    requireWithin('templateSource', source.length, `${label}: the chat template`);
    try {
      this.#program = parse(tokenize(source, { lstrip_blocks: true, trim_blocks: true }));
    } catch (cause) {
      throw new LocumError('checkpoint-invalid', `${label}: the chat template is not valid Jinja: ${String(cause)}`, {
        cause,
      });
    }
  }

  /** @throws {LocumError} `limit-exceeded` @throws {Error} where the template itself refuses or is wrong */
  render(variables: Readonly<Record<string, unknown>>): string {
    const environment = new Environment();
    for (const [name, value] of Object.entries({ ...GLOBALS, ...variables })) environment.set(name, value);
    const { value } = new BoundedInterpreter(environment).run(this.#program);
    return String(value);
  }
}

type Evaluate = Interpreter['evaluate'];
type Statement = NonNullable<Parameters<Evaluate>[0]>;

/** What a `for` goes over; with a condition (`for … if …`), what that chooses from. Null: the statement is no loop. */
function iterableOf(statement: Statement): Statement | null {
  if (!('iterable' in statement)) return null;
  const iterable = statement.iterable as Statement;
  return 'lhs' in iterable && iterable.type === 'SelectExpression' ? (iterable.lhs as Statement) : iterable;
}

class BoundedInterpreter extends Interpreter {
  #steps = 0;
  /** What loops of the program go over. */
  readonly #iterables = new WeakSet<Statement>();

  override evaluate(...[statement, environment]: Parameters<Evaluate>): ReturnType<Evaluate> {
    this.#count(1);
    const iterable = statement === undefined ? null : iterableOf(statement);
    if (iterable !== null) this.#iterables.add(iterable);
    const result = super.evaluate(statement, environment);
    const { value } = result;
    if (typeof value === 'string') {
      if (value.length > LIMITS.templateOutput.most) throw beyondLimit('templateOutput', SUBJECT);
      this.#count(value.length / CHARACTERS_A_STEP);
    } else {
      // A loop goes over a list once for each time that the list is evaluated, even with nothing in its body.
      const size = Array.isArray(value) ? value.length : value instanceof Map ? value.size : 0;
      this.#count(size * (statement !== undefined && this.#iterables.has(statement) ? STEPS_AN_ITERATION : 1));
    }
    return result;
  }

  #count(steps: number): void {
    this.#steps += steps;
    if (this.#steps > LIMITS.templateSteps.most) throw beyondLimit('templateSteps', SUBJECT);
  }
}

/** What templates of transformers find defined, as the library's own `Template` has it. */
const GLOBALS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
  range,
  strftime_now: (format: string) => strftime(new Date(), format),
  raise_exception(message: unknown) {
    throw new Error(String(message));
  },
};

function range(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  if (step === 0) throw new Error('range() must not have a step of zero');
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (!(length <= LIMITS.templateSteps.most)) throw beyondLimit('templateSteps', SUBJECT);
  return Array.from({ length }, (_, index) => from + index * step);
}

/** Python's `strftime` in English, whatever the browser speaks: models were trained with that. */
function strftime(date: Date, format: string): string {
  const name = (options: Intl.DateTimeFormatOptions) => date.toLocaleDateString('en', options);
  const two = (value: number) => String(value).padStart(2, '0');
  const fields: Readonly<Record<string, () => string>> = {
    Y: () => String(date.getFullYear()),
    m: () => two(date.getMonth() + 1),
    d: () => two(date.getDate()),
    b: () => name({ month: 'short' }),
    B: () => name({ month: 'long' }),
    a: () => name({ weekday: 'short' }),
    A: () => name({ weekday: 'long' }),
    H: () => two(date.getHours()),
    M: () => two(date.getMinutes()),
    S: () => two(date.getSeconds()),
    '%': () => '%',
  };
  return format.replace(/%([YmdbBaAHMS%])/g, (whole, field: string) => fields[field]?.() ?? whole);
}

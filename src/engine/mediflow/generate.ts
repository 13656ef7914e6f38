/** One triplet: an instruction said anew, an input that is made up for it, and the output that the writer gives to both. */

import type { FieldTexts, TaskField } from '../tasks/library/definition.ts';
import { mediFlowTask } from '../tasks/library/mediflow.ts';
import { answerConstraint, libraryInput, libraryPrompt } from '../tasks/library/request.ts';
import type { Cell } from './cell.ts';
import { documentPrompt, fieldPrompt, instructionPrompt } from './prompts.ts';
import type { Triplet } from './triplet.ts';
import type { Writer } from './writer.ts';

export interface TripletRequest {
  readonly cell: Cell;
  readonly index: number;
  readonly seed: number;
  /** Most tokens of each text. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal | undefined;
}

/** Why there is no triplet: a text was empty or next to it, or a form was not complete when the tokens ran out. */
export type Rejection = 'empty' | 'cut-off';

/** Texts that could not be used, for each that is wanted: from then on the model cannot do it. */
export const MOST_REJECTED = 20;

/** Instructions and questions are short. */
const SHORT = 64;
const LEAST_WORDS = 4;
/** Three options with their letters, a line each. */
const OPTIONS = 'A\\) [^\\n]{2,60}\\nB\\) [^\\n]{2,60}\\nC\\) [^\\n]{2,60}';

/** The same request gives the same triplet. @throws {LocumError} what the writer throws @throws {Cancelled} */
export async function writeTriplet(writer: Writer, request: TripletRequest): Promise<Triplet | Rejection> {
  const { cell, index, seed, maxTokens, signal } = request;
  const { temperature } = cell;
  let call = 0;
  const write = (asked: Pick<Parameters<Writer['write']>[0], 'prompt' | 'maxTokens' | 'constraint'>) =>
    writer.write({ ...asked, temperature, seed: seed * 8 + call++ + index * 64, signal });
  const task = mediFlowTask(cell);
  const [plain, form] = inParts(mediFlowTask({ ...cell, output: 'text' }).instruction, task.instruction);
  const said = await write({ prompt: instructionPrompt(plain, cell), maxTokens: Math.min(SHORT, maxTokens) });
  const document = await write({ prompt: documentPrompt(cell), maxTokens });
  if (said === null || document === null || isShort(said) || isShort(document)) return 'empty';
  const fields: Record<string, string> = { [task.fields[0]!.name]: document };
  for (const field of task.fields.slice(1)) {
    const text = await write({
      prompt: fieldPrompt(field, cell, document),
      maxTokens: isOptions(field) ? 2 * SHORT : SHORT,
      constraint: isOptions(field) ? { kind: 'regular-expression', source: OPTIONS } : undefined,
    });
    if (text === null) return 'cut-off';
    if (text === '') return 'empty';
    fields[field.name] = text;
  }
  // How the answer is to look like stays as it is.
  const own = { ...task, instruction: `${said}${form}` };
  const output = await write({
    prompt: libraryPrompt(own, fields),
    maxTokens: Math.min(task.maxTokens, maxTokens),
    constraint: answerConstraint(own, fields) ?? undefined,
  });
  if (output === null) return 'cut-off';
  if (output === '') return 'empty';
  const { type, document: kind, section, level, output: format } = cell;
  return {
    id: `${seed}-${index}`,
    index,
    ...{ type, document: kind, section, level, format, temperature },
    model: writer.label,
    instruction: own.instruction,
    input: libraryInput(own, fields satisfies FieldTexts),
    output,
  };
}

const isOptions = ({ name }: TaskField): boolean => name === 'options';
const isShort = (text: string): boolean => text.split(/\s+/u).length < LEAST_WORDS;

/** What is asked for, and what is said of the answer's form after it. */
function inParts(plain: string, whole: string): readonly [string, string] {
  return [plain, whole.slice(plain.length)];
}

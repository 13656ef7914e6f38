/** One instruction with an input and an output, as a line of JSON. docs/mediflow.schema.json says the same for other tools. */
import * as v from 'valibot';
import { TASK_TYPES } from '../tasks/library/mediflow.ts';
import { LEVELS } from './cell.ts';

const Text = v.pipe(v.string(), v.minLength(1));

export const Triplet = v.strictObject({
  /** `SEED-INDEX` */
  id: v.pipe(v.string(), v.regex(/^\d+-\d+$/)),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  type: v.picklist(TASK_TYPES.map(({ name }) => name)),
  document: Text,
  section: v.nullable(Text),
  level: v.picklist(LEVELS),
  format: v.picklist(['text', 'json']),
  temperature: v.pipe(v.number(), v.minValue(0)),
  /** Who wrote it. */
  model: Text,
  instruction: Text,
  input: Text,
  output: Text,
});
export type Triplet = v.InferOutput<typeof Triplet>;

/** Fields that several tasks ask for. */
import type { TaskField } from './definition.ts';

export const text = (label: string, rows = 10): TaskField => ({ name: 'input', label, rows });

export const QUESTION: TaskField = { name: 'question', label: 'Question', rows: 2 };
export const OPTIONS: TaskField = { name: 'options', label: 'Options, one a line', rows: 5 };

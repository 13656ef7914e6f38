import { describe, expect, it } from 'vitest';
import { CLASSIFY_OPTIONS } from './classify.ts';
import { OPTIONS } from './common.ts';
import { CONVERT_OPTIONS } from './convert.ts';
import { EVAL_OPTIONS } from './eval.ts';
import { HELP } from './help.ts';
import { IDENTIFIERS_OPTIONS } from './identifiers.ts';
import { MEDIFLOW_OPTIONS } from './mediflow.ts';
import { MERGE_OPTIONS } from './merge.ts';
import { NOTE_OPTIONS } from './note.ts';
import { RESULTS_OPTIONS } from './results.ts';
import { REVIEW_OPTIONS } from './review.ts';
import { SERVE_OPTIONS } from './serve.ts';
import { SHIFT_OPTIONS } from './shift.ts';

const ALL = {
  all: OPTIONS,
  note: NOTE_OPTIONS,
  classify: CLASSIFY_OPTIONS,
  eval: EVAL_OPTIONS,
  shift: SHIFT_OPTIONS,
  convert: CONVERT_OPTIONS,
  merge: MERGE_OPTIONS,
  mediflow: MEDIFLOW_OPTIONS,
  identifiers: IDENTIFIERS_OPTIONS,
  results: RESULTS_OPTIONS,
  review: REVIEW_OPTIONS,
  serve: SERVE_OPTIONS,
};

describe('--help', () => {
  it.each(Object.entries(ALL))('names every option of: %s', (_, options) => {
    expect(Object.keys(options).filter((name) => !new RegExp(`--${name}\\b(?!-)`).test(HELP))).toEqual([]);
  });

  it('names no option that there is not', () => {
    const known = new Set(Object.values(ALL).flatMap((options) => Object.keys(options)));
    const named = [...HELP.matchAll(/--([a-z][a-z-]*)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});

/** Cells, triplets, their schema, the judge and the filter; writers are a random model and an endpoint. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { Endpoint } from '../remote/endpoint.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { openTrio } from '../trio.ts';
import { CELLS, cellAt } from './cell.ts';
import { best, duplicates } from './filter.ts';
import { writeTriplet } from './generate.ts';
import { consistency, plantedAgreement, type Rating, rateTriplet, scoreOf } from './judge.ts';
import { ERROR_TYPES, plantError } from './planted-error.ts';
import { histograms } from './survey.ts';
import { Triplet } from './triplet.ts';
import { localWriter, remoteWriter } from './writer.ts';

const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'mediflow.schema.json');
const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(path, 'utf8')));

const SAMPLE: Triplet = {
  id: '1-0',
  index: 0,
  type: 'summarization',
  document: 'discharge summary',
  section: null,
  level: 'easy',
  format: 'text',
  temperature: 0.7,
  model: 'm',
  instruction: 'Summarize this discharge summary.',
  input: 'Admitted with chest pain, which settled; troponin was negative twice, and she went home on aspirin 75 mg.',
  output: 'Chest pain without infarction; home on aspirin 75 mg.',
};
const triplet = (index: number, more: Partial<Triplet> = {}): Triplet => ({
  ...SAMPLE,
  id: `1-${index}`,
  index,
  ...more,
});

describe('cells', () => {
  it('are 14 types × 98 parts × 6 levels × text or JSON', () => {
    expect(CELLS).toBe(14 * 98 * 6 * 2);
  });

  it('take turns, so that 56 have every type in both forms at both temperatures', () => {
    const cells = Array.from({ length: 56 }, (_, index) => cellAt(index, 3, [0.7, 1]));
    const kinds = new Set(cells.map(({ type, output, temperature }) => `${type} ${output} ${temperature}`));
    expect(kinds.size).toBe(56);
    expect(cells).toEqual(Array.from({ length: 56 }, (_, index) => cellAt(index, 3, [0.7, 1])));
    expect(new Set(cells.map(({ level }) => level)).size).toBe(6);
  });
});

describe('the schema of triplets', () => {
  it('says what the reader says', () => {
    const wrong: readonly object[] = [
      ...Object.keys(SAMPLE).map((key) => ({ ...SAMPLE, [key]: undefined })),
      { ...SAMPLE, more: 1 },
      { ...SAMPLE, id: 'x' },
      { ...SAMPLE, type: 'poetry' },
      { ...SAMPLE, level: 'trivial' },
      { ...SAMPLE, output: '' },
      { ...SAMPLE, index: -1 },
      { ...SAMPLE, format: 'xml' },
    ];
    for (const each of [SAMPLE, { ...SAMPLE, section: 'plan' }]) {
      expect([validate(each), v.is(Triplet, each)]).toEqual([true, true]);
    }
    for (const each of wrong) {
      const line = JSON.parse(JSON.stringify(each));
      expect([validate(line), v.is(Triplet, line)], JSON.stringify(line)).toEqual([false, false]);
    }
  });
});

describe('a model that is loaded here', () => {
  const files = byteLevelFiles();
  const open = () => {
    const { source, files: own } = randomCheckpoint({ seed: 5, config: { vocabularySize: 512, contextLength: 2048 } });
    const text = (name: string) => (name in own ? source.text(name) : files.text(name));
    return openTrio({ sources: { base: { ...source, text } }, method: 'base', backend: 'cpu' });
  };

  it('writes the same triplet again, and none that the schema does not know', async () => {
    const trio = await open();
    const writer = localWriter(trio);
    const cell = cellAt(0, 1, [0.8]);
    const request = { cell, index: 0, seed: 1, maxTokens: 16 };
    const written = await writeTriplet(writer, request);
    expect(await writeTriplet(writer, request)).toEqual(written);
    expect(typeof written === 'string' || validate(written)).toBe(true);
    await trio.dispose();
  });

  it('grades every criterion as often as it is asked, from 1 to 4, the same with the same seed', async () => {
    const trio = await open();
    const writer = localWriter(trio);
    const rating = await rateTriplet(writer, SAMPLE, { samples: 5, seed: 1 });
    expect(Object.values(rating.grades).map((grades) => grades.length)).toEqual([5, 5, 5, 5, 5]);
    expect(rating).toEqual(await rateTriplet(writer, SAMPLE, { samples: 5, seed: 1 }));
    expect(scoreOf(rating)).toBeGreaterThanOrEqual(1);
    expect(scoreOf(rating)).toBeLessThanOrEqual(4);
    await trio.dispose();
  });
});

describe('an endpoint', () => {
  const answering = (answers: readonly string[], finish = 'stop') => {
    const bodies: { readonly messages: object; readonly response_format?: object }[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      bodies.push(JSON.parse(String(init?.body)));
      const content = answers[(bodies.length - 1) % answers.length];
      return Response.json({ choices: [{ message: { content }, finish_reason: finish }] });
    };
    return { bodies, writer: remoteWriter(new Endpoint({ baseUrl: 'http://localhost:9/v1', model: 'm', fetch })) };
  };

  it('reads grades as a reader would, and leaves out what is none', async () => {
    const { writer } = answering(['3', ' 4/4', 'Four', '2.', '7']);
    const { grades } = await rateTriplet(writer, SAMPLE, { samples: 5, seed: 1 });
    expect(grades.quality).toEqual([3, 4, 2]);
  });

  it('is asked for JSON by its schema, and what was cut off is none', async () => {
    const json = cellAt(14, 1, [1]);
    expect(json.output).toBe('json');
    const request = { cell: json, index: 14, seed: 1, maxTokens: 99 };
    const whole = answering([
      'Summarize this note, please, for her doctor.',
      'A note of some words.',
      '{"summary":"s"}',
    ]);
    expect(await writeTriplet(whole.writer, request)).toMatchObject({ format: 'json', output: '{"summary":"s"}' });
    expect(whole.bodies.at(-1)?.response_format).toMatchObject({ type: 'json_schema' });
    expect(await writeTriplet(answering(['Some words of a text'], 'length').writer, request)).toBe('cut-off');
    expect(await writeTriplet(answering(['']).writer, request)).toBe('empty');
  });

  it('plants errors of twelve types in turn, and makes no pair where nothing changed', async () => {
    expect(new Set(ERROR_TYPES.map(({ name }) => name)).size).toBe(12);
    const { writer } = answering(['Chest pain without infarction; home on aspirin 750 mg.']);
    const options = { seed: 1, maxTokens: 50 };
    const pair = await plantError(writer, triplet(2), options);
    expect(pair).toMatchObject({ error: 'number', chosen: SAMPLE.output, rejected: expect.stringContaining('750') });
    expect(await plantError(answering([SAMPLE.output]).writer, triplet(2), options)).toBeNull();
  });
});

const rating = (id: string, grades: readonly number[], isPlanted = false): Rating => ({
  id,
  isPlanted,
  judge: 'j',
  grades: { quality: [...grades], alignment: [], coherence: [], realism: [], difficulty: [] },
});

describe('judging and filtering', () => {
  it('scores by the mean grade, and says how far samples and planted outputs agree with it', () => {
    expect(scoreOf(rating('a', [1, 2, 4]))).toBeCloseTo(7 / 3, 12);
    expect(scoreOf(rating('a', []))).toBe(0);
    expect(consistency([rating('a', [1, 1, 2])])).toBeCloseTo(1 / 3, 12);
    expect(consistency([rating('a', [1])])).toBeNull();
    const planted = [rating('a', [4]), rating('b', [2]), rating('c', [3])];
    const foreign = [rating('a', [1], true), rating('b', [2], true), rating('c', [4], true)];
    expect(plantedAgreement([...planted, ...foreign])).toEqual({ pairs: 3, share: 0.5 });
  });

  it('keeps the best once', () => {
    const another =
      'Recurrent headaches over three years, worse with light and noise, relieved by sleep and by sumatriptan.';
    const all = [
      triplet(0),
      triplet(1, { input: SAMPLE.input.replace('75 mg.', '75 mg!') }),
      triplet(2, { input: another, output: 'Migraine.' }),
      triplet(3, {
        input: `${another.toUpperCase()} A scan two years ago was clear and she has had none since.`,
        output: 'Migraine, imaged.',
      }),
    ];
    expect([...duplicates(all)]).toEqual(['1-1']);
    const scores = new Map([
      ['1-0', 2],
      ['1-1', 4],
      ['1-2', 3],
      ['1-3', 2.5],
    ]);
    expect(best(all, scores, 2).map(({ id }) => id)).toEqual(['1-2', '1-3']);
    expect(best(all, scores, 9).map(({ id }) => id)).toEqual(['1-0', '1-2', '1-3']);
    expect(histograms(all).document).toEqual([{ value: 'discharge summary', count: 4 }]);
  });
});

/** Each parser on good, sloppy and hostile answers. */
import { describe, expect, it } from 'vitest';
import type { AnswerShape, FieldTexts, LibraryTask } from '../definition.ts';
import { LIBRARY_TASKS } from '../library.ts';
import { parseAnswer } from './answer.ts';
import type { AnswerValue } from './parsed.ts';

const [TASK] = LIBRARY_TASKS as [LibraryTask];

async function parse(answer: AnswerShape, written: string, fields: FieldTexts = {}) {
  return parseAnswer({ ...TASK, answer }, fields, written);
}

/** The value, or the problem. */
async function readBy(answer: AnswerShape, written: string, fields: FieldTexts = {}): Promise<AnswerValue | string> {
  const parsed = await parse(answer, written, fields);
  return parsed.ok ? parsed.value : parsed.problem;
}

describe('labels', () => {
  const inference: AnswerShape = { kind: 'label', labels: ['entailment', 'contradiction', 'neutral'] };
  const fall: AnswerShape = { kind: 'label', labels: ['fall', 'no fall'] };

  it.each([
    ['entailment', 'entailment'],
    [' Neutral.\n', 'neutral'],
    ['**Answer:** "CONTRADICTION", because he denies pain.', 'contradiction'],
    ['The relation is entailment, and only entailment.', 'entailment'],
    ['Neutral. It is neither entailment nor contradiction.', 'neutral'],
  ])('%j is %s', async (written, label) => {
    expect(await readBy(inference, written)).toEqual({ kind: 'label', label });
  });

  it('reads a label inside a longer one as the longer', async () => {
    expect(await readBy(fall, 'No  fall occurred.')).toEqual({ kind: 'label', label: 'no fall' });
    expect(await readBy(fall, 'Fall')).toEqual({ kind: 'label', label: 'fall' });
  });

  it.each([
    '',
    'It could be entailment or neutral.',
    'entailments',
    'nonneutral',
    '<script>neutra</script>',
    'neutra\u200bl',
  ])('%j is no answer', async (written) => {
    expect(await readBy(inference, written)).toMatch(/^It names/);
  });

  it('takes marks in labels literally', async () => {
    const labels: AnswerShape = { kind: 'label', labels: ['a.b', 'SOAP / Chart', '(x)'] };
    expect(await readBy(labels, 'acb')).toMatch(/none/);
    expect(await readBy(labels, 'soap / chart')).toEqual({ kind: 'label', label: 'SOAP / Chart' });
  });
});

describe('options', () => {
  const shape: AnswerShape = { kind: 'option' };
  const options = 'A. Aspirin\nB) Warfarin\n(C) Heparin drip\nD: Nothing';

  it.each([
    ['B', 'B'],
    ['(c)', 'C'],
    ['The correct answer is D.', 'D'],
    ['**Answer: A**', 'A'],
    ['A heparin drip is right.', 'C'],
    ['warfarin', 'B'],
  ])('%j is %s', async (written, label) => {
    expect(await readBy(shape, written, { options })).toEqual({ kind: 'label', label });
  });

  it.each(['', 'E', 'Aspirin or warfarin', 'Always'])('%j is no answer', async (written) => {
    expect(await readBy(shape, written, { options })).toMatch(/^It names/);
  });
});

describe('prose', () => {
  it('drops what models put round an answer', async () => {
    expect(await readBy({ kind: 'text' }, '```\nTake one a day.\n```')).toEqual({
      kind: 'text',
      text: 'Take one a day.',
    });
    expect(await readBy({ kind: 'text' }, 'Sure! Here is the summary:\nStable.')).toEqual({
      kind: 'text',
      text: 'Stable.',
    });
    expect(await readBy({ kind: 'text' }, '“No fever.”')).toEqual({ kind: 'text', text: 'No fever.' });
    expect(await readBy({ kind: 'text' }, ' \n ')).toBe('It is empty.');
  });

  it('keeps markup as text: nothing is interpreted', async () => {
    const hostile = '<img src=x onerror=alert(1)> [click](javascript:alert(1))';
    expect(await readBy({ kind: 'text' }, hostile)).toEqual({ kind: 'text', text: hostile });
  });

  it.each([
    ['Dr. Smith saw a 4.5 cm mass, i.e. a tumor. He left.', 'Dr. Smith saw a 4.5 cm mass, i.e. a tumor.'],
    ['Is it\nsafe? Yes!', 'Is it safe?'],
    ['no full stop\nsecond line', 'no full stop'],
    ['Take 5 mg p.o. daily', 'Take 5 mg p.o. daily'],
  ])('the first sentence of %j', async (written, text) => {
    expect(await readBy({ kind: 'sentence' }, written)).toEqual({ kind: 'text', text });
  });

  it('reads lists with any marks, without repetitions', async () => {
    expect(await readBy({ kind: 'list' }, 'Problems:\n1. CHF\n- COPD\n• chf\n\n(4) 3-vessel disease')).toEqual({
      kind: 'list',
      entries: ['CHF', 'COPD', '3-vessel disease'],
    });
    expect(await readBy({ kind: 'list' }, 'CHF; COPD')).toEqual({ kind: 'list', entries: ['CHF', 'COPD'] });
    expect(await readBy({ kind: 'list' }, '-\n*\n')).toBe('It has no entries.');
  });

  it('puts numbered answers to their questions and says which are missing', async () => {
    const fields = { questions: '1. a?\n2. b?\n3. c?' };
    const parsed = await parse({ kind: 'numbered' }, '3) yes\n1. no\nmore of it\n7. odd', fields);
    expect(parsed).toMatchObject({ ok: true, value: { entries: ['no\nmore of it', '', 'yes'] } });
    expect(parsed).toMatchObject({ remarks: [expect.stringContaining('question 2'), expect.stringContaining('7')] });
    expect(await readBy({ kind: 'numbered' }, 'nothing', fields)).toBe('It has no numbered answers.');
    expect(await readBy({ kind: 'numbered' }, 'No effusion', { questions: 'a?' })).toMatchObject({
      entries: ['No effusion'],
    });
  });
});

describe('codes and numbers', () => {
  it('reads ICD-10-CM codes with or without point, once each', async () => {
    expect(await readBy({ kind: 'codes' }, 'I10, e119; I10 and S72.001A (hip), C7B.1, COVID19, B12')).toEqual({
      kind: 'list',
      entries: ['I10', 'E11.9', 'S72.001A', 'C7B.1', 'B12'],
    });
    expect(await readBy({ kind: 'codes' }, 'none')).toBe('It has no ICD-10-CM code.');
  });

  const input = '0 One.\n1 Two.\n2 Three at 37.5.';
  it.each([
    ['1', '1'],
    ['Sentence 2 is wrong.', '2'],
    ['−1', '-1'],
    ['No error.', '-1'],
    ['None of them', '-1'],
    ['The wrong value is 37.5 in 2', '2'],
  ])('%j names %s', async (written, label) => {
    expect(await readBy({ kind: 'sentence-number' }, written, { input })).toEqual({ kind: 'label', label });
  });

  it('are looked for among any number of marks without a square of them', async () => {
    const written = `${'["'.repeat(4000)}${'1. '.repeat(4000)}`;
    expect(await readBy({ kind: 'sentence-number' }, written, { input })).toEqual({ kind: 'label', label: '1' });
  });

  it.each(['7', 'the last', ''])('%j names none', async (written) => {
    expect(await readBy({ kind: 'sentence-number' }, written, { input })).toMatch(/sentence/);
  });
});

describe('social history', () => {
  const shape: AnswerShape = { kind: 'social-history' };
  const input = 'Retired. No alcohol. No drugs.';
  const entry = (entity: string, label: string, value: string) => ({ entity, label, value });

  it('finds every value in the note; equal ones one after the other', async () => {
    const list = [
      entry('Alcohol', 'StatusTime', 'No'),
      entry('Alcohol', 'StatusTime', 'No'),
      entry('Employment', 'StatusEmploy', 'Retired'),
    ];
    const value = await readBy(shape, `Here it is:\n\`\`\`json\n${JSON.stringify(list)}\n\`\`\``, { input });
    expect(value).toMatchObject({ kind: 'spans', spans: [{ start: 9 }, { start: 21 }, { start: 0, end: 7 }] });
  });

  it('refuses what is not in the note or not in the taxonomy, by name', async () => {
    const list = [
      ...[entry('Alcohol', 'Amount', 'two beers'), entry('Pets', 'Type', 'No'), entry('Alcohol', 'TypeLiving', 'No')],
      ...[entry('Alcohol', 'StatusTime', ' '), 'No', null, { entity: '__proto__', label: 'constructor', value: 'No' }],
    ];
    const parsed = await parse(shape, JSON.stringify(list), { input });
    expect(parsed).toMatchObject({ ok: true, value: { spans: [] } });
    const remarks = parsed.ok ? parsed.remarks : [];
    expect(remarks).toHaveLength(7);
    expect(remarks[0]).toContain('“two beers” (Alcohol, Amount) does not stand in the text');
  });

  it('is read as far as it goes, and no end of it is looked for over and over', async () => {
    const whole = JSON.stringify([entry('Alcohol', 'StatusTime', 'No')]).slice(0, -1);
    expect(await readBy(shape, `${whole}, {"entity": "Dru`, { input })).toMatchObject({ spans: [{ start: 9 }] });
    expect((await parse(shape, `["${'}'.repeat(60_000)}`, { input })).ok).toBe(false);
  });

  it.each(['', '{"entity":"Alcohol"}', '[{"entity":', 'none'])('%j is no list', async (written) => {
    expect((await parse(shape, written, { input })).ok).toBe(false);
  });
});

describe('sections', () => {
  const shape: AnswerShape = { kind: 'sections', headers: ['HISTORY', 'PLAN'] };

  it('are read in the order asked for, and the missing ones named', async () => {
    expect(await readBy(shape, 'intro\nPLAN\n\nRest.\n\n**History:** Cough.')).toEqual({
      kind: 'sections',
      sections: [
        { header: 'HISTORY', text: 'Cough.' },
        { header: 'PLAN', text: 'Rest.' },
      ],
    });
    expect(await parse(shape, 'PLAN\nRest.')).toMatchObject({ ok: true, remarks: ['Missing: HISTORY.'] });
    expect(await readBy(shape, 'Just text.')).toMatch(/none of the headers/);
  });
});

describe('JSON', () => {
  const schema = {
    type: 'object',
    properties: { score: { type: 'integer', minimum: 1, maximum: 5 } },
    required: ['score'],
    additionalProperties: false,
  } as const;
  const shape: AnswerShape = { kind: 'json', schema };

  it('is read out of words and fences', async () => {
    expect(await parse(shape, '{"score": 4}')).toEqual({
      ok: true,
      value: { kind: 'json', value: { score: 4 } },
      remarks: [],
    });
    const sloppy = await parse(shape, 'I use {braces}. Score:\n```json\n{ "score" : 5 }\n``` Good.');
    expect(sloppy).toMatchObject({
      ok: true,
      value: { value: { score: 5 } },
      remarks: ['Words round the JSON were left out.'],
    });
  });

  it.each([
    ['{"score": 9}', /schema/],
    ['{"score": "4"}', /schema/],
    ['{"score": 4, "__proto__": {"x": 1}}', /schema/],
    ['[]', /schema/],
    ['{"score": 4', /breaks off/],
    ["{'score': 4}", /cannot be read/],
    ['{"score": NaN}', /cannot be read/],
    ['four', /no JSON/],
    ['['.repeat(5000), /breaks off/],
    [`${'[{'.repeat(9)}${'}]'.repeat(9)}`, /cannot be read/],
  ])('%j is refused', async (written, why) => {
    expect(await readBy(shape, written)).toMatch(why);
  });

  it('does not count brackets in strings', async () => {
    const any: AnswerShape = { kind: 'json', schema: true };
    expect(await readBy(any, '{"a": "}]\\"{"} tail')).toMatchObject({ value: { a: '}]"{' } });
  });

  it('is refused when it is endless', async () => {
    expect(await readBy(shape, `{"score": 1, "x": "${'a'.repeat(300_000)}"}`)).toMatch(/too long/);
  });
});

import { describe, expect, it } from 'vitest';
import { wordsOf } from '../text/words.ts';
import { agrees, type Quantity, quantitiesOf } from './quantities.ts';

const read = (text: string, kind: 'written' | 'spoken') => quantitiesOf(text, wordsOf(text), kind);
const first = (text: string, kind: 'written' | 'spoken' = 'spoken'): Quantity => {
  const [quantity] = read(text, kind);
  if (quantity === undefined) throw new Error(`There is no number in “${text}”.`);
  return quantity;
};

describe('quantitiesOf', () => {
  it.each([
    ['one hundred and twenty', [120], null],
    ['one fifty over ninety', [150, 90], null],
    ['two point five milligrams', [2.5], 'mg'],
    ['ninety eight . six degrees', [98.6], 'degrees'],
    ['point six', [0.6], null],
    ['twenty five hundred', [2500], null],
    ['nineteen ninety', [1990], null],
    ['three out of ten', [3, 10], null],
    ['two and a half weeks', [2.5], 'week'],
    ['three three weeks', [3], 'week'],
    ['a couple of days', [2], 'day'],
    ['about a week ago', [1], 'week'],
    ['an hour and a half', [1.5], 'h'],
    ['three times a day', [3], 'a day'],
    ['twice daily', [2], 'a day'],
    ['1,000 mg', [1000], 'mg'],
  ])('hears “%s”', (text, values, unit) => {
    const heard = first(text);
    expect([heard.values, heard.unit?.name ?? null]).toEqual([values, unit]);
  });

  it.each([
    ['BP 150/90 mmHg', [150, 90], 'mmhg'],
    ['2/7 hx of cough', [2], 'days'],
    ['review in 1/52', [1], 'weeks'],
    ['6/12 ago', [6], 'months'],
    ['pain 6/10', [6, 10], null],
    ['ibuprofen TDS', [3], 'a day'],
    ['a 58-year-old man', [58], 'years old'],
    ['on 03/01/2021', [3, 1, 2021], 'date'],
    ['since 03/2021', [3, 2021], 'date'],
    ['in 10-14d', [10, 14], 'day'],
    ['for 2-1/2 years', [2.5], 'year'],
    ['1 1/2 packs', [1.5], null],
    ['4½ weeks', [4.5], 'week'],
  ])('reads “%s”', (text, values, unit) => {
    const written = first(text, 'written');
    expect([written.values, written.unit?.name ?? null]).toEqual([values, unit]);
  });

  it.each([
    'Hemoglobin A1c',
    'vitamin B12',
    'L4-L5 and C5-6',
    'COVID-19',
    'type 2 diabetes',
    'one of these',
    'the right one',
  ])('takes nothing in “%s” for a figure', (text) => expect(read(text, 'written')).toEqual([]));

  it('says which words a number is', () => {
    const text = 'take twenty milligrams at night';
    const { start, end } = first(text);
    expect(text.slice(start, end)).toBe('twenty milligrams');
  });
});

describe('agrees', () => {
  it.each([
    ['14 days', 'two weeks', true],
    ['150/90', 'one fifty over ninety', true],
    ['20 mg', 'twenty', true],
    ['20 mg', 'forty milligrams', false],
    ['5 weeks', 'five days', false],
    ['7.4', 'seven point four', true],
    ['98.2 degrees', 'ninety six point two', false],
    ['2 weeks', 'two', false],
    ['58-year-old', 'fifty eight years old', true],
  ])('%s against “%s”: %s', (note, talk, expected) => {
    expect(agrees(first(note, 'written'), first(talk))).toBe(expected);
  });
});

/** Dates of every form, and ages of ninety and over. Years alone are no identifiers (HIPAA), except of birth. */
import type { Rule } from './kinds.ts';

const ENGLISH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
/** German, French, Spanish, Italian, Dutch. */
const OTHER =
  'januar|februar|m[äa]rz|mai|juni|juli|oktober|dezember|janvier|f[ée]vrier|mars|avril|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|' +
  'settembre|ottobre|dicembre|januari|februari|maart|mei|augustus';
const MONTH = `(?:${ENGLISH})\\.?`;
const DASH = '[-‐‑‒–—−]';
const SEPARATOR = `(?:[/.]|${DASH})`;
const DAY_NUMBER = '(?:0?[1-9]|[12]\\d|3[01])';
const ORDINAL = `${DAY_NUMBER}(?:st|nd|rd|th)?`;
const TENTH =
  'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth';
const SPOKEN_DAY = `(?:(?:twenty|thirty)[- ])?(?:${TENTH})`;
const TENS = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const DIGITS = 'one|two|three|four|five|six|seven|eight|nine';
const TEENS = 'ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen';
const SPOKEN_NUMBER = `(?:(?:${TENS})[- ](?:${DIGITS})|${TENS}|${TEENS}|${DIGITS}|oh|zero|hundred|thousand|and)`;
const SPOKEN_YEAR = `(?:nineteen|twenty|two thousand)(?:[- ](?:and|oh|hundred|${TENS}|${TEENS}|${DIGITS})){1,3}`;
const YEAR = '(?:19|20)\\d{2}';
const SHORT_YEAR = `(?:${YEAR}|['’]?\\d{2}(?!\\d|[.,]?\\d|\\s*(?:%|mg|mcg|ml|kg|g|units?|years?|days?|weeks?|months?|hours?|am|pm|:)))`;
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?';

/** Words that make a day and a month without a year a date (“seen on 3/14”). */
const CUE =
  '(?:on|since|until|till|by|from|dated?|before|after|seen|visit(?:ed)?|appointment|appt|admitted|admission|adm|discharged?|d/c|dob|d\\.o\\.b\\.?|birth(?:day)?|born|died|death|surgery|operation|scan|follow[- ]?up|f/u|lmp|edd|due|expires?|exp|between|through|and|to)';

const days = (match: RegExpExecArray, first: number, second: number) => {
  const [one, two] = [Number(match[first]), Number(match[second])];
  return (one <= 31 && two <= 12) || (one <= 12 && two <= 31);
};

export const DATES: readonly Rule[] = [
  // 2024-03-12, 1975/01/03, 2024.3.12, with a time or without.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\d./-])${YEAR}\\s?(${SEPARATOR})\\s?(0?[1-9]|1[0-2])\\s?\\1\\s?${DAY_NUMBER}(?:T\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\d/])`,
      'giu',
    ),
  },
  // 12/04/1961, 3-4-23, 12. 4. 1961.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\d./-])(\\d{1,2})\\s?(${SEPARATOR})\\s?(\\d{1,2})\\s?\\2\\s?(?:${YEAR}|['’]?\\d{2})(?![\\d/]|\\.\\d|\\s?(?:mg|ml|mm|cm))`,
      'giu',
    ),
    holds: (_, match) => days(match, 1, 3),
  },
  // 12-Mar-2024, 3 Mar 24, the 4th of March, 4 March, Tues 4th March '24.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\d./-]|\\p{L})${WEEKDAY}(?:the )?(?:${ORDINAL}|${SPOKEN_DAY})(?:\\s|\\s?(?:/|\\.|${DASH})\\s?)(?:day )?(?:,? ?of )?${MONTH}(?![\\p{L}])(?:(?:,? |,|\\s?(?:/|${DASH})\\s?)(?:of )?(?:${SHORT_YEAR}|${SPOKEN_YEAR}))?`,
      'giu',
    ),
  },
  {
    kind: 'date',
    pattern: new RegExp(`(?<![\\p{L}\\d])${DAY_NUMBER}(?:${ENGLISH})(?:${YEAR}|\\d{2})(?![\\p{L}\\d])`, 'giu'),
  },
  // March the 4th, Mar. 4, 2024, march fourth twenty twenty three.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<!\\p{L})${WEEKDAY}${MONTH}(?:\\s|,\\s|\\s?${DASH}\\s?)(?:the )?(?:${ORDINAL}(?!\\d|[.,]?\\d|\\s?(?:mg|mcg|%|ml|years?|weeks?|days?|months?|times|hours?|minutes?))|${SPOKEN_DAY})(?:(?:,? |,|\\s?(?:/|${DASH})\\s?)(?:of )?(?:${SHORT_YEAR}|${SPOKEN_YEAR}))?`,
      'giu',
    ),
    // “may 2” is more often the verb; “March” may be one too.
    holds: (found) =>
      !/^(?:may|mar|march)\b(?!\.)/u.test(found) || /(?:st|nd|rd|th|\d{4})|the |(?:th|rst|nd|ird)$/u.test(found),
  },
  // June 2023, Mar '24, Sept. of 2019.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<!\\p{L})(?:(?:mid|early|late)[- ])?(?:${MONTH}|spring|summer|autumn|fall|winter)(?:,? (?:of )?|[-/])(?:${YEAR}|['’]\\d{2}|${SPOKEN_YEAR})(?!\\d)`,
      'giu',
    ),
  },
  // 3. März 2024, 12 mars 2024, 4 de mayo de 2023.
  {
    kind: 'date',
    pattern: new RegExp(
      `(?<![\\d.\\p{L}])(?:le |el |den )?(?:${DAY_NUMBER}|1er)\\.?(?: de)? (?:${OTHER}|${ENGLISH})(?:,? (?:de |del )?${YEAR})?(?!\\p{L})`,
      'giu',
    ),
  },
  // 03/2024
  { kind: 'date', pattern: /(?<![\d./-])(?:0?[1-9]|1[0-2])[/](?:19|20)\d{2}(?![\d/])/gu },
  // “seen on 3/14”, “from 4/2 to 4/9”.
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b${CUE}[:\\s]\\s*(?:the )?((?:0?[1-9]|1[0-2]|1[3-9]|2\\d|3[01])[/](?:0?[1-9]|[12]\\d|3[01]))(?!\\d|[/.]\\d|\\s?(?:systolic|murmur|strength|weeks?|days?|months?|hours?|pain|severity|out|mmhg|on the|mg|tab))`,
      'dgiu',
    ),
    group: 1,
    holds: (found, match) => {
      const [one = 0, two = 0] = found.split('/').map(Number);
      const weak = /^(?:and|to|by|from|after|before|since)/iu.test(match[0]);
      return (
        (one <= 12 || two <= 12) &&
        (!weak || one + two > 10) &&
        !/^(?:[1-6]\/6|\d\/10|5\/5|[1-5]\/5|[1-7]\/7|\d\/52|\d\/12)$/u.test(found)
      );
    },
  },
  // “on the 4th.”
  {
    kind: 'date',
    pattern:
      /\b(?:on|since|until|from|by) the (\d{1,2}(?:st|nd|rd|th))(?=\s*(?:[.,;!?\n]|$)| (?:of (?:this|last|next) month|at \d))/dgiu,
    group: 1,
  },
  // Of birth: a year alone, eight digits, or in words.
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b(?:d\\.?o\\.?b\\.?|date of birth|birth ?date|birthday|born(?: on| in)?)\\s*(?:is|was)?\\s*[:.=-]?\\s*((?:19|20)\\d{2}(?!\\d)|(?:19|20)\\d{6}|\\d{4}(?:19|20)\\d{2}|\\d{6}(?!\\d)|(?:the )?(?:${SPOKEN_NUMBER}|${SPOKEN_DAY})(?:,? (?:of )?(?:${SPOKEN_NUMBER}|${SPOKEN_DAY}|${MONTH})){1,7})`,
      'dgiu',
    ),
    group: 1,
  },
  // Christmas Day 2023.
  {
    kind: 'date',
    pattern: new RegExp(
      `\\b(?:christmas(?: day| eve)?|new year['’]?s (?:day|eve)|thanksgiving(?: day)?|easter(?: sunday| monday)?|boxing day|halloween|labor day|memorial day|independence day|valentine['’]?s day) (?:of )?${YEAR}`,
      'giu',
    ),
  },
];

const NINETY = '(?:9\\d|1[01]\\d)';
const SPOKEN_NINETY = `(?:ninety(?:[- ](?:${DIGITS}))?|(?:a |one )?hundred(?: and)?(?: (?:${DIGITS}|${TEENS}))?)`;
const UNIT = '(?:y\\.?/?o\\.?\\b|yrs?\\b\\.?(?:[ -]?old)?|years?(?:[ -]olds?| of age)|year[- ]olds?)';

export const AGES: readonly Rule[] = [
  { kind: 'age over 89', pattern: new RegExp(`(?<![\\d./])(?:aged? )?${NINETY}(?:[ -]|${DASH})?${UNIT}`, 'giu') },
  {
    kind: 'age over 89',
    pattern: new RegExp(`\\b${SPOKEN_NINETY}(?:[ -]|${DASH})years?(?:[ -]|${DASH})(?:olds?|of age)\\b`, 'giu'),
  },
  {
    kind: 'age over 89',
    pattern: new RegExp(
      `\\b(?:aged?|age is|age was)(?:\\s*[:=]\\s*|\\s+)(?:of )?(?:${NINETY}(?!\\d|[./]\\d|\\s?%)|${SPOKEN_NINETY}\\b)`,
      'giu',
    ),
  },
  // “a 92F”, “94M with”.
  {
    kind: 'age over 89',
    pattern: new RegExp(`(?<![\\d./(])${NINETY}\\s?(?:M|F|♂|♀)(?![\\p{L}\\d])`, 'gu'),
    holds: (_, { input, index }) =>
      !/(?:temp|fever|\bt\W|°|degrees|\bc \()[^\n]{0,20}$/iu.test(input.slice(Math.max(0, index - 30), index)),
  },
  {
    kind: 'age over 89',
    pattern: new RegExp(
      `\\b(?:(?:he|she|who|patient|mother|father|grandmother|grandfather|husband|wife|aunt|uncle)(?: is|['’]s| was) (?:now |nearly |almost |over )?|turn(?:s|ed|ing) |lived to (?:be )?|died at (?:the age of )?|(?:passed away|dead|deceased) at )(${NINETY}(?!\\d|[./:]\\d|\\s?%|\\s?(?:kg|lbs?|pounds|mg|bpm|mmhg|cm|percent|degrees|over))|${SPOKEN_NINETY}(?!\\s?(?:percent|over|pounds|kilos|degrees|beats|milligrams|mg)))`,
      'dgiu',
    ),
    group: 1,
  },
  {
    kind: 'age over 89',
    pattern: /\b(?:in (?:his|her|their) (?:early |mid[- ]|late )?(?:nineties|90['’]?s)|(?:nona|cente)narian)\b/giu,
  },
];

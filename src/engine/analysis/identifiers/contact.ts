/** How somebody is reached: e-mail, web, network addresses, telephone, fax, pager. */
import type { Rule } from './kinds.ts';

const GAP = '[\\s.\\u00A0‐‑‒–—−-]';
const SPOKEN_DIGIT =
  '(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple|\\d)';
const CALLED =
  '(?:(?:tele)?phone|ph|[tmfpc](?=:)|tel|mobile|mob|cell(?:phone)?|landline|home|work|fax|facsimile|pager|bleep|beeper|whats ?app|sms|text|call(?: me| him| her| us| them)?(?: back)?(?: on| at)?|reach(?:ed|able)?(?: me| him| her)?(?: on| at)?|ring(?: me| him| her)?(?: on)?|contact)';

const digits = (text: string) => text.replace(/\D/gu, '').length;

export const CONTACT: readonly Rule[] = [
  {
    kind: 'e-mail',
    pattern: /(?<![\p{L}\d._%+'-])(?:mailto:)?[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/giu,
  },
  {
    kind: 'e-mail',
    pattern:
      /\b[\p{L}\d._-]{1,64}(?: (?:dot|underscore|dash) [\p{L}\d_-]{1,64}){0,3} ?(?:\bat\b|\(at\)|\[at\]) ?[\p{L}\d-]{1,63}(?: ?(?:\bdot\b|\(dot\)|\[dot\]) ?[\p{L}\d-]{1,63}){0,2} ?(?:\bdot\b|\(dot\)|\[dot\]) ?(?:com|org|net|edu|gov|uk|co|nhs|de|fr|es|it|nl|eu|ie)\b(?: dot uk)?/giu,
  },
  { kind: 'web address', pattern: /(?<![\p{L}\d])(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"“”]+[^\s<>".,;:!?)\]“”’']/giu },
  {
    kind: 'web address',
    pattern:
      /(?<![\p{L}\d@.-])(?:[a-z\d-]{2,63}\.){1,4}(?:com|org|net|edu|gov|info|io|health|nhs\.uk|co\.uk|org\.uk|ac\.uk|de|fr|es|it|nl|eu|ie)(?:\/[^\s<>"“”),;]*)?(?![\p{L}\d@-])/giu,
  },
  {
    kind: 'web address',
    pattern:
      /\b(?:twitter|instagram|facebook|tiktok|snapchat|linkedin|x|skype|handle|username)\b[^\n@]{0,20}(@[\w.]{2,30})/dgiu,
    group: 1,
  },
  {
    kind: 'ip address',
    pattern:
      /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)(?::\d{2,5})?(?:\/\d{1,2})?/gu,
  },
  {
    kind: 'ip address',
    pattern:
      /(?<![\p{L}\d:])(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}:){1,6}(?::[\da-f]{1,4}){1,6}|(?:[\da-f]{1,4}:){1,7}:|::(?:[\da-f]{1,4}:){0,5}[\da-f]{1,4})(?![\p{L}\d:])/giu,
    holds: (found) => /\d/u.test(found) && found.length > 5,
  },
  // 1-800-555-0199, (617) 555-0134, 617.555.0134 x12.
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<![\\d.,/-])(?:\\+?1${GAP}?)?(?:\\(\\d{3}\\)${GAP}?|\\d{3}[.‐‑‒–—−-])\\d{3}${GAP}\\d{4}(?!\\d)(?:,? ?(?:x|ext\\.?|extension) ?\\d{1,6})?`,
      'giu',
    ),
  },
  { kind: 'phone', pattern: /(?<![\d.,/-])\d{3} \d{3} \d{4}(?![\d.,/-]*\d)/gu },
  // Numbers of films and examples.
  { kind: 'phone', pattern: /(?<![\d.,/-])555[-‐‑–]\d{4}(?!\d)/gu },
  // +44 (0)20 7946 0958, 0049 30 123456.
  {
    kind: 'phone',
    pattern: new RegExp(`(?<![\\d.,/-])(?:\\+|00)\\d{1,3}(?:${GAP}?\\(?\\d{1,5}\\)?){2,6}(?!\\d)`, 'gu'),
    holds: (found) => digits(found) >= (found.startsWith('+') ? 8 : 11) && digits(found) <= 15,
  },
  // 020 7946 0958, (0161) 496 0000, 07700 900123, 01 42 68 53 00.
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<![\\d.,/-])\\(?0\\d{1,4}\\)?(?:${GAP}?\\d{2,4}){1,4}(?![\\d/])(?:,? ?(?:x|ext\\.?|extension) ?\\d{1,6})?`,
      'gu',
    ),
    holds: (found) =>
      digits(found) >= (/^0(?:800|808|845|3)/u.test(found) ? 8 : 9) && digits(found) <= 13 && !/^0\d?[.]/u.test(found),
  },
  {
    kind: 'phone',
    pattern: /\b(?:ext\.?|extension|bleep|pager|beeper)\s*(?:no\.?|number|#)?\s*(?:is)?[:#]?\s*(\d{3,6})(?!\d)/dgiu,
    group: 1,
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `\\b${CALLED}\\b[\\s:#.]*(?:(?:number|no\\.?|nr)\\s*)?(?:is|was|=)?[\\s:]*((?:\\(?\\d{2,5}\\)?(?:${GAP}|/)?){1,5}\\d{2,5})(?![\\d/]|\\s?(?:mg|mcg|ml|times|days?|weeks?|hours?|o['’]clock|am|pm))`,
      'dgiu',
    ),
    group: 1,
    holds: (found) => digits(found) >= 7 && digits(found) <= 15,
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `\\b(?:${CALLED}|number)\\b[^\\n.]{0,30}?\\b((?:${SPOKEN_DIGIT}[ ,-]+){6,14}${SPOKEN_DIGIT})\\b`,
      'dgiu',
    ),
    group: 1,
    holds: (found) => /[a-z]/iu.test(found),
  },
];

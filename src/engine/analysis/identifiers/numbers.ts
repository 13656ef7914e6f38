/** Numbers and codes that stand for a person or a thing of theirs: by what they are called, by their form, by their check digits. */
import { isDea, isIban, isLuhn, isNhsNumber } from './check-digits.ts';
import type { IdentifierKind, Rule } from './kinds.ts';

const DASH = '[-‐‑‒–—−]';

/** A code: letters and digits in groups, at least one digit in the first; “H1234567”, “ABX/2024/0091”, “1EG4-TE5-MK73”, “943 476 5919”. */
const CODE = `(?=[^\\s]{0,12}\\d)[A-Z\\d](?:[A-Z\\d]|${DASH}(?=[A-Z\\d])|/(?=[A-Z\\d])|[.](?=[A-Z]?\\d))*(?: (?=[A-Z]?\\d)[A-Z\\d](?:[A-Z\\d]|${DASH}(?=\\d)|/(?=\\d))*(?![:%]))*(?: [A-Z]\\b)?|[A-Z]{1,4}(?:[ -][A-Z]{1,3})?[ -]\\d(?:[A-Z\\d]|${DASH}(?=\\d))*(?: \\d+)*(?: [A-Z]\\b)?`;
const NUMBER = '(?:number|numbers|no\\.?|num\\.?|nr\\.?|#|№|id|i\\.?d\\.?|identifier|code|ref\\.?|reference)';
const IS = `\\s*(?:is|was|=|:|#|–|-|ending(?: in)?|ends in)?\\s*#?\\s*`;

interface Called {
  readonly kind: IdentifierKind;
  /** Followed by a code, these say enough. */
  readonly names: string;
  /** These say enough only with “number”, “no.”, “ID” or “#” after them, or a colon. */
  readonly withNumber?: string;
}

const CALLED: readonly Called[] = [
  {
    kind: 'national id',
    names:
      'ssn|social security(?: number)?|social(?= (?:is |number )?\\d{3})|last four of (?:his |her |their |the )?social|nino|national insurance(?: number)?|ni (?:number|no\\.?)|pps(?:n| number)|itin|tax id|tin|steuer-?id|bsn|dni|nie|nif|codice fiscale|insee|personalausweis(?:nummer)?|ausweis(?:nummer|-nr\\.?)|reisepass|soc(?:ial)?\\.? sec(?:urity)?\\.?|cpr|numéro de sécurité sociale|personnummer|pesel|aadhaar|national id(?: card)?|identity card(?: number)?|sozialversicherungsnummer',
    withNumber: 'ni|tax|national identity|identity|id card',
  },
  {
    kind: 'health plan number',
    names:
      'mbi|medicare beneficiary(?: identifier)?|medicare(?: id| number| no\\.?| #)?|medicaid(?: id| number| no\\.?| #)?|member ?id|subscriber id|hicn|ehic|ohip|group (?:number|no\\.?)|policy(?: number| no\\.?| #|(?= [A-Z]{0,4}-?\\d))|insurance id|krankenversichertennummer|versichertennummer|carte vitale',
    withNumber:
      'member|membership|subscriber|beneficiary|policy|insurance|insurer|plan|health plan|health card|group|claim|authori[sz]ation|prior auth(?:ori[sz]ation)?|bupa|axa|aetna|cigna|blue cross|bcbs|humana|kaiser',
  },
  {
    kind: 'account number',
    names:
      'bank account|account(?= \\d{6})|iban|sort code|a/c|acct|routing number|credit card|debit card|card number|bic|swift',
    withNumber: 'account|bank account|invoice|bill(?:ing)?|customer|card|guarantor|payment|transaction',
  },
  {
    kind: 'licence number',
    names:
      "dea|npi|gmc|nmc|gphc|hcpc|gdc|passport|driver[’'s]* licen[cs]e|driving licen[cs]e|medical licen[cs]e|nursing licen[cs]e|state licen[cs]e|lic\\.?(?= ?#| ?no)|licen[cs]e(?= ?(?:number|no|#|:|[A-Z]{0,3} ?\\d))|pin number|upin|visa number|green card",
    withNumber:
      'licen[cs]e|certificate|certification|cert|registration|permit|prescriber|provider|medical council|visa|passport|credential|membership',
  },
  {
    kind: 'vehicle',
    names:
      'vin|v\\.i\\.n\\.?|tag(?= [A-Z]{2,3}[- ]?\\d{3})|chassis(?: number)?|licen[cs]e plate|number ?plate|plate|vehicle reg(?:istration)?|reg(?:istration)? plate|car reg(?:istration)?|kennzeichen|matrícula',
    withNumber: 'vehicle|car|plates?|tag|driver|van',
  },
  {
    kind: 'device',
    names:
      's/n|sn(?= ?[:#])|serial(?: number| no\\.?| #)?|udi|imei|mac(?: address)?|device id|lot(?= ?(?:no|#|number|:|[A-Z\\d-]{4}))|implant id|model/serial|ser\\.? no\\.?',
    withNumber:
      'device|implant|pacemaker|icd|pump|generator|lead|prosthesis|valve|stent|cgm|sensor|hearing aid|glucometer|cpap|serial|lot|batch|stimulator',
  },
  {
    kind: 'biometric',
    names:
      'finger ?print(?: id| hash| template| record)?|biometric(?: id| identifier| template)?|iris(?: scan)? (?:id|code)|retina(?:l)? scan(?: id)?|voice ?print(?: id)?|face ?print(?: id)?|face ?id(?= ?[:#])|palm print(?: id)?|dna (?:profile|sample)(?: id| number| no\\.?)?|genome id',
    withNumber: 'fingerprint|biometric|iris|voiceprint|photo(?:graph)?|image|retinal|face|dna|genetic|handprint',
  },
  {
    kind: 'record number',
    names:
      'mrn|m\\.r\\.n\\.?|m\\.r\\.(?: no\\.?)?|medical record(?: number| no\\.?| #)?|med\\.? ?rec\\.?(?:ord)?|m\\.?r\\.?(?= ?[#:])|id(?= [A-Z]{0,4}\\d)|record number|nhs(?= ?(?:number|no|#|:|\\d))|chi(?= ?(?:number|no|#|:|\\d{6}))|h&c|hospital number|barcode|wristband|uhid|umrn|mpi|(?:cr|ip|op|hn) no\\.?|req(?:uisition)?(?= ?#)|bed/visit|hosp\\.? ?(?:no\\.?|number|#|id)|unit (?:number|no\\.?)|patient id(?:entifier)?|pid|accession|specimen|fin|csn|ubrn|urn|nhi|pas number|case no|(?:id|ref|reference|uid)(?= ?[:#])|x ?number|k number|zuweisungsnummer|fallnummer|patientennummer|aktenzeichen',
    withNumber:
      'record|chart|pathology|histology|cytology|slide|biopsy|hospital|hosp|patient|pt|unit|nhs|case|accession|specimen|sample|lab|laboratory|encounter|visit|episode|study|subject|participant|enrol?ment|referral|booking|file|admission|order|requisition|prescription|rx|emr|ehr|epic|health(?:care)?|clinic|identification|master patient|ambulance|incident|report|scan|client|resident|trial|wristband|tracking|folder|dossier',
  },
];

const MINIMUM = 4;

function enough(found: string): boolean {
  const letters = found.replace(/[^\p{L}\d]/gu, '');
  return letters.length >= MINIMUM && (found.match(/\d/gu)?.length ?? 0) >= 2 && !/^(?:19|20)\d\d$/u.test(found);
}

const called: Rule[] = CALLED.flatMap(({ kind, names, withNumber }): Rule[] => {
  const rule = (name: string): Rule => ({
    kind,
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${name})(?!\\p{L})${IS}(${CODE})(?![\\p{L}\\d])`, 'dgiu'),
    group: 1,
    holds: enough,
  });
  const named = rule(`(?:${names})(?:[ .]{0,2}${NUMBER})?`);
  return withNumber === undefined
    ? [named]
    : [
        named,
        rule(`(?:${withNumber})(?:(?:'s)? (?:record |account |card )?${NUMBER}|\\s*[#№])(?:\\s*\\([^)]{1,20}\\))?`),
      ];
});

/** Four digits are enough after “ending in”. */
const LAST_FOUR: Rule = {
  kind: 'national id',
  pattern:
    /\b(?:ssn|social(?: security)?(?: number)?)\b[^\n\d]{0,20}(?:ending(?: in)?|ends in|last four(?: digits)?(?: of| is| are)?)[^\n\d]{0,20}(\d{4})(?!\d)/dgiu,
  group: 1,
};

/** Forms that are nothing else; they come before what a label says, because they know where they end. */
const FORMS: readonly Rule[] = [
  // The machine-readable lines of a passport or an identity card (ICAO 9303).
  {
    kind: 'national id',
    pattern:
      /(?<![A-Z\d<])(?:[PIVAC][A-Z\d<][A-Z<]{3}(?=[A-Z<]*<<)[A-Z\d<]{20,39}|[A-Z\d<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z\d<]{8,18})(?![A-Z\d<])/gu,
  },
  {
    kind: 'national id',
    pattern: new RegExp(`(?<![\\d-])\\d{3}(?:${DASH}|[ .])\\d{2}(?:${DASH}|[ .])\\d{4}(?![\\d-])`, 'gu'),
  },
  {
    kind: 'national id',
    pattern: /(?<![\p{L}\d])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\p{L}\d])/giu,
  },
  {
    kind: 'record number',
    pattern: new RegExp(`(?<![\\d.,/-])\\d{3}(?:${DASH}| ?)\\d{3}(?:${DASH}| ?)\\d{4}(?![\\d.,/-]*\\d)`, 'gu'),
    holds: isNhsNumber,
  },
  // Written with its dashes, it is one even with a letter that CMS leaves out.
  {
    kind: 'health plan number',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])[1-9][A-Z][A-Z\\d]\\d${DASH}[A-Z][A-Z\\d]\\d${DASH}[A-Z]{2}\\d{2}(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  // Medicare Beneficiary Identifier: CMS's positions of letters and digits.
  {
    kind: 'health plan number',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\\d]\\d${DASH}?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\\d]\\d${DASH}?[AC-HJKMNP-RT-Y]{2}\\d{2}(?![\\p{L}\\d])`,
      'giu',
    ),
  },
  {
    kind: 'account number',
    pattern: /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?(?![\p{L}\d])/gu,
    holds: isIban,
  },
  {
    kind: 'account number',
    pattern: /(?<![\d.-])\d{4}(?:[ -]\d{4}){3}(?![\d.-])|(?<![\d.-])\d{15,16}(?![\d.-])/gu,
    holds: isLuhn,
  },
  { kind: 'licence number', pattern: /(?<![\p{L}\d])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![\p{L}\d])/gu, holds: isDea },
  // Vehicle identification number (ISO 3779): 17 signs without I, O and Q.
  { kind: 'vehicle', pattern: /(?<![\p{L}\d])(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){3})[A-HJ-NPR-Z\d]{17}(?![\p{L}\d])/gu },
  // British plates since 2001.
  {
    kind: 'vehicle',
    pattern: /(?<![\p{L}\d])[A-HK-PRSVWXY][A-HJ-PR-Y](?:0[1-9]|[1-7]\d) ?[A-HJ-PR-Z]{3}(?![\p{L}\d])/gu,
  },
  { kind: 'device', pattern: /\(01\)\s?\d{14}(?:\s?\(\d{2}\)\s?[A-Z\d-]{1,20}){0,4}/gu },
  { kind: 'device', pattern: /(?<![\p{L}\d:-])(?:[\da-f]{2}[:-]){5}[\da-f]{2}(?![\p{L}\d:-])/giu },
  { kind: 'device', pattern: /(?<![\p{L}\d])SN[- ]?(?=[A-Z\d-]*\d{3})[A-Z\d][A-Z\d-]{3,20}(?![\p{L}\d])/gu },
  { kind: 'biometric', pattern: /(?<![\p{L}\d])[\w-]{1,60}\.(?:jpe?g|png|heic|tiff?|dcm|bmp|mp4|mov|wav)\b/giu },
];

/** Plates of other countries and times, beside a word that says so. */
const PLATES: readonly Rule[] = [
  {
    kind: 'vehicle',
    pattern:
      /\b(?:plates?|reg(?:istration)?|number ?plate|licen[cs]e plate|car|van|truck|vehicle|ford|honda|toyota|bmw|audi|kennzeichen)\b(?:[ ,]+(?:is|was|number|no\.?|tag|reads?|reg(?:istration)?|plate|with|#)){0,3}\s*[:#]?\s*(?!(?:and|for|the|at|on|in|of)\b)((?=[A-Z\d -]{0,9}\d)[A-Z]{1,3}[- ]?\d{1,4}(?:[- ]?[A-Z]{1,3})?(?:[- ]?\d{1,4})?|\d{1,4}[- ]?[A-Z]{2,3}(?:[- ]?\d{1,3})?)(?![\p{L}\d])/dgu,
    group: 1,
  },
];

/** Forms that other things have too. */
const LOOSE_FORMS: readonly Rule[] = [
  {
    kind: 'national id',
    pattern:
      /(?<![\p{L}\d])(?:[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]|\d{8}-?[TRWAGMYFPDXBNJZSQVHLCKE]|[XYZ]-?\d{7}-?[A-Z]|[12] ?\d{2} ?(?:0[1-9]|1[0-2]) ?\d{2} ?\d{3} ?\d{3} ?\d{2}|\d{6,8}[-+]\d{4})(?![\p{L}\d])/gu,
  },
];

export const NUMBERS: readonly Rule[] = [LAST_FOUR, ...FORMS, ...PLATES, ...called, ...LOOSE_FORMS];

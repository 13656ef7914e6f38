/** Where somebody lives, works or is treated: streets, postcodes, towns, hospitals, employers. Countries and states are no identifiers. */
import type { Rule } from './kinds.ts';
import { keyOf } from './names/lists.ts';
import { isCommonWord } from './names/words.ts';

const CAPITAL = "\\p{Lu}[\\p{L}\\p{M}'’.-]{0,40}(?<![.-])";
const STREET =
  'street|avenue|road|lane|drive|boulevard|court|place|terrace|close|crescent|way|square|gardens|grove|highway|parkway|mews|circle|trail|walk|rise|hill|row|parade|quay|wharf|turnpike|expressway|loop|alley|plaza';
const SHORT_STREET = 'st|ave|rd|ln|dr|blvd|ct|pl|ter|cres|sq|gdns|hwy|pkwy|cir|trl';
const UNIT = '(?:,? (?:apt|apartment|unit|flat|suite|ste|room|#)\\.? ?#?[\\p{L}\\d-]{1,6}(?![\\p{L}\\d]))?';
const STATE =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]';
/** Of states those whose letters are no word, no title and no “OK”. */
const TOWN_STATE = STATE.replace('O[HKR]', 'OH')
  .replace('M[ADEINOST]', 'M[AEINOST]')
  .replace('HI|', '')
  .replace('|PA', '');
const STATE_NAME =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|England|Scotland|Wales|Ireland|Northern Ireland|Kent|Surrey|Essex|Sussex|Devon|Cornwall|Dorset|Norfolk|Suffolk|Yorkshire|Lancashire|Cheshire|Hampshire|Oxfordshire|Hertfordshire|Ontario|Quebec|Alberta|Manitoba|Saskatchewan';
/** A town: one to three words with capitals, “upon” and “la” among them. */
const TOWN_WORD = "\\p{Lu}[\\p{L}\\p{M}'’-]{1,40}";
const TOWN = `(?:(?:St\\.?|Mt\\.?|Ft\\.?|Port|New|Old|North|South|East|West|Great|Little|San|Santa|Los|Las|El|La|Le|Bad|Saint) )?${TOWN_WORD}(?:[ -](?:upon|on|in|le|la|de|del|under|by|the)[ -]${TOWN_WORD}| ${TOWN_WORD}){0,2}`;
const NUMBER_WORD =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ])?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)';
/** Words between a number and “way” or “place” that make it no street. */
const NO_STREET =
  /\b(?:mg|mcg|ml|kg|tablets?|times?|days?|weeks?|months?|years?|hours?|minutes?|the|a|an|of|in|on|at|to|for|with|and|or|is|was|this|that|her|his|my|your|our|their|some|any|no|not|per|every|out|other|same|each|all|long|half|mile|miles|blood|pain|first|more|less)\b/iu;

const HOSPITAL =
  'Hospitals?|Hosp\\.?|Infirmary|Medical Cent(?:er|re)|Med Cent(?:er|re)|Health Cent(?:er|re)|Clinic|Clinics|Hospice|Nursing Home|Care Home|Rest Home|Residential Home|Rehabilitation Cent(?:er|re)|Rehab|Surgery|Medical Practice|Medical Group|Family Practice|Group Practice|Practice|Healthcare|Health System|NHS (?:Foundation )?Trust|Foundation Trust|Health Board|Pharmacy|Dispensary|Sanatorium|Klinik|Klinikum|Krankenhaus|Spital|Hôpital|Clínica|Ospedale|Ziekenhuis|Assisted Living|Senior Living|Retirement (?:Home|Village|Community)|Cancer Cent(?:er|re)|Heart Institute|Institute|Laborator(?:y|ies)|Imaging|Medical Associates|Associates|Kidney Care|Primary Care|Urgent Care|Family Medicine|Home Health|Hospice Care|Health Partners|Orthop(?:a)?edics|P(?:a)?ediatrics';
const OTHER_ORGANISATION =
  'University|College|High School|Primary School|Elementary School|Middle School|School|Academy|Ltd\\.?|Limited|Inc\\.?|LLC|LLP|plc|PLC|GmbH|Corp\\.?|Corporation|Company|Co\\.|Bank|Airlines|Airways|Council|Police|Fire Department|Prison|Church|Parish|Logistics|Industries|Motors|Foods|Supermarkets?|Stores|Factory|Farms?|Brewery|Bakery|Hotel|Restaurant';
/** Before “Clinic”, “Surgery” or “Practice”: what is treated there, not where it is. */
const DEPARTMENT =
  /^(?:(?:the|our|my|your|their|this|a|an|general|outpatient|inpatient|out-?patients?|pain|diabet(?:es|ic)|memory|cardiology|cardiac|heart failure|heart|dermatology|skin|eye|ophthalmology|ent|fracture|orthop(?:a)?edic|oncology|cancer|hematology|haematology|renal|nephrology|urology|neurology|stroke|tia|epilepsy|headache|migraine|rheumatology|gastroenterology|gi|liver|hepatology|respiratory|chest|lung|asthma|copd|sleep|endocrine|endocrinology|thyroid|bone|falls|frailty|geriatric|p(?:a)?ediatric|children['’]?s|women['’]?s|men['’]?s|antenatal|prenatal|postnatal|maternity|fertility|sexual health|gum|hiv|std|travel|vaccination|flu|covid|anticoagulation|coumadin|warfarin|inr|wound|foot|podiatry|dental|physiotherapy|physical therapy|pt|ot|psychiatr(?:y|ic)|mental health|behaviou?ral health|community|primary care|family|family medicine|internal medicine|urgent care|walk-?in|emergency|acute|day|short stay|knee|hip|back|spine|spinal|shoulder|hand|ankle|cataract|bypass|bariatric|gastric|abdominal|open heart|valve|brain|plastic|cosmetic|elective|previous|prior|past|recent|major|minor|laparoscopic|robotic|vascular|thoracic|breast|colorectal|bowel|hernia|gallbladder|appendix|sinus|nasal|oral|jaw|weight loss|trauma|nerve|joint|local|nearest|private|public|state|district|regional|county|teaching|specialty|sports medicine|integrative|allergy|immunology|infectious disease|genetics|nutrition|dietetic|lymph[oe]edema|transfer|new|old|last|best|good|clinical|sterile|compounding|hospital|history|surgical|medical|health|nursing|no|any|her|his|home|care|plan|discharge|follow-?up|and|or|of|for|to|from|in|at|with|s\/p|status post|rehab|medication|imaging|diagnostic|radiology|mri|ct|cardiac rehab|pulmonary|lab|laboratory|reference|outside|research|standard|safe|daily|best)[ -]?)+$/iu;

const KNOWN_HOSPITAL =
  "Addenbrooke['’]?s|Guy['’]?s(?= (?:and|&|Hospital|hospital))|Bart['’]?s|Mayo Clinic|Cleveland Clinic|Johns Hopkins|Mass(?:achusetts)? General|MGH|Mount Sinai|Mt\\.? Sinai|Cedars[- ]Sinai|Kaiser(?: Permanente)?|Great Ormond Street|Papworth|Royal Marsden|The Christie|UCLH|Karolinska|Charit[ée]|Pitié-Salpêtrière|Sloan[- ]Kettering|MD Anderson|Brigham and Women['’]?s|NYU Langone|Walgreens|CVS|Rite Aid|Lloyds ?Pharmacy|Quest Diagnostics|LabCorp|BUPA|Spire|Nuffield|Blue Cross(?: (?:and |& )?Blue Shield)?|HMP \\p{Lu}[\\p{L}-]+";

export const STREETS: readonly Rule[] = [
  { kind: 'address', pattern: /\bP\.?\s?O\.? ?box \d+/giu },
  // Hauptstraße 12, rue de Rivoli 5, 5 rue de Rivoli, Calle Mayor 3, Via Roma 8, Keizersgracht 100.
  {
    kind: 'address',
    pattern:
      /(?<!\p{L})(?:\p{Lu}[\p{L}\p{M}-]{2,30}(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|ufer|damm|straat|gracht|laan|plein|gatan|gata|vägen|vej|gade|katu)|(?:\p{Lu}[\p{L}\p{M}-]{2,30} (?:Stra(?:ß|ss)e|Str\.|Weg|Platz|Allee|Ring)))(?: \d{1,4} ?[a-z]?(?![\p{L}\d]))?/gu,
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(?:\\d{1,4}(?: bis| ter)?,? )?(?:rue|(?<=\\d (?:bis |ter )?|\\d, )(?:avenue|boulevard|place)|chemin|impasse|quai|calle|c/|avenida|plaza|paseo|via|viale|piazza|corso|rua|praça|ulica|ul\\.) (?:(?:de|du|des|del|della|de la|de l['’]|la|le|los|las|dos|da|do) ?)?${CAPITAL}(?: (?:(?:de|du|des|del|la|le|y|e) )?${CAPITAL}){0,2}(?:,? \\d{1,4}(?![\\p{L}\\d]))?`,
      'giu',
    ),
    holds: (found) =>
      /\p{Lu}[\p{L}’']*$|\d$/u.test(found) &&
      /(?:rue|avenue|boulevard|place|chemin|impasse|quai|calle|c\/|avenida|plaza|paseo|via|viale|piazza|corso|rua|praça|ulica|ul\.) (?:.*\s)?\p{Lu}/iu.test(
        found,
      ) &&
      !/^[Vv]ia (?:the\b|a\b|\p{Lu}{2,})/u.test(found) &&
      /^(?:\d|rue|calle|c\/|avenida|plaza|piazza|corso|rua|ul|chemin|impasse|[A-Z])/u.test(found),
  },
  // 42 Harbour View Road, Flat 3; 12B N. Main St.
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<![\\d./-])(?:(?:flat|apt|apartment|unit|suite|room)\\.? ?#?[\\p{L}\\d]{1,5},? )?(?:\\d{1,5}(?:[-/]\\d{1,4})?[a-z]?|${NUMBER_WORD}),? ((?:(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\\.? )?(?:[\\p{L}\\p{M}\\d'’.-]{1,40} ){1,4}?)(?:${STREET}|(?:${SHORT_STREET})\\b\\.?)(?![\\p{L}\\p{M}])(?: (?:north|south|east|west|n|s|e|w|ne|nw|se|sw)\\b)?${UNIT}`,
      'giu',
    ),
    holds: (found, match) =>
      !NO_STREET.test(match[1] ?? '') && !/\d\s*(?:mg|ml|mcg)|\b(?:CT|PL)$/u.test(found) && !isMeasure(match[1] ?? ''),
  },
  // “i live on maple street”.
  {
    kind: 'address',
    pattern:
      /\b(?:live|lives|living|lived|stay(?:s|ed|ing)?|moved|address|house|home|flat|apartment|place)(?: is)?(?: up| down| over| back| just)? (?:on|at|in|off|to) (?!(?:the|a|an|my|his|her|our|their|this|that|same) (?:street|road|lane|close|drive)\b)(\p{L}[\p{L}'’]{1,40}(?: \p{L}[\p{L}'’]{1,40}){0,2} (?:street|avenue|road|lane|drive|boulevard|crescent|terrace|close))\b/dgiu,
    group: 1,
    holds: (found) => !NO_STREET.test(found),
  },
  { kind: 'address', pattern: /(?<![\d./-])\d{1,4}[a-z]?,? The \p{Lu}\p{Ll}+(?! (?:is|was|has))/gu },
  { kind: 'address', pattern: /\b(?:rural route|rr|hc) ?#?\d{1,4},? box \d+/giu },
  // Maple Avenue, without a number.
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<!\\p{L})(?!(?:The|This|That|On|In|At|To|From|One|His|Her|My|No|Any|Each|Main|New|First|Same)\\b (?:${STREET})\\b)(?:(?:North|South|East|West|Old|New|Upper|Lower|Great|St\\.?|The) )?${CAPITAL}(?: ${CAPITAL})? (?:Street|Avenue|Road|Lane|Drive|Boulevard|Close|Crescent|Terrace|Gardens|Grove|Mews|Parkway|Highway|Blvd\\.?|Ave\\.?|Rd\\.?)(?![\\p{L}\\p{M}])${UNIT}`,
      'gu',
    ),
    holds: (found) => !/^(?:Wound|Skin|Fascia|Sharp|Right|Left|Down|Test|Respiratory|Inspiratory|Sex) /u.test(found),
  },
  {
    kind: 'address',
    pattern:
      /\b\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)? (?:Cottage|House|Lodge|Farmhouse|Villa|Manor|Mansions|Towers|Apartments)(?=,? (?:\p{Lu}|\d))/gu,
  },
  {
    kind: 'address',
    pattern: /\b(?:flat|apartment|apt|suite|unit) #?\d{1,4}[a-z]?\b(?! ?(?:mg|ml|dose|doses|of|per|x)\b)/giu,
    holds: (found) => !/^unit/iu.test(found),
  },
];

function isMeasure(words: string): boolean {
  return /\b(?:y\/o|yo|old|beats|pack|mm|cm|inch|foot|feet|flights?|blocks?|steps?)\b/iu.test(words);
}

const POST_AREA =
  '(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)';

export const CODES: readonly Rule[] = [
  // British postcodes: by their areas, in capitals or small letters with the space.
  {
    kind: 'address',
    pattern: new RegExp(`(?<![\\p{L}\\d])${POST_AREA}\\d[A-Z\\d]? ?\\d[ABD-HJLNP-UW-Z]{2}(?![\\p{L}\\d])`, 'gu'),
  },
  {
    kind: 'address',
    pattern: new RegExp(`(?<![\\p{L}\\d])${POST_AREA}\\d[A-Z\\d]? \\d[ABD-HJLNP-UW-Z]{2}(?![\\p{L}\\d])`, 'giu'),
    holds: (found) => !/\d(?:mg|ml|hr|st|nd|th|am|pm|bd|wk|tab|hs)$/iu.test(found),
  },
  {
    kind: 'address',
    pattern: /\bpost ?code\b(?: is|:)?\s*([A-Z]{1,2}\d[A-Z\d]?(?: ?\d[A-Z]{2})?)(?![\p{L}\d])/dgiu,
    group: 1,
  },
  // “SW sixteen six JT”.
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<![\\p{L}\\d])${POST_AREA}(?:,? ${NUMBER_WORD}){1,3},? [ABD-HJLNP-UW-Z]{2}(?![\\p{L}\\d])`,
      'gu',
    ),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `\\bpost ?code(?: is|:|,)? ?((?:[a-z]{1,2} ){1,2}(?:(?:${NUMBER_WORD}|\\d{1,2}),? ){1,3}(?:[a-z]{1,2}\\b ?){1,2})`,
      'dgiu',
    ),
    group: 1,
  },
  // Boston, MA 02118; a ZIP code by its name, or with four digits more.
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<!\\p{L})(?:${CAPITAL}(?: ${CAPITAL}){0,2},? )?(?:${STATE}|${STATE_NAME}),? \\d{5}(?:[-–]\\d{4})?(?!\\d)`,
      'gu',
    ),
  },
  { kind: 'address', pattern: /\bzip(?: ?code)?\b(?: is|:|#)?\s*(\d{5}(?:[-–]\d{4})?)(?!\d)/dgiu, group: 1 },
  { kind: 'address', pattern: /(?<![\d.,/-])\d{5}[-–]\d{4}(?![\d-])/gu },
  // Canada, Ireland, the Netherlands, Germany, France.
  {
    kind: 'address',
    pattern: /(?<![\p{L}\d])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d(?![\p{L}\d])/giu,
  },
  {
    kind: 'address',
    pattern: /(?<![\p{L}\d])[AC-FHKNPRTV-Y](?:\d{2}|6W) [AC-FHKNPRTV-Y\d]{4}(?![\p{L}\d])/gu,
    holds: (found) => /\d.*\d.*\d/u.test(found) && /^\p{L}\d{2} .*\p{L}/u.test(found),
  },
  { kind: 'address', pattern: new RegExp(`(?<![\\p{L}\\d])[1-9]\\d{3} ?[A-Z]{2} ${CAPITAL}`, 'gu') },
  {
    kind: 'address',
    pattern: new RegExp(`(?<![\\p{L}\\d.,/-])(?:D|F|A|CH|B|L|I|E|PL|DK|S|N)-\\d{4,5} ${TOWN_WORD}`, 'gu'),
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `(?<=(?:stra(?:ß|ss)e|str\\.|platz|weg|allee|rue [^\\n]{3,30}|calle [^\\n]{3,30}|via [^\\n]{3,30}) ?\\d{0,4}[a-z]?, )\\d{4,5} ${TOWN_WORD}(?: ${TOWN_WORD})?`,
      'giu',
    ),
  },
];

/** Countries are no identifiers. */
const COUNTRIES = new Set([
  'America',
  'England',
  'Scotland',
  'Wales',
  'Britain',
  'Great Britain',
  'Europe',
  'Africa',
  'Asia',
  'Holland',
  'USA',
  'UK',
  'US',
]);
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
for (const a of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  for (const b of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const name = regions.of(a + b);
    if (name !== undefined) COUNTRIES.add(name);
  }
}

const LIVES_IN =
  "lives?|living|lived|resid(?:es|ing|ed)|resident|residing|grew up|raised|born|based|moved|relocated|moving|hometown|home town|native|comes|came|hails|originally|emigrated|visiting|visited|travel(?:s|l?ed|l?ing)?|drove|flew|flying|commutes?|stays|staying|holiday(?:ed|ing)?|trip|vacation|home|house|farm|(?:[Hh]e|[Ss]he|[Tt]hey|patient|family|parents|husband|wife|mother|father|and) (?:is|was|are|were)(?= (?:originally )?from)|[Ii] am|[Ii]['’]m|[Hh]e['’]s|[Ss]he['’]s";
/** Small letters, or a capital at the start of a sentence. */
const LIVES = `(?:${LIVES_IN}|${LIVES_IN.replace(/(^|\|)([a-z])/gu, (_, bar: string, letter: string) => `${bar}${letter.toUpperCase()}`)})`;

export const PLACES: readonly Rule[] = [
  // Town and state: “Springfield, IL”, “Boise, Idaho”.
  {
    kind: 'place',
    pattern: new RegExp(
      `(?<![\\p{L}])(${TOWN_WORD}(?: ${TOWN_WORD}){0,2}), (?:${TOWN_STATE})(?![\\p{L}\\d]|[ :#]+[A-Z]*\\d)`,
      'dgu',
    ),
    group: 1,
    holds: (found) => !/^\p{Lu}{2,}$/u.test(found) && found.split(' ').every((word) => !isCommonWord(keyOf(word))),
  },
  { kind: 'place', pattern: new RegExp(`(?<![\\p{L}])(${TOWN}), (?:${STATE_NAME})(?!\\p{L})`, 'dgu'), group: 1 },
  {
    kind: 'place',
    pattern: new RegExp(
      `(?<!\\p{L})${LIVES} (?:\\p{Ll}+ ){0,3}?(?:in|to|from|of|at|near|outside|around|through)(?: the (?:town|city|village) of)? (?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Christmas|Easter|January|Mr|Mrs|Ms|Dr|The|A|An|His|Her|ER|ED|A&E|ICU|${STATE_NAME.replace(/\|(?:Kent|Surrey|Essex|Sussex|Devon|Cornwall|Dorset|Norfolk|Suffolk|Yorkshire|Lancashire|Cheshire|Hampshire|Oxfordshire|Hertfordshire)/gu, '')}|Hospital|Clinic)(?!\\p{L}))(${TOWN})`,
      'dgu',
    ),
    group: 1,
    holds: (found) => !COUNTRIES.has(found) && !/^\p{Lu}{2,}/u.test(found),
  },
  {
    kind: 'place',
    pattern: new RegExp(`(?<![\\p{L}])(${TOWN_WORD}) (?:resident|native)(?!\\p{L})`, 'dgu'),
    group: 1,
    holds: (found) =>
      !isCommonWord(keyOf(found)) &&
      !/(?:an|ish|ese)$/u.test(found) &&
      !/^(?:Senior|Chief|Surgery|Medical|Family|Permanent|Long|Former|Lifelong)$/u.test(found),
  },
  // The town behind a street: “98 Shirley Street, Pimpama”.
  {
    kind: 'place',
    pattern: new RegExp(
      `(?<=(?:Street|Avenue|Road|Lane|Drive|Close|Crescent|Terrace|Gardens|Grove|Way|Court|Place|St|Ave|Rd|Dr|Ln)\\.?), (${TOWN})(?=\\s*(?:[,.;\\n]|$))`,
      'dgmu',
    ),
    group: 1,
  },
  {
    kind: 'place',
    pattern: new RegExp(
      `\\b(?:town|city|village|borough|county|place of birth|birthplace|hometown|residence)(?: of|: ?| is ) ?(${TOWN})`,
      'dgu',
    ),
    group: 1,
  },
];

export const ORGANISATIONS: readonly Rule[] = [
  {
    kind: 'organisation',
    pattern: new RegExp(
      `(?<![\\p{L}])((?:(?:St\\.?|Saint|Mount|Mt\\.?|Our Lady of|Queen|King|Royal|Prince|Princess|Sacred) )?${CAPITAL}(?: (?:(?:of|the|and|&|de|la|for) ){0,2}${CAPITAL}){0,4}?) (?:(?:General|Memorial|Community|University|Regional|Teaching|Children['’]?s|Women['’]?s|District|County|Veterans|VA|Cottage|Royal) )*(?:${HOSPITAL})(?![\\p{L}])`,
      'gu',
    ),
    holds: (_, match) =>
      !DEPARTMENT.test(`${match[1]} `) && !/^(?:Dr|Mr|Mrs|Ms|Dear|She|He|The patient|Patient)\b/u.test(match[1] ?? ''),
  },
  // Employers that everybody knows, in a transcript without capitals too.
  {
    kind: 'organisation',
    pattern:
      /\b(?:work|works|worked|working|job|nights|days|manager|driver|cashier)\b(?: \w+){0,3}? (?:at|for|with) ((?:amazon|tesco|walmart|costco|starbucks|google|microsoft|mcdonald['’]?s|target|home depot|ups|fedex|asda|sainsbury['’]?s|lidl|aldi|boots|ikea|boeing|toyota|barclays|lloyds|hsbc)\b)/dgiu,
    group: 1,
  },
  {
    kind: 'organisation',
    pattern: new RegExp(
      `(?<![\\p{L}])(?:${KNOWN_HOSPITAL})(?: (?:Hospital|Clinic|Medical Center|Pharmacy))?(?!\\p{L})`,
      'gu',
    ),
  },
  {
    kind: 'organisation',
    pattern:
      /(?<!\p{L})(?:St\.?|Saint|Mt\.?|Mount|Our Lady of|Queen|King|Royal|Sacred) \p{Lu}\p{L}+(?:['’]s)?(?: (?:Hospital|Infirmary|Medical Center|Clinic))/gu,
  },
  // In a lower-case transcript: “st mary's hospital”.
  {
    kind: 'organisation',
    pattern:
      /(?<![\p{L}\d'’])(?:(?:st\.?|saint|mount|mt\.?|our lady of|queen|king|royal|sacred) [\p{L}'’]{1,40}|[\p{L}'’]{1,40} (?:general|memorial|university|royal|regional|county)) (?:hospital|infirmary|medical cent(?:er|re)|clinic|hospice)\b/giu,
    holds: (found) =>
      !/^(?:the|a|an|our|your|this|my|local|in|at|to|from|of|and|is|was|that|near|old|new|big|small|nearest|private) (?:general|memorial|university|royal|regional|county)/iu.test(
        found,
      ),
  },
  {
    kind: 'organisation',
    pattern: new RegExp(
      `(?<![\\p{L}])(?!(?:The|A|An|High|Primary|Elementary|Middle|Nursing|Medical|Law|Graduate|Grade|Old|His|Her)\\b (?:${OTHER_ORGANISATION})(?!\\p{L}))${CAPITAL}(?: (?:(?:of|the|and|&) ){0,2}${CAPITAL}){0,3}? (?:${OTHER_ORGANISATION})(?: (?:Ltd|Limited|Inc|LLC|LLP|plc|PLC|GmbH|Corp)\\b)?(?![\\p{L}])(?: of ${CAPITAL}(?: ${CAPITAL})?)?`,
      'gu',
    ),
    holds: (found) =>
      !/^(?:American|Royal|European|National|International|British|World|Canadian|Australian) (?:College|Academy|Society|Council)/u.test(
        found,
      ) && !/^(?:Food|Blood|Sperm|Bone|Eye|Tissue|Memory) (?:Bank|Company)/u.test(found),
  },
  {
    kind: 'organisation',
    pattern: new RegExp(`\\b(?:University|College|School) of (?!Medicine\\b)${CAPITAL}(?: ${CAPITAL})?`, 'gu'),
  },
  // The employer.
  {
    kind: 'organisation',
    pattern:
      /\b(?:[Ee]mployer(?: is|:)|[Ee]mployed (?:by|at|with)|[Ww]ork(?:s|ed|ing)? (?:part[- ]time |full[- ]time |nights |shifts )?(?:as (?:an? )?(?:[\p{L}-]+ ){1,4}?)?(?:for|at)|[Jj]ob (?:at|with)|[Rr]etired from|[Tt]eaches at|[Aa]ttends|[Ss]tud(?:ies|ying|ent) at)\s+(?:the )?(?!(?:Home|Night|Nights|Christmas|January|February|March|April|May|June|July|August|September|October|November|December)\b)(\p{Lu}[\p{L}\p{M}\d'’&-]*(?: (?:(?:of|and|&) )?\p{Lu}[\p{L}\p{M}\d'’&-]*){0,4})/dgu,
    group: 1,
    holds: (found) => !DEPARTMENT.test(`${found} `),
  },
];

/**
 * What in a text may say who somebody is: the eighteen kinds of HIPAA's Safe Harbor (45 CFR 164.514(b)(2)) and their European
 * counterparts. Found by patterns, check digits and lists of names, without a model: a help for the user, who decides, and no proof
 * that nothing is left. Its time grows with the length of the text.
 */
import { FINDINGS } from '../evidence/lexicon/findings.ts';
import { loadMedicines } from '../medicines/medicines.ts';
import { stemOf } from '../medicines/stems.ts';
import { Claims } from './claims.ts';
import { CONTACT } from './contact.ts';
import { AGES, DATES } from './dates.ts';
import type { Identifier } from './kinds.ts';
import { loadNameList } from './names/lists.ts';
import { claimNames, type NameSources } from './names/names.ts';
import { wordsOfText } from './names/words-of-text.ts';
import { NUMBERS } from './numbers.ts';
import { CODES, ORGANISATIONS, PLACES, STREETS } from './places.ts';
import { claimTowns } from './towns.ts';

/** In the order of the text, none overlapping another. */
export type IdentifierFinder = (text: string) => Identifier[];

/** Words of the lexicon of findings: in small letters, one by one. */
function findingWords(): Set<string> {
  const words = FINDINGS.match(/\p{L}[\p{L}-]{3,}/gu) ?? [];
  return new Set(words.map((word) => word.toLowerCase()));
}

async function load(): Promise<IdentifierFinder> {
  const [medicines, list] = await Promise.all([loadMedicines(), loadNameList()]);
  const findings = findingWords();
  const clinical = new Map<string, boolean>();
  const isClinical = (key: string): boolean => {
    const known = clinical.get(key);
    if (known !== undefined) return known;
    const is = findings.has(key) || medicines.lookup(key) !== null || stemOf(key) !== undefined;
    clinical.set(key, is);
    return is;
  };
  const sources: NameSources = { list, isClinical };
  return (text) => {
    const claims = new Claims(text);
    claims.takeAll(NUMBERS);
    claims.takeAll(CONTACT);
    claims.takeAll(DATES);
    claims.takeAll(AGES);
    claims.takeAll(CODES);
    claims.takeAll(STREETS);
    claims.takeAll(ORGANISATIONS);
    claims.takeAll(PLACES);
    const words = wordsOfText(text);
    claimTowns(text, words, claims, list.isFirst);
    claimNames(text, words, claims, sources);
    return claims.sorted();
  };
}

let loading: Promise<IdentifierFinder> | null = null;

/** The finder with its lists, which are fetched with the first call. */
export function loadIdentifierFinder(): Promise<IdentifierFinder> {
  loading ??= load();
  return loading;
}

/** A note's sentence as it is said to the patient: you instead of the patient, abbreviations in words, words of the trade explained. */
import { readClaim } from '../../analysis/evidence/frames/claim.ts';
import { PATIENT } from '../../analysis/evidence/frames/experiencer.ts';
import type { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { sentencesOf } from '../../analysis/evidence/text/sentences.ts';
import { ABBREVIATIONS, EVERYDAY, EXPLAINED } from './plain-words.ts';

/** Verbs of a note, as they stand behind “he” or “the patient”, and behind “you”. */
const VERBS: Readonly<Record<string, string>> = {
  is: 'are',
  was: 'were',
  has: 'have',
  does: 'do',
  denies: 'say that you have no',
  denied: 'said that you had no',
  endorses: 'describe',
  endorsed: 'described',
};
const AGREES =
  /^(?:report|state|note|describe|complain|feel|take|use|live|smoke|drink|work|continue|admit|monitor|want|need|think|present|come|return|find|tend|sleep|walk|eat|experience|notice|appear|look|exercise|know|see|wake|get|go|try|tries|carry|carries|mention|request)(?:s|es)?$/u;

const TITLED = String.raw`(?:mr|mrs|ms|miss)\.? \p{L}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+)?`;
const SUBJECT = `(?:the|this) (?:patient|pt)|${TITLED}|s?he`;
const OPENING = new RegExp(
  String.raw`^(?:(?:${SUBJECT})|\p{L}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]+){0,2}) is an? \d+[- ]year[- ]old (?:\p{L}+ ){0,3}?(?:male|female|man|woman|boy|girl|gentleman|lady)\b(.*)$`,
  'iu',
);
const ADVERB = '(?:(?:also|currently|still|now|otherwise|usually|occasionally|regularly|not|never) )?';
const ACTING = new RegExp(String.raw`\b(${SUBJECT}|(?:patient|pt)(?= \p{L}+s\b))( ${ADVERB})(\p{L}+)\b`, 'giu');
const JOINED = /\b(and|but|or|when you|if you) ((?:also |currently |still )?)(\p{L}+s)\b/giu;
/** “Denies fever.”: the subject is left out. */
const ELLIPTIC =
  /^(denies|denied|endorses|endorsed|reports|states|notes|complains|takes|uses|feels|lives|smokes|drinks|presents)\b/iu;
const NOT_OWNED = /^(?:and|or|to|for|in|on|at|by|with|after|when|if|that|because|as|about|from|is|was|has)$/iu;
/** “The patient portal” is nobody. */
const NO_PERSON = /^(?:portal|education|agreements?|information|leaflet|history|records?)$/iu;
/** Behind “he”, and no verb for all their s. */
const NO_VERB = /^(?:always|sometimes|perhaps|besides|this|his|as|us|previous|was|.*ss|.*ous)$/u;

export class Plainly {
  readonly #lexicon: Lexicon;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** A line of the note, sentence by sentence. */
  of(line: string): string {
    return sentencesOf(line)
      .map(({ text }) => explained(inWords(this.#addressed(text))))
      .join(' ');
  }

  /** A sentence that speaks of somebody else, too, is left in the third person: whose it is must stay clear. */
  #addressed(text: string): string {
    const [sentence] = sentencesOf(text);
    if (sentence === undefined) return text;
    const { experiencers } = readClaim(sentence, this.#lexicon);
    if (experiencers.some((person) => person !== PATIENT)) return text;
    const opened = text.replace(OPENING, (_, rest: string) => {
      const came = /\bwho (presents?|comes?|returns?|is seen)\b(.*)$/iu.exec(rest);
      return came === null ? `You have come${rest}` : `You came${came[2]}`;
    });
    const elliptic = opened.replace(ELLIPTIC, (verb) => `You ${agreeing(verb.toLowerCase())}`);
    const acting = elliptic.replace(ACTING, (whole, subject: string, adverb: string, verb: string) => {
      const you = /^\p{Lu}/u.test(subject) ? 'You' : 'you';
      if (NO_PERSON.test(verb)) return whole;
      return `${you}${adverb}${ofSubject(verb)}`;
    });
    return (
      acting === text
        ? text
        : acting.replace(JOINED, (whole, and: string, adverb: string, verb: string) => {
            const agreed = agreeing(verb.toLowerCase());
            return agreed === null ? whole : `${and} ${adverb}${agreed}`;
          })
    )
      .replace(/\b(?:the patient|pt)['’]s\b/giu, (own) => (/^\p{Lu}/u.test(own) ? 'Your' : 'your'))
      .replace(/\b(his|her)\b(?= (\p{L}+))/giu, (own, _, next: string) => {
        if (own.toLowerCase() === 'her' && NOT_OWNED.test(next)) return 'you';
        return /^\p{Lu}/u.test(own) ? 'Your' : 'your';
      })
      .replace(/\b(?:him|her)\b(?! own)|\bthe (?:patient|pt)\b(?! (?:portal|education))/gu, 'you')
      .replace(/\b(?:him|her)self\b/giu, 'yourself');
  }
}

function ofSubject(verb: string): string {
  const known = agreeing(verb.toLowerCase());
  if (known !== null) return known;
  return verb.endsWith('s') && !NO_VERB.test(verb) ? withoutS(verb) : verb;
}

/** As it stands behind “you”; null for what is no such verb. */
function agreeing(verb: string): string | null {
  const known = VERBS[verb];
  if (known !== undefined) return known;
  return AGREES.test(verb) && verb.endsWith('s') ? withoutS(verb) : null;
}

function withoutS(verb: string): string {
  if (verb.endsWith('ies')) return `${verb.slice(0, -3)}y`;
  return /(?:ches|shes|sses|xes|goes|does)$/u.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
}

function inWords(text: string): string {
  return [...ABBREVIATIONS, ...EVERYDAY].reduce((words, [of, by]) => words.replace(of, by), text);
}

/** What stands in brackets would end a denial, and seem to be there. */
const DENIES = /\b(?:no|not|nor|without|denies|negative|none|never)\b/iu;

/** Each word of the trade once, with what it means behind it. */
function explained(text: string): string {
  if (DENIES.test(text)) return text;
  return EXPLAINED.reduce((words, [term, plain]) => {
    const at = words.search(term);
    if (at === -1 || words.toLowerCase().includes(plain)) return words;
    return words.replace(term, (found) => `${found} (${plain})`);
  }, text);
}

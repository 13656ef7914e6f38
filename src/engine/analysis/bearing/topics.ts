/** What sections of a note are about, and by what it is known in talk. */
import type { ConceptKind } from '../evidence/lexicon/concepts.ts';

export interface Topic {
  /** In a section's header, else in what is said of it. */
  readonly named: RegExp;
  /** What a mention of each kind weighs. */
  readonly kinds: Readonly<Partial<Record<ConceptKind, number>>>;
  /** Words that speak of it. */
  readonly cues: RegExp;
  /** Who mostly says it. */
  readonly speaker?: 'clinician' | 'patient';
  /** It is said towards the end of a visit. */
  readonly late?: true;
  /** What is said where there is any of it, and how often at least: talk of where it hurts is no examination. */
  readonly acts?: { readonly words: RegExp; readonly fewest: number };
}

const FINDINGS = {
  kinds: { examination: 3, measurement: 2, anatomy: 1, finding: 0.5 },
  cues: /\b(?:exam(?!ple)\w*|look(?:ing)? at|listen\w*|press(?:ing)?|feel here|lungs?|heart|chest|murmur|tender\w*|swelling|swollen|range of motion|blood pressure|temperature|pulse|saturation|weight|reflexes|strength|sensation|bend|breathe)\b/giu,
  speaker: 'clinician',
} as const;

/** What is said by whoever examines, and what is found so. */
const EXAMINING = [
  /exam(?!ple)\w*|on (?:your |the )?palpation|palpat\w*|auscult\w*|range of motion|vital(?: sign)?s/u,
  /listen(?:ing)? to|(?:take|have) a (?:quick )?look|look(?:ing)? at your|look in your|deep breaths?/u,
  /let me (?:just )?(?:look|check|press|feel|listen|tap|move|bend)|press(?:ing)? (?:here|on|down)/u,
  /when i (?:press|push|touch|move|bend)|(?:does|do) (?:it|this|that|these) hurt when i/u,
  /i (?:do ?n[o'’]t |can )?appreciate|i (?:see|hear) (?:an?|some|no|any)|with the \w+scope/u,
  /tender(?:ness)?|murmurs?|reflexes|o?edema|ear ?drums?|tonsils (?:are|look)|monofilament|lymph nodes?|perforation|(?:good )?eye contact/u,
  /your (?:blood pressure|heart rate|pulse|temperature|oxygen|saturation|weight|lungs?|heart|abdomen|belly) (?:is|are|looks?|was|were|sounds?)/u,
  /(?:blood pressure|pulse|temperature|heart rate|saturation|oxygen|weight|respiratory rate)(?: now| today)?(?: is| was| of| at)? \d+/u,
  /(?:chest|lungs?|skin|heart|abdomen|belly|throat|pulses?|speech|wound|scar|lesion|joint|knee|ankle|calf|calves|foot|feet|eyes?|thoughts|movements?) (?:is|are|looks?|feels?|sounds?) (?:\w+ ){0,2}(?:clear|normal|soft|red|reddened|intact|swollen|warm|dry|regular|good|clean|healing|quiet|strong|present)/u,
];

/** What is tested, and what is said of what came of it. */
const TESTING = [
  /results?|came back|tests? (?:was|were|is|are|came|shows?|showed|looks?)|tested (?:positive|negative)|blood ?work|lab ?work|labs?|x-?rays?|mris?|ct|scans?|ultrasound|echo\w*/u,
  /ekg|ecg|eeg|biops(?:y|ies)|swabs?|cultures?|spirometry|scop(?:y|ies)|\w+scopy|mammogram|smear|a1c|hba1c|ha?emoglobin/u,
  /creatinine|cholesterol|potassium|sodium|glucose|psa|tsh|inr|troponin|levels?|counts?|showed|shows/u,
];

const anyOf = (patterns: readonly RegExp[]): RegExp =>
  new RegExp(String.raw`\b(?:${patterns.map(({ source }) => source).join('|')})\b`, 'giu');

/** A section may be of several. */
export const TOPICS = {
  complaint: {
    named:
      /(?<!\b(?:past|medical|surgical|family|social|obstetric) )\b(?:complaint|history|hpi|subjective|reason|presenting|course|interval|why you came|concerns?)\b/iu,
    kinds: { finding: 2, anatomy: 0.5, medication: 0.5 },
    cues: /\b(?:since|ago|start(?:ed|s)|began|days?|weeks?|months?|worse|better|hurts?|pain|feel(?:s|ing)?|brings? you|notic(?:ed|ing)|happen(?:s|ed)|trouble|bother(?:s|ing)?)\b/giu,
    speaker: 'patient',
  },
  past: {
    named: /\b(?:past|surgical|background|comorbidit\w*|medical history|obstetric\w*|birth)\b/iu,
    kinds: { finding: 1, specialty: 0.5 },
    cues: /\b(?:history of|diagnos\w+|surger(?:y|ies)|operation|operated|had (?:a|an|my|your)|years? ago|conditions?|hospital(?:i[sz]ed)?|pregnan\w+|born)\b/giu,
  },
  medicines: {
    named: /\b(?:medications?|medicines?|drugs?|treatment|prescri\w+)\b/iu,
    kinds: { medication: 3 },
    cues: /\b(?:milligrams?|mg|micrograms?|tablets?|pills?|dose|inhaler|cream|insulin|twice a day|once a day|prescri\w+|tak(?:e|es|ing))\b/giu,
  },
  allergies: {
    named: /\ballerg\w*/iu,
    kinds: {},
    cues: /\b(?:allerg\w+|react(?:s|ed|ion)|rash|anaphyla\w+)\b/giu,
  },
  family: {
    named: /\bfamily\b/iu,
    kinds: {},
    cues: /\b(?:family|mother|father|mom|mum|dad|parents?|brother|sister|siblings?|grand(?:mother|father|parents?)|aunt|uncle|runs in)\b/giu,
  },
  social: {
    named: /\b(?:social|lifestyle|habits?|substances?|home|functional)\b/iu,
    kinds: {},
    cues: /\b(?:smok\w+|cigarettes?|alcohol|drink(?:s|ing)?|beers?|wine|job|work(?:s|ing)?|retired|live(?:s)? (?:with|alone)|married|exercise|diet|drugs|travel\w*|sleep)\b/giu,
  },
  examination: {
    ...FINDINGS,
    named: /\bexam(?!ple)\w*/iu,
    // Once may be what somebody else did, or is to do.
    acts: { words: anyOf(EXAMINING), fewest: 2 },
  },
  observation: {
    ...FINDINGS,
    named: /\b(?:objective|vitals?|signs|findings?|found|mental state|condition)\b/iu,
  },
  results: {
    named: /\b(?:results?|labs?|imaging|investigations?|tests?|studies|objective|found)\b/iu,
    kinds: { investigation: 3, measurement: 1 },
    cues: /\b(?:results?|x-?rays?|mri|ct|scan|ultrasound|blood work|labs?|came back|showed?|shows|echo\w*|ekg|ecg|a1c|biops\w+|urine|level|count|normal|elevated)\b/giu,
    speaker: 'clinician',
    acts: { words: anyOf(TESTING), fewest: 1 },
  },
  plan: {
    named:
      /\b(?:assessment|plan|impression|instructions?|recommendations?|follow-?up|disposition|diagnos[ei]s|to do|help|next|advice|discharge|referral|treatment|safety)\b/iu,
    kinds: { medication: 1.5, investigation: 1, specialty: 2, finding: 0.5 },
    cues: /\b(?:let['’ ]?s|going to|gon na|gonna|(?:i|we)(?: ?['’]ll| will)|i(?: ?['’]d| would) like|i want|want you|recommend\w*|start(?:ing)?|continue|refer\w*|order(?:ing)?|prescri\w+|follow[- ]?up|come back|see you|increase|decrease|stop taking|should|likely|probably|think|antibiotics?|physical therapy|call (?:me|us|your)|emergency|999|911)\b/giu,
    speaker: 'clinician',
    late: true,
  },
} as const satisfies Readonly<Record<string, Topic>>;

/**
 * Omissions planted into notes that clinicians wrote: every sentence that names a medicine, an allergen, a red flag or a test is
 * taken out of the note, and the review should list it. The words are the bench's own; it knows nothing of what the review looks for.
 */
import type { Evidence } from '../../src/engine/analysis/evidence/evidence.ts';
import { sentencesOf } from '../../src/engine/analysis/evidence/text/sentences.ts';
import type { Dialogue } from './dialogues.ts';

const KINDS = {
  medicine:
    'lisinopril metoprolol bisoprolol carvedilol amlodipine losartan furosemide lasix bumex digoxin aspirin ibuprofen tylenol paracetamol advil meloxicam naproxen prednisone metformin insulin glipizide farxiga synthroid levothyroxine atorvastatin lipitor simvastatin omeprazole protonix pantoprazole albuterol salbutamol flonase loratadine claritin amoxicillin doxycycline clindamycin oxycodone tramadol gabapentin sertraline zoloft prozac imitrex methotrexate mebeverine microgynon',
  'red flag':
    'chest pain/chest discomfort/shortness of breath/hemoptysis/haemoptysis/blood in urine/haematuria/hematuria/palpitations/numbness/weakness/weight loss',
  plan: 'echocardiogram/x-ray/mri/ct scan/ultrasound/ekg/ecg/colonoscopy/endoscopy/urinalysis/physical therapy/lipid panel/stress test/blood tests/bloods',
} as const;
type Kind = keyof typeof KINDS;

/** What is to be done, and not what has come out. */
const PLANNED =
  /\b(?:order|refer|schedul|obtain|repeat|recheck|recommend|arrange|request|send|begin|start|will|plan)\w*\b/iu;

export interface Left {
  readonly kind: Kind;
  readonly dialogue: Dialogue;
  readonly word: string;
  readonly listed: boolean;
}

/**
 * What the conversation says and the note states, taken out of the note.
 * @param whole the review of the complete note
 */
export function leftOut(dialogue: Dialogue, whole: Evidence, review: (note: string) => Evidence): readonly Left[] {
  const { conversation, reference } = dialogue;
  const said = conversation.toLowerCase();
  const sentences = sentencesOf(reference);
  const known = namesOf(whole);
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    KINDS[kind].split(kind === 'medicine' ? ' ' : '/').flatMap((word): Left[] => {
      const naming = sentences.filter(({ text }) => new RegExp(`\\b${word}\\b`, 'iu').test(text));
      // What is denied or not said is not to be missed.
      const isStated = naming.some(
        ({ text }) =>
          !/\b(?:no|nil|denies|denied|without|negative|not)\b/iu.test(text) && (kind !== 'plan' || PLANNED.test(text)),
      );
      if (!isStated || !said.includes(word)) return [];
      const rest = sentences.filter((sentence) => !naming.includes(sentence)).map(({ text }) => text);
      const listed = namesOf(review(rest.join('\n'))).some((name) => !known.includes(name));
      return [{ kind, dialogue, word, listed }];
    }),
  );
}

function namesOf({ omissions }: Evidence): readonly string[] {
  return omissions.map(({ kind, text }) => `${kind} ${text}`);
}

/** Of a complete note: what is listed all the same, by words that stand in it. */
export function falseAlarms({ reference }: Dialogue, { omissions }: Evidence): number {
  const written = reference.toLowerCase();
  return omissions.filter(({ text }) => written.includes(text.toLowerCase())).length;
}

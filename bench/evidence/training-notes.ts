/**
 * `npm run bench:evidence:training`: the review beside the conversations of the training portions of ACI-Bench and MTS-Dialog, with
 * the notes that clinicians wrote and one fault of every kind planted in each. Half of them, by a hash of the id, is never looked at,
 * less those beside whose conversations sentences were written and read; what is printed tells the halves apart. The notes are not faithful throughout: ages and dates that nobody said are flagged, rightly.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Evidence, reviewAgainst } from '../../src/engine/analysis/evidence/evidence.ts';
import { Conversation } from '../../src/engine/analysis/evidence/frames/conversation.ts';
import { loadLexicon } from '../../src/engine/analysis/evidence/lexicon/concepts.ts';
import { fnv1a } from './dialogues.ts';
import { FAULT_KINDS, places, plant } from './faults.ts';
import { ALLERGIES, EXAMINATIONS, FINDINGS } from './inventions.ts';
import { seeded } from './random.ts';
import { type Share, shareOf, shown } from './share.ts';
import { readWrittenConversations } from './written.ts';

interface Training {
  readonly id: string;
  readonly task: string;
  readonly input: string;
  readonly reference: string;
}

const FILE = join(import.meta.dirname, '../../../shared/data/train/tasks.jsonl.gz');
const INVENTED = { finding: FINDINGS, examination: EXAMINATIONS, allergy: ALLERGIES };

const notes = gunzipSync(readFileSync(FILE))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line): Training => JSON.parse(line))
  .filter(({ task }) => task === 'section_summarization' || task === 'note_generation');
const lexicon = await loadLexicon();

const at = ({ sentences }: Evidence, start: number, end: number) =>
  sentences.filter(({ sentence }) => sentence.start < end && sentence.end > start);
const flagsOf = (reviews: ReturnType<typeof at>) =>
  reviews.flatMap(({ flags }) => flags).map(({ kind, text, reason }) => `${kind} ${text} ${reason}`);

const read = new Set(
  [...readWrittenConversations('training-1'), ...readWrittenConversations('training-2')].map(({ id }) => id),
);

const reviewed = notes.map(({ id, input, reference }) => {
  const heard = new Conversation(input, lexicon);
  const clean = reviewAgainst([reference], heard, lexicon);
  const random = seeded(fnv1a(id));
  const faults = FAULT_KINDS.flatMap((kind) => {
    const place = Math.floor(random() * places(kind, reference));
    const sentences = kind in INVENTED ? INVENTED[kind as keyof typeof INVENTED] : [];
    const fault = plant(kind, reference, input, place, sentences, random);
    if (fault === null) return [];
    const known = new Set(flagsOf(at(clean, fault.start, fault.start + Math.max(1, fault.before.length))));
    const touched = at(reviewAgainst([fault.note], heard, lexicon), fault.start, fault.end);
    const isFound = flagsOf(touched).some((flag) => !known.has(flag));
    return [{ isFound, isSupported: touched.every(({ level }) => level === 'supported') }];
  });
  const claims = clean.sentences.filter(({ units, flags }) => units > 0 || flags.length > 0);
  return {
    half: fnv1a(id) % 2 === 0 && !read.has(id) ? 'blind' : 'tuned on',
    set: id.split('-')[0] ?? '',
    claims,
    faults,
  };
});

for (const set of ['aci', 'mts']) {
  for (const half of ['tuned on', 'blind']) {
    const chosen = reviewed.filter((one) => one.set === set && one.half === half);
    const claims = chosen.flatMap((one) => one.claims);
    const faults = chosen.flatMap((one) => one.faults);
    const rows: readonly (readonly [string, Share])[] = [
      ['found', shareOf(faults, ({ isFound }) => isFound)],
      ['supported though wrong', shareOf(faults, ({ isFound, isSupported }) => isSupported && !isFound)],
      ['flagged of the notes', shareOf(claims, ({ flags }) => flags.length > 0)],
    ];
    for (const [name, share] of rows) console.log(`${set}, ${half}: ${name.padEnd(24)}${shown(share)}`);
  }
}

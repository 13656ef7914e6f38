/**
 * `npm run bench:evidence`: how well the review of a note's basis finds faults, and how often it objects to what is right. Three
 * figures a kind: found (flagged or held back), supported though wrong, and flags on faithful sentences; with 95 % intervals.
 *
 * Planted by script: single faults in reference notes of ACI-Bench and PriMock57, over three seeds; dialogues parted by a hash of
 * their id into those tuned on and those never looked at. Written by hand: `evidence_review.jsonl`, which was tuned on,
 * and files of our own, one of them with a half that is measured and never shown. What is left out of a note is planted, too.
 * `--json`; `--seed 2`; `--verbose` names what was missed, of what was tuned on alone.
 */
import { parseArgs } from 'node:util';
import {
  type Evidence,
  rehearse,
  reviewAgainst,
  type SentenceReview,
} from '../../src/engine/analysis/evidence/evidence.ts';
import { Conversation } from '../../src/engine/analysis/evidence/frames/conversation.ts';
import { loadLexicon } from '../../src/engine/analysis/evidence/lexicon/concepts.ts';
import { type Dialogue, readDialogues, readWritten, SPLITS, type Split, type WrittenItem } from './dialogues.ts';
import { FAULT_KINDS, type Fault, type FaultKind, places, plant, type Random } from './faults.ts';
import { ALLERGIES, EXAMINATIONS, FINDINGS, type InventedSentence } from './inventions.ts';
import { falseAlarms, leftOut } from './omissions.ts';
import { seeded } from './random.ts';
import { interval, type Share, shareOf, shown } from './share.ts';
import { speedOf } from './speed.ts';
import { readWrittenConversations, WRITTEN } from './written.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});

const SEEDS = 3;
const FAULTS_A_KIND = 12;

const lexicon = await loadLexicon();
const dialogues = readDialogues();
// As the page does while the conversation is there and the note is not yet.
rehearse(lexicon);
const speed = speedOf(dialogues, lexicon);
const written = (Object.keys(WRITTEN) as (keyof typeof WRITTEN)[]).map((name) => {
  return { title: WRITTEN[name], conversations: readWrittenConversations(name) };
});
const conversations = written.flatMap((one) => one.conversations);
const heard = new Map(
  [...dialogues, ...conversations].map(({ id, conversation }) => [id, new Conversation(conversation, lexicon)]),
);
const review = (note: string, dialogue: string): Evidence =>
  reviewAgainst([note], heard.get(dialogue) as Conversation, lexicon);
const clean = new Map(dialogues.map(({ id, reference }) => [id, review(reference, id)]));

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

interface Outcome {
  readonly kind: string;
  readonly split: Split;
  readonly found: boolean;
  readonly supported: boolean;
  /** For whoever looks into what was missed. */
  readonly about: string;
}

const INVENTED: Readonly<Partial<Record<FaultKind, readonly InventedSentence[]>>> = {
  finding: FINDINGS,
  examination: EXAMINATIONS,
  allergy: ALLERGIES,
};

/** At most `FAULTS_A_KIND` faults of the kind in the split's notes, at places drawn without replacement; invented sentences, too, are parted. */
function plantedIn(split: Split, kind: FaultKind, random: Random): Outcome[] {
  const sentences = (INVENTED[kind] ?? []).filter((_, index) => SPLITS[index % 2] === split);
  const all = dialogues
    .filter((one) => one.split === split)
    .flatMap((one) => Array.from({ length: places(kind, one.reference) }, (_, place) => ({ one, place })));
  const outcomes: Outcome[] = [];
  for (const { one, place } of shuffled(all, random)) {
    if (outcomes.length === FAULTS_A_KIND) break;
    const fault = plant(kind, one.reference, one.conversation, place, sentences, random);
    if (fault !== null) outcomes.push(outcomeOf(one, fault));
  }
  return outcomes;
}

/** A fault is found when the sentence around it has a flag that it does not have in the unchanged note. */
function outcomeOf({ id, split }: Dialogue, fault: Fault): Outcome {
  const known = flagsAt(clean.get(id) as Evidence, fault.start, fault.start + Math.max(1, fault.before.length));
  const reviewed = review(fault.note, id);
  const touched = touching(reviewed, fault.start, fault.end);
  const found = [...flagsAt(reviewed, fault.start, fault.end)].some((flag) => !known.has(flag));
  const around = fault.note.slice(Math.max(0, fault.start - 60), fault.end + 50).replaceAll('\n', ' ⏎ ');
  const about = `${id}: “${fault.before}” → “${fault.after}” in “${around}”`;
  return { kind: fault.kind, split, found, supported: touched.every(({ level }) => level === 'supported'), about };
}

function touching({ sentences }: Evidence, start: number, end: number): readonly SentenceReview[] {
  return sentences.filter(({ sentence }) => sentence.start < end && sentence.end > start);
}

function flagsAt(evidence: Evidence, start: number, end: number): Set<string> {
  const flags = touching(evidence, start, end).flatMap((review) => review.flags);
  return new Set(flags.map(({ kind, text, reason }) => `${kind} ${text} ${reason}`));
}

interface Judged extends WrittenItem {
  readonly held: boolean;
  readonly supported: boolean;
}

function judged(item: WrittenItem): Judged {
  const { sentences } = review(item.note, item.dialogue);
  const held = sentences.some(({ flags, level }) => flags.length > 0 || level === 'unsupported');
  return { ...item, held, supported: sentences.every(({ level }) => level === 'supported') };
}

interface Row {
  readonly name: string;
  readonly shares: Readonly<Record<string, Share>>;
}

const seed = Number(values.seed);
const outcomes = Array.from({ length: SEEDS }, (_, offset) => {
  const random = seeded(seed + offset);
  return FAULT_KINDS.flatMap((kind) => SPLITS.flatMap((split) => plantedIn(split, kind, random)));
}).flat();

function bySplit(share: (split: Split) => Share): Readonly<Record<string, Share>> {
  return Object.fromEntries(SPLITS.map((split) => [split, share(split)]));
}

function ofFaults(counts: (outcome: Outcome) => boolean, kind?: string) {
  return bySplit((split) =>
    shareOf(
      outcomes.filter((one) => one.split === split && (kind === undefined || one.kind === kind)),
      counts,
    ),
  );
}

const isClaim = ({ units, flags }: SentenceReview) => units > 0 || flags.length > 0;

function ofNotes(counts: (review: SentenceReview) => boolean, set?: string) {
  return bySplit((split) => {
    const chosen = dialogues.filter((one) => one.split === split && (set === undefined || one.set === set));
    return shareOf(
      chosen.flatMap(({ id }) => (clean.get(id)?.sentences ?? []).filter(isClaim)),
      counts,
    );
  });
}

const left = dialogues.flatMap((one) => leftOut(one, clean.get(one.id) as Evidence, (note) => review(note, one.id)));

/** Of what is taken out of the notes, how much is listed; and of what is listed beside whole notes, how much stands in them. */
const omitted: readonly Row[] = [
  ...[...new Set(left.map(({ kind }) => kind)), 'all'].map((kind) => ({
    name: `listed: ${kind}`,
    shares: bySplit((split) =>
      shareOf(
        left.filter((one) => one.dialogue.split === split && (kind === 'all' || one.kind === kind)),
        ({ listed }) => listed,
      ),
    ),
  })),
  {
    name: 'listed, though it is written',
    shares: bySplit((split) => {
      const chosen = dialogues.filter((one) => one.split === split);
      const listed = (one: Dialogue) => (clean.get(one.id) as Evidence).omissions.length;
      const sum = (count: (one: Dialogue) => number) => chosen.reduce((total, one) => total + count(one), 0);
      return { part: sum((one) => falseAlarms(one, clean.get(one.id) as Evidence)), of: sum(listed) };
    }),
  },
];

const found = (outcome: Outcome) => outcome.found;
const flagged = ({ flags }: SentenceReview) => flags.length > 0;
const planted: readonly Row[] = [
  ...FAULT_KINDS.map((kind) => ({ name: `found: ${kind}`, shares: ofFaults(found, kind) })),
  { name: 'found: all', shares: ofFaults(found) },
  { name: 'supported though wrong', shares: ofFaults(({ found: isFound, supported }) => supported && !isFound) },
  { name: 'false flags: all notes', shares: ofNotes(flagged) },
  { name: 'false flags: ACI-Bench', shares: ofNotes(flagged, 'aci_bench') },
  { name: 'false flags: PriMock57', shares: ofNotes(flagged, 'primock57') },
  { name: 'uncertain, without a flag', shares: ofNotes(({ level }) => level === 'uncertain') },
];

const held = ({ held: isHeld }: Judged) => isHeld;

/** Per kind what is found, what is called supported, and per style what is flagged of the faithful. */
function rowsOf(items: readonly Judged[]): readonly Row[] {
  const wrong = items.filter(({ kind }) => kind !== 'faithful');
  const right = items.filter(({ kind }) => kind === 'faithful');
  const row = (name: string, of: readonly Judged[], counts: (one: Judged) => boolean): Row => {
    return { name, shares: { all: shareOf(of, counts) } };
  };
  return [
    ...[...new Set(wrong.map(({ kind }) => kind))].map((kind) => {
      return row(
        `found: ${kind}`,
        wrong.filter((one) => one.kind === kind),
        held,
      );
    }),
    row('found: all', wrong, held),
    row('supported though wrong', wrong, ({ supported }) => supported),
    ...[...new Set(right.map(({ style }) => style))].map((style) => {
      return row(
        `false flags: ${style}`,
        right.filter((one) => one.style === style),
        held,
      );
    }),
    row('false flags: all', right, held),
  ];
}

const items = readWritten().map(judged);
const own = written.map((one) => {
  return { title: one.title, items: one.conversations.flatMap((each) => each.items.map(judged)) };
});
const blind = written
  .map(({ title, conversations: all }) => ({
    title: `${title}, blind half`,
    items: all.flatMap((one) => one.blind.map(judged)),
  }))
  .filter((one) => one.items.length > 0);
const tables = [{ title: 'by hand', items }, ...own, ...blind].map(({ title, items: judgements }) => {
  return { title: `${title}, ${judgements.length} sentences`, rows: rowsOf(judgements) };
});

function print(title: string, rows: readonly Row[]): void {
  const columns = Object.keys(rows[0]?.shares ?? {});
  console.log(`\n${title.padEnd(32)}${columns.map((column) => column.padEnd(32)).join('')}`);
  for (const { name, shares } of rows) {
    console.log(
      `${name.padEnd(32)}${Object.values(shares)
        .map((share) => shown(share).padEnd(32))
        .join('')}`.trimEnd(),
    );
  }
}

if (values.json) {
  const asJson = (rows: readonly Row[]) =>
    rows.map(({ name, shares }) => ({
      name,
      ...Object.fromEntries(
        Object.entries(shares).map(([column, share]) => [column, { ...share, interval: interval(share) }]),
      ),
    }));
  console.log(
    JSON.stringify(
      {
        seed,
        seeds: SEEDS,
        speed,
        planted: asJson(planted),
        omitted: asJson(omitted),
        written: tables.map(({ title, rows }) => ({ title, rows: asJson(rows) })),
      },
      null,
      2,
    ),
  );
} else {
  print(`planted, ${outcomes.length} faults`, planted);
  print(`left out, ${left.length} things`, omitted);
  for (const { title, rows } of tables) print(title, rows);
  const { turns, sentences, first, again } = speed;
  console.log(
    `\n${sentences} sentences, ${turns} turns: ${first.toFixed(0)} ms the first time after a rehearsal, ${again.toFixed(0)} ms again`,
  );
  if (values.verbose) {
    for (const one of outcomes)
      if (!one.found && one.split === 'tuned on') console.log(`missed ${one.kind} ${one.about}`);
    for (const one of left)
      if (!one.listed && one.dialogue.split === 'tuned on')
        console.log(`not listed ${one.kind} ${one.dialogue.id}: ${one.word}`);
    for (const { id, reference, split } of dialogues) {
      if (split !== 'tuned on') continue;
      for (const { sentence, flags } of clean.get(id)?.sentences ?? [])
        for (const { kind, text, reason } of flags)
          console.log(
            `false ${id} ${kind} “${text}” (${reason}) in “${reference.slice(sentence.start, sentence.end)}”`,
          );
    }
    for (const one of [...items, ...own.flatMap((each) => each.items)]) {
      if ((one.kind === 'faithful') === one.held) console.log(`${one.kind} ${one.id}: ${one.note}`);
    }
  }
}

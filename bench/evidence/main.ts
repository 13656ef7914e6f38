/**
 * `npm run bench:evidence`: how well the review of a note's basis finds planted faults, and how often it objects to what
 * clinicians wrote. 200 faults, 40 of each kind, one at a time, in reference notes of ACI-Bench and PriMock57; the words of the
 * review were tuned on the notes of the first half. The same is done with four more seeds, to tell luck from skill.
 * `--json`; `--seed 2`; `--verbose` names what was missed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Evidence, reviewEvidence, type SentenceReview } from '../../src/engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../../src/engine/analysis/evidence/lexicon/concepts.ts';
import { FAULT_KINDS, type Fault, type FaultKind, places, plant, type Random } from './faults.ts';
import { INVENTED } from './findings.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});

const lexicon = await loadLexicon();
const FAULTS_A_KIND = 40;
const HALVES = ['tuned on', 'held out'] as const;
type Half = (typeof HALVES)[number];

interface Item {
  readonly id: string;
  readonly set: string;
  readonly input: string;
  readonly reference: string;
  readonly half: Half;
}

function readItems(): Item[] {
  return ['aci_bench', 'primock57'].flatMap((set) => {
    const file = join(import.meta.dirname, '../../../shared/data/eval', `${set}.jsonl`);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return lines.map((line, index): Item => {
      const { id, input, reference } = JSON.parse(line);
      return { id, set, input, reference, half: HALVES[index % 2] as Half };
    });
  });
}

/** Mulberry32: the same faults for the same seed on every machine. */
function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Planted {
  readonly item: Item;
  readonly fault: Fault;
}

/** `FAULTS_A_KIND` faults of the kind, half of them in each half of the notes, at places drawn without replacement. */
function faultsOf(kind: FaultKind, items: readonly Item[], random: Random): Planted[] {
  return HALVES.flatMap((half) => {
    const findings = INVENTED.filter((_, index) => HALVES[index % 2] === half);
    const all = items
      .filter((item) => item.half === half)
      .flatMap((item) => Array.from({ length: places(kind, item.reference) }, (_, place) => ({ item, place })));
    const planted: Planted[] = [];
    for (const { item, place } of shuffled(all, random)) {
      if (planted.length === FAULTS_A_KIND / 2) break;
      const fault = plant(kind, item.reference, item.input, place, findings, random);
      if (fault !== null) planted.push({ item, fault });
    }
    return planted;
  });
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

/** A fault is found when the sentence around it has a flag that it does not have in the unchanged note. */
function isFound({ item, fault }: Planted, clean: Evidence): boolean {
  const known = flagsAt(clean, fault.start, fault.start + Math.max(1, fault.before.length));
  return [...flagsAt(reviewEvidence(fault.note, item.input, lexicon), fault.start, fault.end)].some(
    (flag) => !known.has(flag),
  );
}

/** Of the sentences that touch the range. */
function flagsAt({ sentences }: Evidence, start: number, end: number): Set<string> {
  const touched = sentences.filter(({ sentence }) => sentence.start < end && sentence.end > start);
  return new Set(touched.flatMap(({ flags }) => flags.map(({ kind, text, reason }) => `${kind} ${text} ${reason}`)));
}

interface Share {
  readonly part: number;
  readonly of: number;
}

const isClaim = ({ units, flags }: SentenceReview) => units > 0 || flags.length > 0;
const percent = ({ part, of }: Share) => (of === 0 ? '   –' : `${((100 * part) / of).toFixed(1).padStart(5)} %`);
const cell = (share: Share) => `${percent(share)} (${share.part}/${share.of})`.padEnd(20);

const items = readItems();
const clean = new Map(items.map((item) => [item.id, reviewEvidence(item.reference, item.input, lexicon)]));

interface Outcome extends Planted {
  readonly found: boolean;
}

function outcomesOf(seed: number): Outcome[] {
  const random = seeded(seed);
  const planted = FAULT_KINDS.flatMap((kind) => faultsOf(kind, items, random));
  return planted.map((one) => ({ ...one, found: isFound(one, clean.get(one.item.id) as Evidence) }));
}

const seed = Number(values.seed);
const outcomes = outcomesOf(seed);
const repeated = [0, 1, 2, 3, 4].flatMap((offset) => (offset === 0 ? outcomes : outcomesOf(seed + offset)));

function recall(kinds: readonly FaultKind[], half?: Half, of: readonly Outcome[] = outcomes): Share {
  const chosen = of.filter(
    ({ fault, item }) => kinds.includes(fault.kind) && (half === undefined || item.half === half),
  );
  return { part: chosen.filter(({ found }) => found).length, of: chosen.length };
}

function unchanged(chosen: (item: Item) => boolean, counts: (review: SentenceReview) => boolean): Share {
  const sentences = items.filter(chosen).flatMap((item) => (clean.get(item.id)?.sentences ?? []).filter(isClaim));
  return { part: sentences.filter(counts).length, of: sentences.length };
}

const flagged = ({ flags }: SentenceReview) => flags.length > 0;
const uncertain = ({ level }: SentenceReview) => level === 'uncertain';
const halves = (half: Half | undefined) => (item: Item) => half === undefined || item.half === half;
const rows: [string, (half?: Half) => Share][] = [
  ...FAULT_KINDS.map((kind): [string, (half?: Half) => Share] => [`recall: ${kind}`, (half) => recall([kind], half)]),
  ['recall: numbers, doses, sides', (half) => recall(['dose', 'number', 'side'], half)],
  ['recall: all', (half) => recall(FAULT_KINDS, half)],
  ['  … over five seeds', (half) => recall(['dose', 'number', 'side'], half, repeated)],
  ['  … negations, over five seeds', (half) => recall(['negation'], half, repeated)],
  ['  … all, over five seeds', (half) => recall(FAULT_KINDS, half, repeated)],
  ['false flags: all notes', (half) => unchanged(halves(half), flagged)],
  ['false flags: ACI-Bench', (half) => unchanged((item) => item.set === 'aci_bench' && halves(half)(item), flagged)],
  ['false flags: PriMock57', (half) => unchanged((item) => item.set === 'primock57' && halves(half)(item), flagged)],
  ['uncertain, without a flag', (half) => unchanged(halves(half), uncertain)],
];

if (values.json) {
  const asJson = rows.map(([name, share]) => ({
    name,
    all: share(),
    tuned: share('tuned on'),
    heldOut: share('held out'),
  }));
  console.log(JSON.stringify({ seed, faults: outcomes.length, rows: asJson }, null, 2));
} else {
  console.log(`${outcomes.length} faults in ${items.length} notes, seed ${seed}`);
  console.log(`${' '.repeat(32)}${'all'.padEnd(20)}${HALVES.map((half) => half.padEnd(20)).join('')}`);
  for (const [name, share] of rows) {
    console.log(`${name.padEnd(32)}${cell(share())}${HALVES.map((half) => cell(share(half))).join('')}`);
  }
  if (values.verbose) {
    for (const { item, fault, found } of outcomes) {
      if (found) continue;
      const around = fault.note.slice(Math.max(0, fault.start - 60), fault.end + 50).replaceAll('\n', ' ⏎ ');
      console.log(
        `missed ${fault.kind} (${item.half}) ${item.id}: “${fault.before}” → “${fault.after}” in “${around}”`,
      );
    }
  }
}

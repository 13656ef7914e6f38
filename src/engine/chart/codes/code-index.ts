/**
 * Which codes of a list a note may be about: those of whose names it affirms the words, of the patient. A narrowing by words alone, for
 * models to score; what is denied, only feared or of the family names no code.
 */
import { TOPICS } from '../../analysis/bearing/topics.ts';
import { type Claim, readClaim } from '../../analysis/evidence/frames/claim.ts';
import type { Conversation } from '../../analysis/evidence/frames/conversation.ts';
import { PATIENT } from '../../analysis/evidence/frames/experiencer.ts';
import type { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { linksOf, supportOf } from '../../analysis/evidence/support.ts';
import { sentencesOf } from '../../analysis/evidence/text/sentences.ts';
import { wordsOf } from '../../analysis/evidence/text/words.ts';
import type { NotePart } from '../../tasks/templates.ts';
import type { Code } from './code-list.ts';

export interface Candidate extends Code {
  /** How much of its name the note says, 0 … 1, and how telling that is: only the order says anything. */
  readonly score: number;
  /** The sentence of the note that speaks of it most. */
  readonly sentence: string;
  /** Turns that bear the sentence out, by index. */
  readonly turns: readonly number[];
}

interface Name {
  readonly code: number;
  readonly stems: readonly string[];
  /** Sum of what its words weigh. */
  readonly weight: number;
}

/** Words of titles that say nothing, or only that nothing more is known. */
const EMPTY =
  /^(?:of|the|and|or|in|to|with|without|by|for|on|from|at|an?|not|elsewhere|classified|due|other|specified|unspecified|complications?|initial|encounter|type|disease|disorders?|nos|nec|primary|essential|mellitus|acute|site|sites|part|parts)$/u;
const SIDES = /^(?:right|left|bilateral)$/u;
/** Of a word that says nothing, and of a side, beside a word that does. */
const EMPTY_WEIGHT = 0.3;
const SIDE_WEIGHT = 2;
/** Below it a name is not meant. */
const LEAST_COVERAGE = 0.7;
const LEAST_WEIGHT = 4;
const OF_A_SENTENCE = 4;
const MOST = 12;
/** What a part of the note counts. */
const PLAN = 1;
const ELSEWHERE = 0.8;

export class CodeIndex {
  readonly #codes: readonly Code[];
  readonly #names: Name[] = [];
  readonly #byStem = new Map<string, number[]>();
  readonly #weights = new Map<string, number>();

  constructor(codes: readonly Code[]) {
    this.#codes = codes;
    const named = codes.flatMap(({ names }, code) => names.map((name) => ({ code, stems: stemsOf(name) })));
    const counts = new Map<string, number>();
    for (const { stems } of named) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    for (const [stem, count] of counts) this.#weights.set(stem, weightOf(stem, count, named.length));
    for (const { code, stems } of named) {
      const weight = stems.reduce((sum, stem) => sum + (this.#weights.get(stem) ?? 0), 0);
      for (const stem of stems) {
        if (EMPTY.test(stem) || SIDES.test(stem)) continue;
        const own = this.#byStem.get(stem);
        if (own === undefined) this.#byStem.set(stem, [this.#names.length]);
        else own.push(this.#names.length);
      }
      this.#names.push({ code, stems, weight });
    }
  }

  /** The likeliest first, at most twelve. */
  candidates(parts: readonly NotePart[], heard: Conversation, lexicon: Lexicon): readonly Candidate[] {
    const best = new Map<number, Candidate>();
    for (const { header, text } of parts) {
      if (TOPICS.family.named.test(header) && !TOPICS.social.named.test(header)) continue;
      const worth = TOPICS.plan.named.test(header) ? PLAN : ELSEWHERE;
      for (const sentence of sentencesOf(text)) {
        const claim = readClaim(sentence, lexicon);
        const found = this.#meant(affirmedStems(claim));
        if (found.length === 0) continue;
        const turns = linksOf(claim, heard, supportOf(claim, heard).relevance).map(({ turn }) => turn);
        for (const { code, score } of found) {
          const whole = score * worth;
          if ((best.get(code)?.score ?? 0) >= whole) continue;
          best.set(code, { ...(this.#codes[code] as Code), score: whole, sentence: sentence.text, turns });
        }
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1)).slice(0, MOST);
  }

  /** Codes of whose names a sentence says most words, the most telling first. */
  #meant(said: ReadonlySet<string>): readonly { readonly code: number; readonly score: number }[] {
    const names = new Set([...said].flatMap((stem) => this.#byStem.get(stem) ?? []));
    const best = new Map<number, number>();
    for (const index of names) {
      const { code, stems, weight } = this.#names[index] as Name;
      const matched = stems.reduce((sum, stem) => sum + (said.has(stem) ? (this.#weights.get(stem) ?? 0) : 0), 0);
      const coverage = matched / weight;
      if (coverage < LEAST_COVERAGE || matched < LEAST_WEIGHT) continue;
      const score = matched * coverage ** 3;
      if (score > (best.get(code) ?? 0)) best.set(code, score);
    }
    return [...best]
      .map(([code, score]) => ({ code, score }))
      .sort((a, b) => b.score - a.score || a.code - b.code)
      .slice(0, OF_A_SENTENCE);
  }
}

/** What is not certain is not coded (ICD-10-CM Official Guidelines, section IV.H). */
const UNCERTAIN =
  /\b(?:rule[ds]? out|r\/o|exclude|suspect(?:ed|s)?|suspicious|possible|possibly|probable|probably|likely|questionable|differential|ddx|concern(?:ing|ed)? for|versus|vs)\b/iu;

function weightOf(stem: string, count: number, all: number): number {
  if (EMPTY.test(stem)) return EMPTY_WEIGHT;
  return SIDES.test(stem) ? SIDE_WEIGHT : Math.log(all / count);
}

function stemsOf(name: string): readonly string[] {
  return [...new Set(wordsOf(name).map(({ form, stem }) => (EMPTY.test(form) || SIDES.test(form) ? form : stem)))];
}

/** Of what the sentence says to be so, of the patient; and of the names of what it mentions. */
function affirmedStems({ sentence, words, mentions, polarity, experiencers }: Claim): ReadonlySet<string> {
  const doubted = sentence.text.search(UNCERTAIN);
  const isSo = (at: number) =>
    polarity[at] === 'affirmed' &&
    experiencers[at] === PATIENT &&
    (doubted === -1 || (words[at]?.start ?? 0) < doubted);
  const own = words.flatMap(({ form, stem }, at) =>
    isSo(at) ? [EMPTY.test(form) || SIDES.test(form) ? form : stem] : [],
  );
  const named = mentions.flatMap(({ concepts, from }) =>
    isSo(from) && concepts[0]?.kind === 'finding' ? stemsOf(concepts[0].name) : [],
  );
  return new Set([...own, ...named]);
}

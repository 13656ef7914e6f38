/** How far the conversation bears a sentence out, and in which turns. */
import type { Claim } from './frames/claim.ts';
import type { Conversation } from './frames/conversation.ts';
import { isContent } from './text/words.ts';

export interface TurnLink {
  /** Index of the turn. */
  readonly turn: number;
  /** Sum of the weights of what the turn shares with the sentence, > 0. */
  readonly score: number;
}

/** Which turns speak of the same things as a sentence, numbers and sides left aside. */
export class Relevance {
  readonly #scores: ReadonlyMap<number, number>;
  readonly best: number;

  constructor(scores: ReadonlyMap<number, number>) {
    this.#scores = scores;
    this.best = Math.max(0, ...scores.values());
  }

  of(turn: number): number {
    return this.#scores.get(turn) ?? 0;
  }

  /** The turn or one beside it is about the sentence; always where nothing of the sentence can be looked for. */
  isNear(turn: number): boolean {
    if (this.best === 0) return true;
    return [-2, -1, 0, 1, 2].some((offset) => this.of(turn + offset) >= 0.25 * this.best);
  }

  get scores(): ReadonlyMap<number, number> {
    return this.#scores;
  }
}

export interface Support {
  /** Share of the sentence's content that the conversation contains, 0 … 1; 1 when there is none to look for. */
  readonly coverage: number;
  /** Units of content: mentions, and words outside them. */
  readonly units: number;
  readonly relevance: Relevance;
}

const MAX_TURNS = 4;

export function supportOf(claim: Claim, conversation: Conversation): Support {
  const scores = new Map<number, number>();
  let units = 0;
  let covered = 0;
  const count = (turns: Iterable<number>, weight: number) => {
    const distinct = new Set(turns);
    units++;
    if (distinct.size > 0) covered++;
    const each = weight * Math.log((conversation.turns.length + 1) / (distinct.size + 0.5));
    for (const turn of distinct) scores.set(turn, (scores.get(turn) ?? 0) + Math.max(each, 0.05));
  };
  // Words of mentions and of numbers (“mg”) are no content of their own.
  const inMention = new Set<number>();
  for (const { from, to } of claim.quantities) for (let at = from; at < to; at++) inMention.add(at);
  for (const { concepts, from, to } of claim.mentions) {
    for (let at = from; at < to; at++) inMention.add(at);
    const said = conversation.occurrences(concepts).map(({ turn }) => turn);
    const literal = claim.words.slice(from, to).flatMap(({ stem }) => conversation.turnsWith(stem));
    count([...said, ...(said.length === 0 ? literal : []), ...conversation.turnsRulingOut(concepts)], 1.5);
  }
  for (const [at, word] of claim.words.entries()) {
    if (!inMention.has(at) && isContent(word)) count(conversation.turnsWith(word.stem), 1);
  }
  return { coverage: units === 0 ? 1 : covered / units, units, relevance: new Relevance(scores) };
}

/** The turns to show beside a sentence, best first: those about it, of them those with its numbers before others; answers included. */
export function linksOf(claim: Claim, conversation: Conversation, { scores }: Relevance): TurnLink[] {
  const total = new Map(scores);
  for (const { values } of claim.quantities) {
    for (const turn of conversation.numbered) {
      const said = conversation.turns[turn]?.quantities.some((heard) =>
        values.every((value) => heard.values.includes(value) || heard.others.includes(value)),
      );
      if (said) total.set(turn, (total.get(turn) ?? 0) + 1.5);
    }
  }
  const ranked = [...total]
    .map(([turn, score]) => ({ turn, score }))
    .sort((a, b) => b.score - a.score || a.turn - b.turn);
  const least = 0.4 * (ranked[0]?.score ?? 0);
  const best = ranked.filter(({ score }) => score >= least).slice(0, MAX_TURNS);
  return withAnswers(best, conversation);
}

/** A question says little without its answer: the turn behind it comes along. */
function withAnswers(links: readonly TurnLink[], { turns }: Conversation): TurnLink[] {
  const shown = new Set(links.map(({ turn }) => turn));
  return links.flatMap((link) => {
    const answer = link.turn + 1;
    const asks = /\?\s*$/u.test(turns[link.turn]?.turn.text ?? '');
    if (!asks || shown.has(answer) || turns[answer] === undefined) return [link];
    shown.add(answer);
    return [link, { turn: answer, score: link.score / 2 }];
  });
}

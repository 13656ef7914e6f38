/**
 * How probable every label of a set is after a prompt, exactly and not by sampling: the log-score of a label is the sum of
 * its tokens' log-probabilities (log-softmax over the whole vocabulary), plus that of stopping where another label goes on.
 * The prompt is read once; then the tree of labels is walked, tokens without a choice between them in one forward pass.
 */

import { isPrefix, type LabelNode, type LabelTrie } from '../constrain/label-trie.ts';
import type { LabelSource, Position, View } from './label-source.ts';

/** One distribution over the labels, in their order. */
export interface LabelScores {
  /** Nats. */
  readonly logScores: readonly number[];
  /** Log-scores divided by the tokens they sum over. */
  readonly normalizedLogScores: readonly number[];
  /** Softmax of the log-scores: what the model gives a label when it may answer with these only. */
  readonly probabilities: readonly number[];
}

type Totals = Readonly<Partial<Record<View, number>>>;

/** @throws {LocumError} what the models throw @throws {Cancelled} */
export async function scoreLabels(
  trie: LabelTrie,
  source: LabelSource,
  signal?: AbortSignal,
): Promise<Readonly<Partial<Record<View, LabelScores>>>> {
  const { views } = source;
  const sums = new Map(views.map((view) => [view, new Array<number>(trie.labels.length).fill(Number.NaN)]));
  const add = (totals: Totals, score: (view: View) => number | undefined): Totals =>
    Object.fromEntries(views.map((view) => [view, (totals[view] ?? 0) + (score(view) ?? Number.NaN)]));
  const end = ({ label }: LabelNode, totals: Totals) => {
    if (label !== null) for (const view of views) sums.get(view)![label] = totals[view] ?? Number.NaN;
  };

  /** Ends the labels that end at `node`, and returns what each of its children has come to. */
  const follow = (node: LabelNode, position: Position, totals: Totals) => {
    const scores = position({ ids: node.children.map(({ id }) => id), stops: isPrefix(node) });
    if (isPrefix(node))
      end(
        node,
        add(totals, (view) => scores[view]?.stop),
      );
    return node.children.map((child, index) => {
      const reached = add(totals, (view) => scores[view]?.ids[index]);
      if (child.children.length === 0) end(child, reached);
      return { child, reached };
    });
  };

  const walk = async (node: LabelNode, position: Position, path: readonly number[], totals: Totals): Promise<void> => {
    for (const { child, reached } of follow(node, position, totals)) {
      if (child.children.length === 0) continue;
      const chain = chainFrom(child);
      const ids = chain.map(({ id }) => id);
      const positions = await source.goOn(path, ids, signal);
      let total = reached;
      for (const [index, link] of chain.entries()) {
        const here = positions[index]!;
        if (index === chain.length - 1) await walk(link, here, [...path, ...ids], total);
        else total = follow(link, here, total)[0]?.reached ?? total;
      }
    }
  };
  await walk(trie.root, await source.begin(signal), [], {});
  const lengths = tokensScored(trie);
  return Object.fromEntries([...sums].map(([view, logScores]) => [view, labelScores(logScores, lengths)]));
}

/** `node` and what follows while there is no choice; its last one has several children, or leaves only. */
function chainFrom(node: LabelNode): readonly LabelNode[] {
  const chain = [node];
  for (;;) {
    const [only, ...others] = chain.at(-1)?.children ?? [];
    if (only === undefined || others.length > 0 || only.children.length === 0) return chain;
    chain.push(only);
  }
}

/** Tokens a label's score sums over, stopping included where it counts. */
function tokensScored({ root, tokens }: LabelTrie): readonly number[] {
  const prefixes = new Set<number>();
  const collect = (node: LabelNode): void => {
    if (isPrefix(node) && node.label !== null) prefixes.add(node.label);
    for (const child of node.children) collect(child);
  };
  collect(root);
  return tokens.map((ids, label) => ids.length + (prefixes.has(label) ? 1 : 0));
}

function labelScores(logScores: readonly number[], lengths: readonly number[]): LabelScores {
  const highest = Math.max(...logScores);
  // All impossible: no label is better than another.
  const weights = logScores.map((score) => (highest === Number.NEGATIVE_INFINITY ? 1 : Math.exp(score - highest)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    logScores,
    normalizedLogScores: logScores.map((score, label) => score / (lengths[label] ?? 1)),
    probabilities: weights.map((weight) => weight / total),
  };
}

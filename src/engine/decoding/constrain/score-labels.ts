/**
 * How probable every label of a set is after a prompt, exactly and not by sampling: the log-score of a label is the sum of
 * its tokens' log-probabilities (log-softmax over the whole vocabulary), plus that of stopping where another label goes on.
 * The prompt is read once; then the tree of labels is walked, tokens without a choice between them in one forward pass.
 */
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Role } from '../../lm/ensemble.ts';
import { logSumExp, type Scores } from '../../lm/softmax.ts';
import { isPrefix, type LabelNode, type LabelTrie } from './label-trie.ts';
import type { Readers, Rows } from './readers.ts';

/** One distribution over the labels, in their order. */
export interface LabelScores {
  /** Nats. */
  readonly logScores: readonly number[];
  /** Log-scores divided by the tokens they sum over. */
  readonly normalizedLogScores: readonly number[];
  /** Softmax of the log-scores: what the model gives a label when it may answer with these only. */
  readonly probabilities: readonly number[];
}

/** Whose distribution: a model's own, or that of all together. */
export type View = Role | 'combined';

export interface ScoreLabelsOptions {
  readonly trie: LabelTrie;
  readonly readers: Readers;
  readonly models: Readonly<Partial<Record<Role, CausalLM>>>;
  readonly prompts: Readonly<Partial<Record<Role, readonly number[]>>>;
  /** The method's scores `[base vocabulary]` at one position. The result may be overwritten by the next call. */
  readonly combine: (rows: Rows) => Scores;
  readonly signal?: AbortSignal | undefined;
}

/** @throws {LocumError} what the models throw @throws {Cancelled} */
export async function scoreLabels(options: ScoreLabelsOptions): Promise<Readonly<Partial<Record<View, LabelScores>>>> {
  const { trie, readers, models, prompts, signal } = options;
  const roles = Object.keys(models) as Role[];
  const views: readonly View[] = [...roles, 'combined'];
  const sums = new Map(views.map((view) => [view, new Array<number>(trie.labels.length).fill(Number.NaN)]));
  const stopIds = (view: View) => models[view === 'combined' ? 'base' : view]?.info.stopIds ?? [];

  /** Ends the labels that end at `node`, and returns what the views add for each child. */
  const follow = (node: LabelNode, rows: Rows, total: readonly number[]) => {
    const logProbabilities = views.map((view) => {
      const scores = view === 'combined' ? options.combine(rows) : rows[view];
      if (scores === undefined) return { children: [], stop: Number.NaN };
      const logSum = logSumExp(scores);
      return {
        children: node.children.map(({ id }) => scores[id]! - logSum),
        stop: isPrefix(node) ? logSumOf(scores, stopIds(view)) - logSum : 0,
      };
    });
    if (isPrefix(node)) end(node, (view) => (total[view] ?? 0) + (logProbabilities[view]?.stop ?? 0));
    return node.children.map((child, index) => {
      const sum = logProbabilities.map(({ children }, view) => (total[view] ?? 0) + (children[index] ?? Number.NaN));
      if (child.children.length === 0) end(child, (view) => sum[view] ?? Number.NaN);
      return { child, sum };
    });
  };
  const end = (node: LabelNode, scoreOf: (view: number) => number) => {
    if (node.label === null) return;
    for (const [index, view] of views.entries()) sums.get(view)![node.label] = scoreOf(index);
  };

  const walk = async (node: LabelNode, rows: Rows, depth: number, total: readonly number[]): Promise<void> => {
    for (const { child, sum } of follow(node, rows, total)) {
      if (child.children.length === 0) continue;
      const chain = chainFrom(child);
      const rowsAfter = await readers.goOn(
        depth,
        chain.map(({ id }) => id),
        signal,
      );
      let reached = sum;
      for (const [index, link] of chain.entries()) {
        const here = rowsAfter[index] ?? {};
        if (index === chain.length - 1) await walk(link, here, depth + chain.length, reached);
        else reached = follow(link, here, reached)[0]?.sum ?? reached;
      }
    }
  };
  const rows = await readers.read(prompts, signal);
  await walk(
    trie.root,
    rows,
    0,
    views.map(() => 0),
  );
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

/** log Σ exp over some ids: any of the stop tokens ends a text. */
function logSumOf(scores: Scores, ids: readonly number[]): number {
  const own = ids.filter((id) => (scores[id] ?? Number.NEGATIVE_INFINITY) > Number.NEGATIVE_INFINITY);
  return own.length === 0 ? Number.NEGATIVE_INFINITY : logSumExp(Float64Array.from(own, (id) => scores[id]!));
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

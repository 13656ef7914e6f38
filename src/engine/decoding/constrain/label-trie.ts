/**
 * A set of labels as a tree of their tokens. Labels that begin alike share the beginning; where one label is the
 * beginning of another (“fall”, “fall with injury”), stopping competes with going on.
 */
import { LocumError } from '../../errors.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';

export interface LabelNode {
  /** The token that leads here; −1 at the root. */
  readonly id: number;
  readonly children: readonly LabelNode[];
  /** Index of the label that ends here. */
  readonly label: number | null;
}

export interface LabelTrie {
  readonly root: LabelNode;
  readonly labels: readonly string[];
  /** Each label's tokens. */
  readonly tokens: readonly (readonly number[])[];
}

/** A label at whose end another one goes on: its score includes that of stopping. */
export function isPrefix(node: LabelNode): boolean {
  return node.label !== null && node.children.length > 0;
}

/** @throws {LocumError} `bad-argument`: no labels, an empty one, one that is there twice */
export function checkLabels(labels: readonly string[]): void {
  const fail = (message: string, label: string) =>
    new LocumError('bad-argument', message, {
      hint: 'Give each label once, as the answer should read.',
      details: { label },
    });
  if (labels.length === 0) throw fail('There are no labels to choose from.', '');
  const seen = new Set<string>();
  for (const label of labels) {
    if (label.trim() === '') throw fail('A label is empty.', label);
    if (seen.has(label)) throw fail(`The label “${label}” is there twice.`, label);
    seen.add(label);
  }
}

/**
 * @param prompt what the labels follow: after text that does not end in white space they begin with a blank, as words do
 * @throws {LocumError} as `checkLabels`; `bad-argument` when the tokenizer cannot tell two labels apart
 */
export function labelTrie(labels: readonly string[], tokenizer: Tokenizer, prompt: readonly number[]): LabelTrie {
  checkLabels(labels);
  const blank = endsInWord(tokenizer, prompt) ? ' ' : '';
  const tokens = labels.map((label) => tokenizer.encodeContinuation(blank + label));
  const root: Draft = { id: -1, children: [], label: null };
  for (const [index, ids] of tokens.entries()) {
    const end = ids.reduce((node, id) => child(node, id), root);
    if (end.label !== null || end === root) {
      throw new LocumError('bad-argument', `The model reads “${labels[index]}” as “${labels[end.label ?? index]}”.`, {
        hint: 'Choose labels that the tokenizer can tell apart.',
        details: { label: labels[index] ?? '' },
      });
    }
    end.label = index;
  }
  return { root, labels, tokens };
}

interface Draft extends LabelNode {
  readonly children: Draft[];
  label: number | null;
}

function child(node: Draft, id: number): Draft {
  const known = node.children.find((other) => other.id === id);
  if (known !== undefined) return known;
  const added: Draft = { id, children: [], label: null };
  node.children.push(added);
  return added;
}

function endsInWord(tokenizer: Tokenizer, prompt: readonly number[]): boolean {
  const last = prompt.at(-1);
  if (last === undefined) return false;
  const byte = tokenizer.bytes(last).at(-1);
  return byte !== undefined && !isWhiteSpace(byte);
}

const isWhiteSpace = (byte: number) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

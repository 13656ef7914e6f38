/**
 * A SentencePiece vocabulary of scored pieces as BPE merges: every way to put a piece together from two others, best piece
 * first. The order of equals is that of transformers (`generate_merges` of `convert_slow_tokenizer.py`).
 */

interface Merge {
  readonly left: string;
  readonly right: string;
  readonly score: number;
}

/**
 * @param pieces by id; undefined for what takes no part in merging
 * @param scores by id
 */
export function mergesFromScores(
  pieces: readonly (string | undefined)[],
  scores: readonly number[],
): (readonly [string, string])[] {
  const ids = new Map<string, number>();
  for (const [id, piece] of pieces.entries()) if (piece !== undefined) ids.set(piece, id);
  const merges: Merge[] = [];
  for (const [id, piece] of pieces.entries()) {
    if (piece === undefined) continue;
    const score = scores[id] ?? 0;
    const own: Merge[] = [];
    // Between characters, not between the halves of one.
    let at = 0;
    for (const character of piece) {
      at += character.length;
      const [left, right] = [piece.slice(0, at), piece.slice(at)];
      if (ids.has(left) && ids.has(right)) own.push({ left, right, score });
    }
    own.sort((a, b) => ids.get(a.left)! - ids.get(b.left)! || ids.get(a.right)! - ids.get(b.right)!);
    merges.push(...own);
  }
  const characters = new Map<string, number>();
  const length = (text: string): number => {
    const known = characters.get(text) ?? [...text].length;
    characters.set(text, known);
    return known;
  };
  merges.sort((a, b) => b.score - a.score || length(b.left) - length(a.left) || length(b.right) - length(a.right));
  return merges.map(({ left, right }) => [left, right]);
}

import type { Scores } from './softmax.ts';

/**
 * The `count` best ids, best first, ties to the lower id; fewer where fewer scores are above −∞.
 * One pass with a heap whose root is the worst of the best so far.
 */
export function topIds(scores: Scores, count: number): number[] {
  const heap: number[] = [];
  const worse = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a]! === scores[b]! && a > b);
  const swap = (i: number, j: number) => {
    const held = heap[i]!;
    heap[i] = heap[j]!;
    heap[j] = held;
  };
  const sinkRoot = () => {
    for (let i = 0; ; ) {
      let worst = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < heap.length && worse(heap[child]!, heap[worst]!)) worst = child;
      }
      if (worst === i) return;
      swap(i, worst);
      i = worst;
    }
  };
  const add = (id: number) => {
    heap.push(id);
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!worse(heap[i]!, heap[parent]!)) return;
      swap(i, parent);
      i = parent;
    }
  };
  if (count <= 0) return [];
  for (let v = 0; v < scores.length; v++) {
    // Ids come in rising order, so an equal score never displaces an earlier id.
    if (heap.length === count && !(scores[v]! > scores[heap[0]!]!)) continue;
    if (!(scores[v]! > Number.NEGATIVE_INFINITY)) continue;
    if (heap.length < count) add(v);
    else {
      heap[0] = v;
      sinkRoot();
    }
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1));
}

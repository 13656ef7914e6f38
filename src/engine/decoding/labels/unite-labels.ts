/** Labels under UniTE: at each place the union (`unite-union.ts`) has the tokens that labels go on with, too. */

import { UNITE_TOP_K, UniteUnion } from '../by-text/unite-union.ts';
import type { Participant } from '../members.ts';
import { branchScores } from './label-source.ts';
import { TextLabelSource } from './text-label-source.ts';

export function uniteLabels(base: Participant, expert: Participant): TextLabelSource {
  const { stopIds, vocabularySize } = base.model.info;
  // Texts that only the expert has a token for take their share; ids beyond the vocabulary stand for them.
  let foreign = 0;
  const union = new UniteUnion(base, expert, () => vocabularySize + foreign++);
  const scores = new Float64Array(vocabularySize + UNITE_TOP_K);
  return new TextLabelSource({ base, expert }, (rows, answer, branches) => {
    foreign = 0;
    const logits = { base: rows.base!, expert: rows.expert! };
    const entries = union.of(logits, answer.opening, null);
    for (const id of branches.ids) if (!entries.has(id)) entries.set(id, union.entryOf(id, answer));
    const ending = union.identical ? stopIds : stopIds.slice(0, 1);
    if (branches.stops) for (const id of ending) if (!entries.has(id)) entries.set(id, union.entryOf(id, answer));
    scores.fill(Number.NEGATIVE_INFINITY);
    for (const { id, combined } of union.probabilities(entries, logits)) scores[id] = Math.log(combined);
    return branchScores(scores, branches, stopIds);
  });
}

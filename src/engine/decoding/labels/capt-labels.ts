/**
 * Labels under CAPT: at each place the distribution is the softmax of the scores (`capt-scores.ts`) of the base's k likeliest tokens
 * and of those that labels go on with, which thus count wherever the base ranks them.
 */
import { logSumExp } from '../../lm/softmax.ts';
import { topIds } from '../../lm/top-ids.ts';
import { CAPT_TOP_K, type CaptPair } from '../by-text/capt.ts';
import { ModelTokens } from '../by-text/capt-base.ts';
import { CaptJudge, judge } from '../by-text/capt-judge.ts';
import type { Participant } from '../members.ts';
import { branchScores } from './label-source.ts';
import { TextLabelSource } from './text-label-source.ts';

export function captLabels(
  members: { readonly base: Participant } & CaptPair,
  alpha: number,
  topK = CAPT_TOP_K,
): TextLabelSource {
  const { base, expert, anti } = members;
  const tokens = new ModelTokens(base);
  const judges = [new CaptJudge(expert, base.tokenizer), new CaptJudge(anti, base.tokenizer)] as const;
  const { stopIds } = base.model.info;
  const wide = new Float64Array(base.model.info.vocabularySize);
  return new TextLabelSource(members, (rows, answer, branches) => {
    const logits = rows.base!;
    const logSum = logSumExp(logits);
    const ids = new Set([...topIds(logits, topK), ...branches.ids, ...(branches.stops ? stopIds : [])]);
    const proposed = [...ids].map((id) => ({ id, logprob: logits[id]! - logSum }));
    const { scores } = judge(proposed, judges, [rows.expert!, rows.anti!], { tokens, answer, alpha });
    wide.fill(Number.NEGATIVE_INFINITY);
    for (const [i, { id }] of proposed.entries()) wide[id] = scores[i]!;
    return branchScores(wide, branches, stopIds);
  });
}

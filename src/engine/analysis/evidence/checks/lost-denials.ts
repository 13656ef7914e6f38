/** “Reports any fever”, “has had any vomiting”, “some pain at all”: words that stand under a denial, and the denial is gone. */
import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';

/** What somebody has or tells, and that it is any. “Pain with any movement” is of every one, and no denial. */
const ANY =
  /\b(?:(?:reports?|reported|endorses?|endorsed|has|have|had|having|experienc(?:es|ed|ing)|notic(?:es|ed)|with(?= any (?:relief|improvement|benefit|difficulty|complications?|incident|effect)\b))(?: had)?) (any)\b(?! (?:time|day|of (?:the|her|his|these|those) following)\b)/iu;
const AT_ALL = /\bsome\b[^.;]{0,60}?\b(at all)\b/iu;
/** What such words may stand under: a denial, a condition, a question, a comparison. */
const LICENCE =
  /\b(?:no|not|n['’]t|cannot|never|nor|neither|none|nobody|nothing|without|den(?:y|ies|ied|ying)|negative|absen\w*|if|whether|unless|should|ask(?:s|ed)?|call|contact|return|notify|advised|instructed|hardly|rarely|barely|unable|unaware|unsure|avoid\w*|declin\w*|refus\w*|doubts?|fails?|failed|before|than|too|only|until|would|could|may|might|can|will|when(?:ever)?|prevent\w*|free)\b|\?/iu;

export function lostDenialFlags(claim: Claim): Flag[] {
  const { text } = claim.sentence;
  const found = ANY.exec(text) ?? AT_ALL.exec(text);
  if (found === null) return [];
  // What comes before, within its own clause.
  const end = found.index + found[0].length;
  const clause = text.slice(0, end).replace(/^.*(?:;|, (?:but|and|although|though|however)\b|\bbut\b)/su, '');
  if (LICENCE.test(clause)) return [];
  const at = claim.words.findIndex((word) => word.end >= end);
  if (at < 0) return [];
  const to = Math.min(claim.words.length, at + 2);
  return [flagOn(claim, at, to, 'negation', 'This reads as a denial that has lost its “no” or “not”.')];
}

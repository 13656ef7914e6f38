/**
 * Several judges of the same texts, as [BBW] has several models rate (MedHELM's jury): each rates by itself, the jury's grade is their
 * mean, its risk the one that most of them give, the graver where they are even. How far they agree is told beside it.
 */
import { type Judgement, type JudgeSummary, summarizeJudgements } from './judge.ts';
import { CRITERIA, RISK_LEVELS } from './judge-prompts.ts';

export interface JurySummary extends JudgeSummary {
  readonly judges: number;
  /** Share of pairs of judges that give the same answer, over all texts and criteria; null for one judge. */
  readonly judgeAgreement: number | null;
}

/** @param byJudge of each judge the judgements of the same texts, in the same order; at least one judge and one text */
export function summarizeJury(byJudge: readonly (readonly Judgement[])[]): JurySummary {
  const [first = []] = byJudge;
  const summaries = byJudge.map(summarizeJudgements);
  const mean = (of: (summary: JudgeSummary) => number) =>
    summaries.reduce((sum, summary) => sum + of(summary), 0) / summaries.length;
  const risks = first.map((_, text) => commonRisk(byJudge.map((own) => own[text]!.risk.answer)));
  const same = first.flatMap((_, text) =>
    CRITERIA.flatMap((criterion) => {
      const answers = byJudge.map((own) => own[text]![criterion].answer);
      return answers.flatMap((a, i) => answers.slice(i + 1).map((b) => Number(a === b)));
    }),
  );
  return {
    judges: byJudge.length,
    notes: first.length,
    means: {
      accuracy: mean(({ means }) => means.accuracy),
      completeness: mean(({ means }) => means.completeness),
      clarity: mean(({ means }) => means.clarity),
    },
    risk: RISK_LEVELS.map((level) => risks.filter((risk) => risk === level).length),
    riskFree: risks.filter((risk) => risk === RISK_LEVELS[0]).length / risks.length,
    swapAgreement: mean(({ swapAgreement }) => swapAgreement),
    repeatAgreement: mean(({ repeatAgreement }) => repeatAgreement),
    judgeAgreement: same.length === 0 ? null : same.reduce((sum, equal) => sum + equal, 0) / same.length,
  };
}

function commonRisk(answers: readonly string[]): string {
  const votes = RISK_LEVELS.map((level) => answers.filter((answer) => answer === level).length);
  return RISK_LEVELS[votes.lastIndexOf(Math.max(...votes))]!;
}

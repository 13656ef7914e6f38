import { useMemo } from 'react';
import type { Report } from '../../../engine/evaluation/report/report.ts';
import { methodsOf, playersOf } from '../../evaluation/plan.ts';
import { useEvaluation } from '../../evaluation/state.ts';

/** The run as a report; null while there are no figures. */
export function useReport(): Report | null {
  const sets = useEvaluation((state) => state.sets);
  const plan = useEvaluation((state) => state.run.plan);
  const backend = useEvaluation((state) => state.run.backend);
  return useMemo(() => {
    if (plan === null || sets.length === 0) return null;
    const { seed, samples, stem, alpha } = plan;
    const about = [
      `Measured in the browser with ${playersOf(plan)}${plan.roles === null ? ', which must not be used for care' : ''}. ${backend}`.trim(),
      `α = ${alpha} where a method names no other. Greedy; ${samples.toLocaleString('en')} bootstrap samples, seed ${seed}. ROUGE over lower-cased runs of letters and digits${stem ? ', Porter stems' : ', without stemming'}.`,
      ...sets.map(
        ({ name, summary, leftOut }) => `${name}: ${summary.items} items${leftOut > 0 ? `, ${leftOut} left out` : ''}.`,
      ),
    ];
    const methods = methodsOf(plan).map(({ name }) => name);
    return { title: 'Evaluation', about, methods, sets, byClass: true, timed: true };
  }, [sets, plan, backend]);
}

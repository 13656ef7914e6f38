import { CircleStop, Scale } from 'lucide-react';
import { useState } from 'react';
import { JUDGE_LABEL, RISK_LEVELS } from '../../../engine/evaluation/judge-prompts.ts';
import type { Table } from '../../../engine/evaluation/report/table.ts';
import { Button } from '../../components/button.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { Section } from '../../components/section.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { isJudged, JUDGE_TASK, type JudgedMethod, judgeRun, stopJudge, useJudge } from '../../evaluation/judge.ts';
import type { Plan } from '../../evaluation/plan.ts';
import { useEvaluation } from '../../evaluation/state.ts';
import { entriesByRef, idRef, type ModelRef } from '../../models/model-refs.ts';
import { labelOf } from '../../models/roles.ts';
import { count } from '../../text/format.ts';
import { ReportTable } from './report-table.tsx';

const DEMONSTRATION = ['demo-base', 'demo-it', 'demo-capt-base'].map(idRef);

/** The models that were measured come first, for they are what the user has. */
function judgesOf({ roles, models }: Plan): readonly { readonly value: ModelRef; readonly label: string }[] {
  const refs = new Set([...(roles === null ? [] : entriesByRef(models).map(([ref]) => ref)), ...DEMONSTRATION]);
  return [...refs].map((value) => ({ value, label: models[value]?.label ?? labelOf(value) }));
}

/** Ratings of notes by a model; there when notes, or sections of them, were written. */
export function Judge() {
  const plan = useEvaluation((state) => state.run.plan);
  const isWriting = useEvaluation((state) => state.run.phase === 'running');
  const { running, done, total, model, judged } = useJudge();
  const [judge, chooseJudge] = useState<ModelRef>(idRef('demo-it'));
  const [limit, setLimit] = useState(5);
  if (plan === null || !plan.sets.some(({ task }) => isJudged(task))) return null;
  return (
    <Section title="Judge">
      <p className="mb-2 max-w-3xl text-[13px]">
        <strong className="font-semibold text-warn">{JUDGE_LABEL}.</strong>{' '}
        <span className="text-muted">
          Every question is asked in two orders and drawn again five times: where those disagree, the rating says
          little. The demonstration models are too small to judge.
        </span>
      </p>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <SelectInput label="Judge" value={judge} onChange={chooseJudge} options={judgesOf(plan)} isDisabled={running} />
        <NumberInput
          label="Texts of each method"
          value={limit}
          onChange={setLimit}
          min={1}
          max={1000}
          step={1}
          isDisabled={running}
        />
        {running ? (
          <Button onPress={stopJudge}>
            <CircleStop aria-hidden /> Stop
          </Button>
        ) : (
          <Button isDisabled={isWriting} onPress={() => void judgeRun(plan, judge, limit)}>
            <Scale aria-hidden /> Rate the texts
          </Button>
        )}
        {running && (
          <span role="status" className="text-[13px] text-muted">
            {done} of at most {count(total, 'text')}
          </span>
        )}
        <TurnNotice task={JUDGE_TASK} />
      </div>
      {judged.length > 0 && <ReportTable table={tableOf(judged, model)} />}
    </Section>
  );
}

function tableOf(judged: readonly JudgedMethod[], model: string): Table {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  return {
    title: `Ratings by ${model}`,
    note: `${JUDGE_LABEL}. Mean ratings from 1 (worst) to 5 (best); texts at each level of risk; how often both orders, and repeated draws, agree.`,
    columns: [
      'text',
      'texts',
      'accuracy',
      'completeness',
      'clarity',
      ...RISK_LEVELS.map((level) => `risk: ${level}`),
      'risk-free',
      'orders agree',
      'repeats agree',
    ],
    rows: judged.map(({ set, method, summary: { notes, means, risk, riskFree, swapAgreement, repeatAgreement } }) => [
      `${set}, ${method}`,
      String(notes),
      ...[means.accuracy, means.completeness, means.clarity].map((mean) => mean.toFixed(2)),
      ...risk.map(String),
      share(riskFree),
      share(swapAgreement),
      share(repeatAgreement),
    ]),
  };
}

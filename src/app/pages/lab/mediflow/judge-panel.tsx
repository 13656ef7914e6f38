import { consistency, judgedOf, plantedAgreement, scoreOf } from '../../../../engine/mediflow/judge.ts';
import { CRITERIA } from '../../../../engine/mediflow/prompts.ts';
import { NumberInput } from '../../../components/number-input.tsx';
import { Section } from '../../../components/section.tsx';
import { judgeTriplets } from '../../../mediflow/mediflow.ts';
import { setSettings, useMediFlow } from '../../../mediflow/state.ts';
import { percent } from '../../../text/format.ts';
import { StepRun } from './step-run.tsx';

/** Five criteria, each asked several times; and what the judge's word is worth. */
export function JudgePanel() {
  const { samples, planted } = useMediFlow((state) => state.settings);
  const triplets = useMediFlow((state) => state.triplets);
  const ratings = useMediFlow((state) => state.ratings);
  const isBusy = useMediFlow((state) => state.step !== null);
  const known = new Set(ratings.map(({ id, isPlanted }) => `${id} ${isPlanted}`));
  const isDone = judgedOf(triplets, planted).every(({ triplet, isPlanted }) => known.has(`${triplet.id} ${isPlanted}`));
  return (
    <Section title="Judge">
      <p className="mb-2 max-w-prose text-[13px] text-muted">
        The same model grades each triplet from 1 to 4 by five criteria. Some are judged once more with the output of
        another triplet: a judge that is worth something prefers the right one.
      </p>
      <div className="mb-2.5 flex flex-wrap items-center gap-x-5 gap-y-2">
        <NumberInput
          label="Times each question is asked"
          value={samples}
          onChange={(next) => setSettings({ samples: next })}
          min={1}
          max={25}
          step={1}
          isDisabled={isBusy || ratings.length > 0}
        />
        <NumberInput
          label="Judged with a foreign output, too"
          value={planted}
          onChange={(next) => setSettings({ planted: next })}
          min={0}
          max={1000}
          step={1}
          isDisabled={isBusy}
        />
      </div>
      <StepRun
        step="judge"
        label={ratings.length === 0 ? 'Judge' : 'Judge on'}
        counts="Ratings"
        isDone={isDone}
        onStart={judgeTriplets}
      />
      {ratings.length > 0 && <Figures />}
    </Section>
  );
}

function Figures() {
  const ratings = useMediFlow((state) => state.ratings);
  const own = ratings.filter(({ isPlanted }) => !isPlanted);
  const agreement = plantedAgreement(ratings);
  const same = consistency(ratings);
  const rows: readonly (readonly [string, string])[] = [
    ...CRITERIA.map((criterion) => {
      const grades = own.flatMap((rating) => rating.grades[criterion] ?? []);
      return [`Mean of ${criterion}`, mean(grades)] as const;
    }),
    ['Mean score', mean(own.map(scoreOf))],
    ...(same === null ? [] : ([['Two answers to one question that agree', percent(same)]] as const)),
    ...(agreement.pairs === 0
      ? []
      : ([
          [
            `Right output preferred to a foreign one (${agreement.pairs} pairs; by chance 50 %)`,
            percent(agreement.share),
          ],
        ] as const)),
  ];
  return (
    <table aria-label="The judge’s figures" className="mt-2.5 border-collapse text-[13px] tabular-nums">
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name} className="border-b border-line">
            <th scope="row" className="py-1 pr-5 text-left font-normal">
              {name}
            </th>
            <td className="py-1 text-right whitespace-nowrap">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function mean(values: readonly number[]): string {
  return values.length === 0 ? '–' : (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
}

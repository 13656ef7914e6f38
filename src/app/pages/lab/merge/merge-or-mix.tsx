import { ChartColumn } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/section.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { pairOf, planMergeOrMix, strengthsOf } from '../../../merging/merge-or-mix.ts';
import { useMerging } from '../../../merging/merging.ts';
import { labelOf } from '../../../models/roles.ts';

/** The same two models, merged for good or mixed while they write: which is better is measured. */
export function MergeOrMix() {
  const [, navigate] = useLocation();
  const [text, setText] = useState('0.25, 0.5, 0.75, 1.5');
  const choices = useMerging((state) => state.choices);
  const canBeMerged = useMerging((state) => state.fit.state === 'fits');
  const pair = pairOf(choices);
  const strengths = strengthsOf(text);
  return (
    <Section title="Merge or mix?">
      <p className="max-w-prose text-[13px]">
        A merge costs nothing when it writes, but is one strength for good. Mixing – proxy tuning – costs both models at
        every token, and its strength can be turned. At t = 1 both are the expert.
      </p>
      <div className="mt-2 flex flex-wrap items-end gap-x-3 gap-y-2">
        <div className="w-56 max-w-full">
          <TextInput
            label="Strengths t"
            value={text}
            onChange={setText}
            isInvalid={strengths === null}
            placeholder="0.25, 0.5, 0.75"
          />
        </div>
        <Button
          isDisabled={pair === null || strengths === null || !canBeMerged}
          onPress={() => {
            if (pair === null || strengths === null) return;
            planMergeOrMix(pair, strengths);
            navigate('/evaluate');
          }}
        >
          <ChartColumn aria-hidden /> Measure merge against mix
        </Button>
      </div>
      <p className="mt-1.5 text-xs text-muted">
        {strengths === null
          ? 'Strengths are numbers between −3 and 3, with commas between them.'
          : pair === null
            ? 'Of two different models: leave two above.'
            : `Base “${labelOf(pair.base)}”, expert “${labelOf(pair.expert)}”, on a data set that you open on Evaluate, which gives intervals and the time of each way. Merges are made as they are read, and not stored.`}
      </p>
    </Section>
  );
}

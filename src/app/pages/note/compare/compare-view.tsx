import { CircleStop, Columns3 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SentenceReview } from '../../../../engine/analysis/evidence/evidence.ts';
import { Button } from '../../../components/button.tsx';
import { NumberInput } from '../../../components/number-input.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Slider } from '../../../components/slider.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import {
  COMPARE_TASK,
  chooseReference,
  compare,
  reviseAlpha,
  setSecondAlpha,
  stopComparing,
  useCompare,
  type Voice,
} from '../../../note/compare.ts';
import { setSettings, useNote } from '../../../note/note.ts';
import { CompareColumn, type Grain } from './compare-column.tsx';
import { useEvidence } from './use-evidence.ts';
import { voiceName } from './voice-names.ts';
import { VoicesMenu } from './voices-menu.tsx';

const GRAINS = [
  { value: 'words', label: 'Words' },
  { value: 'sentences', label: 'Sentences' },
] as const;

/** One conversation, several notes: what the pair changes, word by word or sentence by sentence, and what another α makes of it. */
export default function CompareView() {
  const { columns, writing, problem, reference, subject, voices, secondAlpha } = useCompare();
  const dialogue = useNote((state) => state.dialogue);
  const [grain, setGrain] = useState<Grain>('words');
  const stale = subject !== null && subject.source.dialogue !== dialogue;
  const written = Object.keys(columns).length > 0;
  const all =
    voices.length === 2
      ? 'both'
      : `all ${['', '', '', 'three', 'four', 'five', 'six', 'seven', 'eight'][voices.length]}`;
  return (
    <div className="flex min-h-64 flex-1 flex-col overflow-auto">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-1.5">
        {writing === null ? (
          <Button look={written ? 'plain' : 'primary'} onPress={() => void compare()}>
            <Columns3 aria-hidden /> {written ? 'Compare again' : `Write ${all}`}
          </Button>
        ) : (
          <Button look="danger" onPress={stopComparing}>
            <CircleStop aria-hidden /> Stop
          </Button>
        )}
        <VoicesMenu />
        <Segmented
          label="Differences from"
          value={reference}
          onChange={chooseReference}
          options={voices.map((value) => ({ value, label: voiceName(value) }))}
        />
        <Segmented label="By" labelHidden value={grain} onChange={setGrain} options={GRAINS} />
        {voices.includes('proxy') && columns.proxy !== undefined && <AlphaControl />}
        {voices.includes('second') && (
          <NumberInput
            label="Second α"
            digits={2}
            value={secondAlpha}
            onChange={setSecondAlpha}
            min={0}
            max={2}
            step={0.05}
          />
        )}
        <span role="status" className="text-xs text-muted">
          {writing === null ? '' : `Writing: ${voiceName(writing)}…`}
          {stale && 'Written before the conversation was changed.'}
        </span>
        <TurnNotice task={COMPARE_TASK} />
      </div>
      {problem !== null && (
        <p role="alert" className="border-b border-danger-line bg-danger-wash px-3 py-2">
          <strong className="text-danger">{problem.message}</strong> {problem.hint}
        </p>
      )}
      {written ? (
        <Columns grain={grain} dialogue={subject?.source.dialogue ?? dialogue} />
      ) : (
        <p className="max-w-prose px-3 py-2 text-muted">
          {voices.map(voiceName).join(', ')} write the same note, one after the other. Words that differ are marked, or
          each sentence is set against the conversation and against the other notes. Then α can be moved, and the
          proxy-tuned note is written on from where it takes another turn.
        </p>
      )}
    </div>
  );
}

/** As many side by side as there is room for. */
function Columns({ grain, dialogue }: { grain: Grain; dialogue: string }) {
  const { columns, reference, voices } = useCompare();
  const others = useEvidence(columns[reference], dialogue);
  return (
    <div className="grid flex-1 auto-rows-fr gap-px bg-line md:auto-cols-fr md:grid-flow-col md:auto-rows-auto">
      {voices.map((voice) => (
        <JudgedColumn key={voice} voice={voice} grain={grain} dialogue={dialogue} others={others} />
      ))}
    </div>
  );
}

interface JudgedColumnProps {
  readonly voice: Voice;
  readonly grain: Grain;
  readonly dialogue: string;
  readonly others: readonly SentenceReview[] | null;
}

function JudgedColumn({ voice, dialogue, ...shown }: JudgedColumnProps) {
  const { columns, reference } = useCompare();
  const column = columns[voice];
  const evidence = useEvidence(column, dialogue);
  const against = voice === reference ? null : { name: voiceName(reference), column: columns[reference] };
  return <CompareColumn voice={voice} column={column} reference={against} evidence={evidence} {...shown} />;
}

/** A hand that rests for so long has found its α. */
const REST_MS = 150;

/** The one α of the note page: the note here follows it, wherever it is moved, when the hand rests. */
function AlphaControl() {
  const alpha = useNote((state) => state.settings.alpha);
  const settled = useRef(alpha);
  useEffect(() => {
    if (settled.current === alpha) return;
    const timer = setTimeout(() => {
      settled.current = alpha;
      void reviseAlpha(alpha);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [alpha]);
  return (
    <div className="flex items-center gap-2">
      <Slider
        label="α of the proxy-tuned note"
        value={alpha}
        min={0}
        max={2}
        step={0.05}
        onChange={(value) => setSettings({ alpha: value })}
      />
      <output className="w-8 text-right text-[13px] tabular-nums">{alpha.toFixed(2)}</output>
    </div>
  );
}

import { useState } from 'react';
import { scoreOf } from '../../../../engine/mediflow/judge.ts';
import type { Triplet } from '../../../../engine/mediflow/triplet.ts';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/section.tsx';
import { useMediFlow } from '../../../mediflow/state.ts';
import { count } from '../../../text/format.ts';
import { useKept } from './use-kept.ts';

const SHOWN = 20;

/** What was written, to be read: those that are kept first among them. */
export function TripletList() {
  const triplets = useMediFlow((state) => state.triplets);
  const ratings = useMediFlow((state) => state.ratings);
  const pairs = useMediFlow((state) => state.pairs);
  const [shown, setShown] = useState(SHOWN);
  const kept = new Set(useKept().map(({ id }) => id));
  const scores = new Map(ratings.filter(({ isPlanted }) => !isPlanted).map((rating) => [rating.id, scoreOf(rating)]));
  const planted = new Map(pairs.map((pair) => [pair.id, pair]));
  return (
    <Section title="Triplets to read">
      <p className="mb-2 text-xs text-muted">
        Made up by a model: nothing in them is about a patient, and much is wrong.
      </p>
      <ul className="flex flex-col gap-1">
        {triplets.slice(0, shown).map((triplet) => {
          const { id, type, document, section, level, format, temperature } = triplet;
          const score = scores.get(id);
          const pair = planted.get(id);
          return (
            <li key={id} data-triplet={id}>
              <details className="rounded border border-line">
                <summary className="flex min-h-7 flex-wrap gap-x-3 px-2 py-1 text-[13px]">
                  <span className="font-medium">{type}</span>
                  <span className="text-muted">
                    {section === null ? document : `${section} of ${document}`}, {level}, {format}, {temperature}
                  </span>
                  {score !== undefined && <span className="tabular-nums">score {score.toFixed(2)}</span>}
                  {!kept.has(id) && <span className="text-muted">left out</span>}
                </summary>
                <dl className="grid gap-x-4 gap-y-1 border-t border-line px-2 py-1.5 text-[13px] sm:grid-cols-[6rem_1fr]">
                  {textsOf(triplet, pair).map(([name, text]) => (
                    <Text key={name} name={name} text={text} />
                  ))}
                </dl>
              </details>
            </li>
          );
        })}
      </ul>
      {triplets.length > shown && (
        <div className="mt-2">
          <Button onPress={() => setShown(shown + SHOWN)}>
            Show {count(Math.min(SHOWN, triplets.length - shown), 'more triplet')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function textsOf(
  { instruction, input, output }: Triplet,
  pair: { readonly error: string; readonly rejected: string } | undefined,
): readonly (readonly [string, string])[] {
  const texts = [
    ['Instruction', instruction],
    ['Input', input],
    ['Output', output],
  ] as const;
  return pair === undefined ? texts : [...texts, [`With an error (${pair.error})`, pair.rejected]];
}

function Text({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="max-h-60 overflow-auto break-words whitespace-pre-wrap">{text}</dd>
    </>
  );
}

import { RotateCcw, ScanText } from 'lucide-react';
import { useMemo } from 'react';
import { rescoringOf } from '../../../engine/analysis/rescore.ts';
import { Button } from '../../components/button.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { Slider } from '../../components/slider.tsx';
import { canBeContinued, type LensEntry, lookUnder, pin, readAgain, useLens } from '../../lens/lens.ts';
import { percent } from '../../text/format.ts';
import type { Shading } from './shading.ts';

/** The same text under another α, from what was stored, and what that cannot tell. */
export function RescoreBar({ entry, shading }: { entry: LensEntry; shading: Shading }) {
  const { recording } = entry;
  const looked = useLens((state) => state.alpha);
  const busy = useLens(({ run }) => run.phase !== 'idle');
  const rescoring = useMemo(() => rescoringOf(recording), [recording]);
  if (rescoring === 'no-pair') return null;
  if (rescoring === 'not-recorded') {
    return (
      <p className="text-[13px] text-muted" data-testid="not-rescored">
        This recording does not say what the pair added to each candidate: it cannot be re-scored at another α.
      </p>
    );
  }
  const { from } = rescoring;
  const alpha = looked ?? from;
  const change = (value: number) => lookUnder(Math.abs(value - from) < 1e-9 ? null : value);
  const range = { value: alpha, min: 0, max: 2, step: 0.05, onChange: change };
  return (
    <>
      <div className="flex items-center gap-2">
        <Slider label="Re-score at α" {...range} />
        <NumberInput label="Re-score at α, number" labelHidden digits={2} {...range} />
      </div>
      {shading.rescored !== null && (
        <>
          <Button look="quiet" onPress={() => lookUnder(null)}>
            <RotateCcw aria-hidden /> Back to {from.toFixed(2)}
          </Button>
          {canBeContinued(recording) && (
            <Button isDisabled={busy} onPress={() => void readAgain(entry, alpha)}>
              <ScanText aria-hidden /> Read again with the models
            </Button>
          )}
        </>
      )}
    </>
  );
}

/** What a text that was weighed anew tells, and what it does not. */
export function Rescored({ shading }: { shading: Shading }) {
  if (shading.rescored === null) return null;
  return (
    <p className="basis-full text-[13px] text-muted" data-testid="rescored">
      Scores and order of the stored candidates are exact. Probabilities {precision(shading)}.{' '}
      <Turn shading={shading} />
    </p>
  );
}

/** How far the share of what was not stored leaves probabilities open. */
function precision({ rescored }: Shading): string {
  const tokens = rescored?.tokens.filter((token) => token !== null) ?? [];
  const bounded = tokens.map(({ rest }) => rest.most - rest.least);
  const widest = Math.max(0, ...bounded);
  if (widest < 1e-6) return 'are exact here, too';
  if (widest >= 1 - 1e-6)
    return 'are approximate: beyond the recorded α nothing bounds the share of tokens that were not stored';
  return `are approximate: tokens that were not stored leave up to ${percent(widest)} open`;
}

function Turn({ shading }: { shading: Shading }) {
  const turn = shading.rescored?.firstTurn ?? null;
  if (turn === null)
    return <>No first choice changes: a greedy text would be the same as far as the stored candidates tell.</>;
  return (
    <>
      At{' '}
      <button type="button" className="min-h-6 text-accent underline" onClick={() => pin(turn)}>
        token {turn + 1}
      </button>{' '}
      another token would come first: a text written at this α would go its own way from there, which re-scoring does
      not show.
    </>
  );
}

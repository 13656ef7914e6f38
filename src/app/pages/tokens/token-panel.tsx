import { ChevronLeft, ChevronRight, GitBranch } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { filteredOut } from '../../../engine/analysis/filtered-out.ts';
import { isEnd } from '../../../engine/analysis/recording.ts';
import type { RescoredToken } from '../../../engine/analysis/rescore.ts';
import type { TokenCandidate, TokenEvent } from '../../../workers/protocol.ts';
import { ModelProbabilities } from '../../components/model-probabilities.tsx';
import { branch, canBeContinued, type LensEntry, pin, useLens } from '../../lens/lens.ts';
import { duration, percent, points, visibleToken } from '../../text/format.ts';
import { tokenName } from '../../text/token-name.ts';
import type { Shading } from './shading.ts';

interface TokenPanelProps {
  readonly entry: LensEntry;
  readonly index: number | null;
  readonly shading: Shading;
}

/** The story of the chosen token; it stays until another is chosen. */
export function TokenPanel({ entry, index, shading }: TokenPanelProps) {
  const token = index === null ? undefined : entry.recording.tokens[index];
  return (
    <section
      aria-label="Chosen token"
      data-testid="token-panel"
      className="border-line bg-panel px-3 py-2 max-lg:border-t lg:w-[28rem] lg:shrink-0 lg:overflow-auto lg:border-l"
    >
      {token === undefined ? (
        <p className="text-[13px] text-muted">
          Choose a token in the text or in the strip below it, or walk with the arrow keys, to see what each model made
          of it.
        </p>
      ) : (
        <Story entry={entry} token={token} shading={shading} />
      )}
    </section>
  );
}

function Story({ entry, token, shading }: { entry: LensEntry; token: TokenEvent; shading: Shading }) {
  const { recording } = entry;
  const rescored = shading.rescored?.tokens[token.index] ?? null;
  return (
    <>
      <div className="flex items-center gap-1">
        <h2 className="min-w-0 flex-1 truncate">
          <span className="font-mono font-semibold">{tokenName(token)}</span>{' '}
          <span className="text-xs text-muted">
            token {token.index + 1} of {recording.tokens.length}
            {isEnd(recording, token.index) && ', ends the text'}
          </span>
        </h2>
        <Step to={token.index - 1} label="Previous token" disabled={token.index === 0} />
        <Step to={token.index + 1} label="Next token" disabled={token.index === recording.tokens.length - 1} />
      </div>
      <ModelProbabilities token={token} rescored={rescored?.pCombined ?? null} />
      <Figures
        token={token}
        shift={shading.shifts[token.index] ?? null}
        changed={shading.changed[token.index] ?? false}
      />
      <Candidates entry={entry} token={token} rescored={rescored} />
    </>
  );
}

function Step({ to, label, disabled }: { to: number; label: string; disabled: boolean }) {
  return (
    <AriaButton
      aria-label={label}
      isDisabled={disabled}
      onPress={() => pin(to)}
      className="flex size-8 items-center justify-center rounded text-muted data-[disabled]:opacity-40 data-[hovered]:bg-wash [&_svg]:size-4"
    >
      {label.startsWith('Next') ? <ChevronRight aria-hidden /> : <ChevronLeft aria-hidden />}
    </AriaButton>
  );
}

const nats = (value: number | null | undefined): string => (value == null ? 'not known' : `${value.toFixed(3)} nats`);

interface FiguresProps {
  readonly token: TokenEvent;
  readonly shift: number | null;
  readonly changed: boolean;
}

function Figures({ token, shift, changed }: FiguresProps) {
  const { spread } = token;
  const rows = [
    ['Shift (combined − base)', shift === null ? 'no base to compare with' : points(shift)],
    ['First choice', changed ? 'changed by the pair' : 'as the base’s'],
    ['Logit delta (expert − anti)', token.delta === null ? 'not known' : `${signed(token.delta)} nats`],
    ['Entropy, base → combined', `${nats(spread?.entropyBase)} → ${nats(spread?.entropyCombined)}`],
    ['KL (combined ‖ base)', nats(spread?.klCombined)],
    ['Time', token.milliseconds === null ? 'not known' : duration(token.milliseconds)],
  ] as const;
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 border-t border-line pt-2 text-xs">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted">{name}</dt>
          <dd className="text-right tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

interface CandidatesProps {
  readonly entry: LensEntry;
  readonly token: TokenEvent;
  readonly rescored: RescoredToken | null;
}

/** Before and after: the combined order, then what the base alone had among its best. */
function Candidates({ entry, token, rescored }: CandidatesProps) {
  const { recording } = entry;
  const busy = useLens(({ run }) => run.phase !== 'idle');
  const after = rescored?.candidates ?? token.candidates;
  const listed = new Set(after.map(({ id }) => id));
  const left = rescored === null ? token.baseCandidates.filter(({ id }) => !listed.has(id)) : [];
  const { sampling } = recording.authorship;
  const out = sampling === undefined ? new Set<number>() : filteredOut(token.candidates, sampling);
  const baseRank = new Map(token.baseCandidates.map(({ id }, rank) => [id, rank + 1]));
  const afterRank = new Map(after.map(({ id }, rank) => [id, rank + 1]));
  const canBranch = canBeContinued(recording);
  const stateOf = ({ id }: TokenCandidate): string => {
    if (id === token.id) return 'chosen';
    if (left.some((candidate) => candidate.id === id)) return 'fell out of the best';
    return out.has(id) && (sampling?.temperature ?? 0) > 0 ? 'cut off by sampling' : '';
  };
  return (
    <table className="mt-2 w-full border-t border-line text-xs tabular-nums">
      <caption className="py-1 text-left text-muted">
        Candidates after and before the pair, with their ranks
        {rescored !== null && '; combined is re-scored'}
      </caption>
      <thead>
        <tr className="text-right text-muted">
          <th scope="col" className="text-left font-normal">
            Token
          </th>
          <th scope="col" className="font-normal">
            comb.
          </th>
          <th scope="col" className="font-normal">
            base
          </th>
          <th scope="col" className="font-normal">
            expert
          </th>
          <th scope="col" className="font-normal">
            anti
          </th>
          <th scope="col" className="font-normal" title="Logit delta, expert − anti-expert, in nats">
            Δ
          </th>
          <th scope="col">
            <span className="sr-only">Continue from here</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...after, ...left].map((candidate) => {
          const state = stateOf(candidate);
          const name = visibleToken(candidate.text);
          return (
            <tr
              key={candidate.id}
              data-candidate={candidate.id}
              className={candidate.id === token.id ? 'font-semibold' : ''}
            >
              <th
                scope="row"
                className={`max-w-28 text-left font-mono ${candidate.id === token.id ? 'font-semibold' : 'font-normal'}`}
              >
                <span className="block truncate">{name}</span>
                {state !== '' && <span className="block font-sans text-[11px] font-normal text-muted">{state}</span>}
              </th>
              <Cell value={candidate.combined} rank={afterRank.get(candidate.id)} />
              <Cell value={token.pBase === null ? null : candidate.base} rank={baseRank.get(candidate.id)} />
              <Cell value={token.pExpert === null ? null : candidate.expert} />
              <Cell value={token.pAnti === null ? null : candidate.anti} />
              <td className="pl-1 text-right">{candidate.delta === null ? '–' : signed(candidate.delta)}</td>
              <td className="w-7 pl-1 text-right">
                {candidate.id !== token.id && canBranch && (
                  <AriaButton
                    aria-label={`Take “${name}” here and write on`}
                    isDisabled={busy}
                    onPress={() => void branch(entry, token.index, candidate.id)}
                    className="inline-flex size-7 items-center justify-center rounded text-muted data-[disabled]:opacity-40 data-[hovered]:bg-wash data-[hovered]:text-ink [&_svg]:size-3.5"
                  >
                    <GitBranch aria-hidden />
                  </AriaButton>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Cell({ value, rank }: { value: number | null; rank?: number | undefined }) {
  return (
    <td className="pl-1 text-right whitespace-nowrap">
      {value === null ? '–' : percent(value)}
      {rank !== undefined && <span className="block text-[11px] text-muted">{rank}.</span>}
    </td>
  );
}

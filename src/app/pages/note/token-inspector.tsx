import type { TokenCandidate, TokenEvent } from '../../../workers/protocol.ts';
import { BLOCK_TOKENS, useNote } from '../../stores/note.ts';
import { percent, points, visibleToken } from '../../text/format.ts';
import { tokenDetailsId } from './element-ids.ts';
import { probabilityShift } from './probability-shift.ts';
import { tokenName } from './token-name.ts';

/** Candidates shown; the event carries more. */
const CANDIDATES = 6;

/** The story of one token: its probability under each model and combined, and what else could have stood there. */
export function TokenInspector() {
  const token = useNote(({ inspected, run }) =>
    inspected === null ? undefined : run.blocks[Math.floor(inspected / BLOCK_TOKENS)]?.[inspected % BLOCK_TOKENS],
  );
  return (
    <section
      aria-label="Token"
      className="border-t border-line bg-panel px-3 py-2 lg:h-48 lg:overflow-auto"
      data-testid="inspector"
    >
      {token === undefined ? (
        <p className="text-[13px] text-muted">
          Point at a token, or move through the note with the arrow keys, to see its probability under each model.
        </p>
      ) : (
        <Details token={token} />
      )}
    </section>
  );
}

function Details({ token }: { token: TokenEvent }) {
  const shift = probabilityShift(token);
  const models = [
    { name: 'Base', probability: token.pBase },
    { name: 'Expert', probability: token.pExpert },
    { name: 'Anti-expert', probability: token.pAnti },
    { name: 'Combined', probability: token.pCombined },
  ];
  return (
    <div id={tokenDetailsId} className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(13rem,2fr)_minmax(0,3fr)]">
      <div>
        <h3 className="truncate">
          <span className="font-mono font-semibold">{tokenName(token)}</span>{' '}
          <span className="text-xs text-muted">token {token.index + 1}</span>
        </h3>
        <dl className="mt-1 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 text-[13px]">
          {models.map(({ name, probability }) => (
            <div key={name} className="col-span-3 grid grid-cols-subgrid items-center">
              <dt className="text-muted">{name}</dt>
              <dd className="contents">
                <span className="h-2 overflow-hidden rounded-sm bg-edge/25" aria-hidden>
                  <span className="block h-full bg-accent" style={{ width: `${(probability ?? 0) * 100}%` }} />
                </span>
                <span className="text-right tabular-nums">
                  {probability === null ? 'not run' : percent(probability)}
                </span>
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-1 text-xs text-muted">
          {shift === null ? 'No base to compare with.' : `Shift against the base ${points(shift)}.`}{' '}
          {token.argmaxChanged && 'The base alone would have preferred another token.'}
        </p>
      </div>
      <Candidates token={token} />
    </div>
  );
}

function Candidates({ token }: { token: TokenEvent }) {
  const candidates = token.candidates.slice(0, CANDIDATES);
  const cell = (probability: number | null, present: boolean) =>
    present && probability !== null ? percent(probability) : '–';
  return (
    <table className="h-fit w-full text-[13px] tabular-nums">
      <caption className="sr-only">Most probable tokens at this place</caption>
      <thead>
        <tr className="text-right text-xs text-muted">
          <th scope="col" className="text-left font-normal">
            Candidates
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
          <th scope="col" className="font-normal">
            combined
          </th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate: TokenCandidate) => (
          <tr key={candidate.id} className={candidate.id === token.id ? 'font-semibold' : ''}>
            <th
              scope="row"
              className={`max-w-40 truncate text-left font-mono ${candidate.id === token.id ? 'font-semibold' : 'font-normal'}`}
            >
              {visibleToken(candidate.text)}
              {candidate.id === token.id && <span className="font-sans text-xs text-muted"> chosen</span>}
            </th>
            <td className="text-right">{cell(candidate.base, token.pBase !== null)}</td>
            <td className="text-right">{cell(candidate.expert, token.pExpert !== null)}</td>
            <td className="text-right">{cell(candidate.anti, token.pAnti !== null)}</td>
            <td className="text-right">{percent(candidate.combined)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

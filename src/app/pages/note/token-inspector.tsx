import type { TokenCandidate, TokenEvent } from '../../../workers/protocol.ts';
import { ModelProbabilities } from '../../components/model-probabilities.tsx';
import { tokensOf, useNote } from '../../note/note.ts';
import { percent, points, visibleToken } from '../../text/format.ts';
import { probabilityShift } from '../../text/probability-shift.ts';
import { tokenName } from '../../text/token-name.ts';
import { tokenDetailsId } from './element-ids.ts';

/** Candidates shown; the event carries more. */
const CANDIDATES = 6;

/** The story of one token: its probability under each model and combined, and what else could have stood there. */
export function TokenInspector() {
  const inspected = useNote((state) => state.inspected);
  const sections = useNote((state) => state.sections);
  const place = sections.findIndex(({ id }) => id === inspected?.section);
  const section = sections[place];
  const token = section === undefined ? undefined : tokensOf(section)[inspected?.index ?? 0];
  const before = sections.slice(0, Math.max(0, place)).reduce((sum, each) => sum + tokensOf(each).length, 0);
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
        <Details token={token} number={before + (inspected?.index ?? 0) + 1} />
      )}
    </section>
  );
}

function Details({ token, number }: { token: TokenEvent; number: number }) {
  const shift = probabilityShift(token);
  return (
    <div id={tokenDetailsId} className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(13rem,2fr)_minmax(0,3fr)]">
      <div>
        <h3 className="truncate">
          <span className="font-mono font-semibold">{tokenName(token)}</span>{' '}
          <span className="text-xs text-muted">token {number}</span>
        </h3>
        <ModelProbabilities token={token} />
        <p className="mt-1 text-xs text-muted">
          {shift === null ? 'No base to compare with.' : `Shift against the base ${points(shift)}.`}{' '}
          {token.argmaxChanged && 'The base alone would have preferred another token.'}
        </p>
      </div>
      <Candidates token={token} />
    </div>
  );
}

const COLUMNS = ['base', 'expert', 'anti', 'combined'] as const;

function Candidates({ token }: { token: TokenEvent }) {
  const ran = {
    base: token.pBase !== null,
    expert: token.pExpert !== null,
    anti: token.pAnti !== null,
    combined: true,
  };
  return (
    <table className="h-fit w-full text-[13px] tabular-nums">
      <caption className="sr-only">Most probable tokens at this place</caption>
      <thead>
        <tr className="text-right text-xs text-muted">
          <th scope="col" className="text-left font-normal">
            Candidates
          </th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className="font-normal">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.candidates.slice(0, CANDIDATES).map((candidate: TokenCandidate) => {
          const chosen = candidate.id === token.id;
          return (
            <tr key={candidate.id} className={chosen ? 'font-semibold' : ''}>
              <th
                scope="row"
                className={`max-w-40 truncate text-left font-mono ${chosen ? 'font-semibold' : 'font-normal'}`}
              >
                {visibleToken(candidate.text)}
                {chosen && <span className="font-sans text-xs text-muted"> chosen</span>}
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className="text-right">
                  {ran[column] ? percent(candidate[column]) : '–'}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

import type { TokenEvent } from '../../workers/protocol.ts';
import { percent } from '../text/format.ts';
import { ROLE_NAMES } from '../text/names.ts';

interface ModelProbabilitiesProps {
  readonly token: TokenEvent;
  /** Where the combination was weighed anew. */
  readonly rescored?: number | null;
}

/** How probable a token was under each model and combined, as bars and figures. */
export function ModelProbabilities({ token, rescored = null }: ModelProbabilitiesProps) {
  const models = [
    { name: ROLE_NAMES.base, probability: token.pBase },
    { name: ROLE_NAMES.expert, probability: token.pExpert },
    { name: ROLE_NAMES.anti, probability: token.pAnti },
    { name: 'Combined', probability: token.pCombined },
    ...(rescored === null ? [] : [{ name: 'Combined, re-scored', probability: rescored }]),
  ];
  return (
    <dl className="mt-1 grid grid-cols-[auto_1fr_auto] items-center gap-x-2 text-[13px]">
      {models.map(({ name, probability }) => (
        <div key={name} className="col-span-3 grid grid-cols-subgrid items-center">
          <dt className="text-muted">{name}</dt>
          <dd className="contents">
            <span className="h-2 overflow-hidden rounded-sm bg-edge/25" aria-hidden>
              <span className="block h-full bg-accent" style={{ width: `${(probability ?? 0) * 100}%` }} />
            </span>
            <span className="text-right tabular-nums">{probability === null ? 'not run' : percent(probability)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

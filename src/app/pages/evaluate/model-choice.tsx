import { Link } from 'react-aria-components';
import { Segmented } from '../../components/segmented.tsx';
import { type Measured, setChoices, USUAL_METHODS, useEvaluation } from '../../evaluation/state.ts';
import { useBlackBox } from '../../models/black-box.ts';
import { labelOf, ROLES, useRoles } from '../../models/roles.ts';
import { ROLE_NAMES } from '../../text/names.ts';

const MODELS: readonly { readonly value: Exclude<Measured, 'pair'>; readonly label: string }[] = [
  { value: 'demonstration', label: 'Demonstration models' },
  { value: 'in-use', label: 'Models in use' },
];
const PAIR = { value: 'pair', label: 'Merge or mix' } as const;

interface ModelChoiceProps {
  readonly measured: Measured;
  readonly isDisabled: boolean;
}

/** Whose figures these will be. */
export function ModelChoice({ measured, isDisabled }: ModelChoiceProps) {
  const roles = useRoles((state) => state.roles);
  const pair = useEvaluation((state) => state.choices.pair);
  const isElsewhere = useBlackBox((state) => state.inUse !== null);
  return (
    <div className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Segmented
        label="Models"
        value={measured}
        onChange={(models) => setChoices({ models, methods: USUAL_METHODS[models] })}
        options={pair === null ? MODELS : [...MODELS, PAIR]}
        isDisabled={isDisabled}
      />
      {measured === 'pair' && pair !== null && (
        <p data-testid="models-of-pair" className="text-[13px] text-muted">
          Base “{labelOf(pair.base)}”, expert “{labelOf(pair.expert)}”, as chosen under{' '}
          <Link href="/lab/merge" className="text-accent underline">
            Lab
          </Link>
          . weights@t is one model, base + t · (expert − base) of every weight; logits@t runs both and mixes what they
          write at the same strength.
        </p>
      )}
      {measured === 'in-use' && (
        <p data-testid="models-in-use" className="text-[13px] text-muted first-letter:uppercase">
          {ROLES.map((role) => `${ROLE_NAMES[role].toLowerCase()} “${labelOf(roles[role])}”`).join(', ')}, as chosen
          under{' '}
          <Link href="/models" className="text-accent underline">
            Models
          </Link>
          .{isElsewhere && ' The base on another server takes no part: data sets are sent nowhere.'}
        </p>
      )}
    </div>
  );
}

import { FlaskConical } from 'lucide-react';
import { useRoles } from '../models/roles.ts';

/** On every page: what the models in use are good for. */
export function ModelNotice() {
  const roles = useRoles((state) => state.roles);
  const areDemonstrations = Object.values(roles).every((ref) => ref.startsWith('app:'));
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-xs text-muted" data-testid="model-notice">
      <FlaskConical aria-hidden className="size-3.5 shrink-0" />
      {areDemonstrations ? (
        <span>
          <strong className="font-semibold text-ink">Demonstration models</strong>, small and briefly trained: not for
          clinical use.
        </span>
      ) : (
        <span>
          <strong className="font-semibold text-ink">Models of your choice</strong>, not tested for clinical use: check
          every draft.
        </span>
      )}
    </p>
  );
}

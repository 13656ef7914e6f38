import { FlaskConical } from 'lucide-react';
import { useEvaluation } from '../evaluation/state.ts';
import { useRoles } from '../models/roles.ts';
import type { PageInfo } from './pages.ts';

/** On every page: what the models that it runs are good for. An evaluation may measure others than those in use. */
export function ModelNotice({ page }: { page: PageInfo | null }) {
  const roles = useRoles((state) => state.roles);
  const measured = useEvaluation(({ run, choices }) =>
    run.plan === null ? choices.models : run.plan.roles === null ? 'demonstration' : 'in-use',
  );
  const areDemonstrations =
    (page?.id === 'evaluate' && measured === 'demonstration') ||
    Object.values(roles).every((ref) => ref.startsWith('app:'));
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-xs text-muted max-md:flex-1" data-testid="model-notice">
      <FlaskConical aria-hidden className="size-3.5 shrink-0" />
      {areDemonstrations ? (
        <span>
          <strong className="font-semibold text-ink">Demonstration models</strong>
          <span className="max-lg:hidden">, small and briefly trained</span>: not for clinical use.
        </span>
      ) : (
        <span>
          <strong className="font-semibold text-ink">Models of your choice</strong>, not tested for clinical use
          <span className="max-lg:hidden">: check every draft</span>.
        </span>
      )}
    </p>
  );
}

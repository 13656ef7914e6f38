import type { ReactNode } from 'react';
import type { ErrorRecord } from '../../../engine/errors.ts';
import { explain } from '../../components/error-panel.tsx';

interface ProblemBoxProps {
  readonly problem: ErrorRecord;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** What went wrong, beside what it went wrong with. */
export function ProblemBox({ problem, children }: ProblemBoxProps) {
  const { code, message, hint } = problem;
  return (
    <div role="alert" className="mt-1.5 rounded border border-danger-line bg-danger-wash px-2.5 py-1.5 text-[13px]">
      <p className="font-semibold text-danger">{explain(code).title}</p>
      <p className="break-words">{message}</p>
      {hint !== '' && <p className="break-words text-muted">{hint}</p>}
      {children}
    </div>
  );
}

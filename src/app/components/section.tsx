import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the page under a heading of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-md border border-line bg-panel">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-1.5">
        <h2 className="flex-1 text-base font-semibold">{title}</h2>
        {actions}
      </div>
      <div className="px-3 py-2.5">{children}</div>
    </section>
  );
}

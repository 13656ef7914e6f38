import type { ReactNode } from 'react';

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, about, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-sm font-semibold">
        {title}
      </h2>
      {about !== undefined && <p className="mt-0.5 max-w-prose text-[13px] text-muted">{about}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}

import type { ReactNode } from 'react';

interface PageLayoutProps {
  readonly title: string;
  /** One sentence: what the page is for. */
  readonly about: string;
  /** Controls that belong to the page as a whole, at the right of its title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A page that scrolls as a whole, under its title. The note page, which is two panes, does without. */
export function PageLayout({ title, about, actions, children }: PageLayoutProps) {
  return (
    <div className="min-w-0 flex-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-panel px-3 py-2 sm:px-4">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="text-base font-semibold">{title}</h1>
          <p className="text-[13px] text-muted">{about}</p>
        </div>
        {actions}
      </div>
      <div className="px-3 py-3 sm:px-4">{children}</div>
    </div>
  );
}

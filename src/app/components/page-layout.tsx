import type { ReactNode } from 'react';

/** A page that scrolls as a whole, as wide as the window: its parts say how wide they are. The frame has its title. */
export function PageLayout({ children }: { readonly children: ReactNode }) {
  return <div className="min-w-0 flex-1 px-3 py-3 sm:px-4">{children}</div>;
}

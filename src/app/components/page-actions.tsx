import { type ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Where the frame has room for them. */
export const pageActionsId = 'page-actions';

/** What can be done with the page as a whole: beside its title, in the frame's header. */
export function PageActions({ children }: { readonly children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setPlace(document.getElementById(pageActionsId)), []);
  return place && createPortal(children, place);
}

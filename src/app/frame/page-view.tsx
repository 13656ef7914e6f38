import { type ComponentType, lazy, useEffect, useState } from 'react';
import { Part } from '../components/part.tsx';
import type { PageInfo } from './pages.ts';

/** One lazy component a page for as long as it loads well: going back to a page must not fetch or suspend again. */
const views = new Map<string, ComponentType>();

function viewOf(page: PageInfo): ComponentType {
  if (!('load' in page.view)) return page.view;
  const view = views.get(page.id) ?? lazy(page.view.load);
  views.set(page.id, view);
  return view;
}

/** The page at the address, fetched when first opened. */
export function PageView({ page }: { page: PageInfo }) {
  const [attempt, setAttempt] = useState(0);
  const View = viewOf(page);
  useEffect(() => {
    document.title = `${page.title} · Locum`;
  }, [page]);
  return (
    <Part
      key={`${page.id}.${attempt}`}
      name={`The page “${page.title}”`}
      opening={
        <p role="status" className="p-3 text-muted">
          Opening {page.title}…
        </p>
      }
      onRetry={() => {
        views.delete(page.id);
        setAttempt(attempt + 1);
      }}
    >
      <View />
    </Part>
  );
}

import { Link } from 'wouter';
import { PAGES, type PageInfo } from './pages.ts';

/** A rail at the side where it is wide, a bar at the bottom where it is narrow: all pages in sight in both. */
export function Navigation({ current }: { current: PageInfo | null }) {
  return (
    <nav
      aria-label="Pages"
      className="shrink-0 border-line bg-panel max-md:order-last max-md:border-t md:w-[68px] md:overflow-auto md:border-r"
    >
      <ul className="flex md:flex-col md:gap-0.5 md:p-1 md:pt-2">
        {PAGES.map((page) => (
          <li key={page.id} className="max-md:min-w-0 max-md:flex-1">
            <Link
              href={page.path}
              aria-current={page === current ? 'page' : undefined}
              title={page.about}
              className="flex h-12 flex-col items-center justify-center gap-0.5 rounded text-[11px] text-muted hover:bg-wash hover:text-ink aria-[current=page]:bg-wash aria-[current=page]:font-semibold aria-[current=page]:text-accent"
            >
              <page.icon aria-hidden className="size-[18px]" />
              <span>{page.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { PageInfo } from './pages.ts';

/** The one header of all pages: what the page is called and, where there is room, what it is for. */
export function PageTitle({ page }: { page: PageInfo }) {
  return (
    <div className="flex min-w-0 items-baseline gap-2 max-md:sr-only">
      <h1 className="text-[15px] font-semibold">{page.title}</h1>
      <p className="truncate text-[13px] text-muted max-xl:hidden" title={page.about}>
        {page.about}
      </p>
    </div>
  );
}

import { FlaskConical } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Link, Router, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { SettingsPopover } from './components/settings-popover.tsx';
import { ThemeToggle } from './components/theme-toggle.tsx';
import { Navigation } from './frame/navigation.tsx';
import { PageView } from './frame/page-view.tsx';
import { pageAt } from './frame/pages.ts';
import { Toaster } from './frame/toaster.tsx';

/** Addresses stand behind the `#`, so that the app can be served from any folder and a page can be linked to. */
export function App() {
  return (
    <Router hook={useHashLocation}>
      <Frame />
      <Toaster />
    </Router>
  );
}

function Frame() {
  const [location] = useLocation();
  const page = pageAt(location);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);

  // Another page: keyboard and screen reader start at its beginning.
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    main.current?.focus();
  }, [page]);

  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-1 focus:rounded focus:bg-raised focus:px-3 focus:py-1.5"
        onClick={() => main.current?.focus()}
      >
        Skip to the page
      </button>
      <header className="flex items-center gap-3 border-b border-line bg-panel px-3 py-1">
        <Link href="/" className="text-[15px] font-semibold tracking-tight">
          Locum
        </Link>
        <p className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
          <FlaskConical aria-hidden className="size-3.5 shrink-0" />
          <span>
            <strong className="font-semibold text-ink">Demonstration models</strong>, small and briefly trained: not for
            clinical use.
          </span>
        </p>
        <span className="ml-auto" />
        <SettingsPopover />
        <ThemeToggle />
      </header>
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <Navigation current={page} />
        <main ref={main} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
          {page === null ? <NoSuchPage address={location} /> : <PageView page={page} />}
        </main>
      </div>
    </div>
  );
}

function NoSuchPage({ address }: { address: string }) {
  return (
    <div className="p-4">
      <h1 className="text-base font-semibold">There is no such page</h1>
      <p className="break-words text-muted">“{address}” leads nowhere here.</p>
      <p className="mt-2">
        <Link href="/" className="text-accent underline">
          Go to the note page
        </Link>
      </p>
    </div>
  );
}

import { Search } from 'lucide-react';
import { lazy, useEffect, useRef } from 'react';
import { Link, Router, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Button } from './components/button.tsx';
import { pageActionsId } from './components/page-actions.tsx';
import { Part } from './components/part.tsx';
import { EngineSilence } from './frame/engine-silence.tsx';
import { keepFocus } from './frame/focus-keeper.ts';
import { ModelNotice } from './frame/model-notice.tsx';
import { Navigation } from './frame/navigation.tsx';
import { PageTitle } from './frame/page-title.tsx';
import { PageView } from './frame/page-view.tsx';
import { pageAt } from './frame/pages.ts';
import { SettingsPopover } from './frame/settings-popover.tsx';
import { useShortcuts } from './frame/shortcuts.ts';
import { ThemeToggle } from './frame/theme-toggle.tsx';
import { Toaster } from './frame/toaster.tsx';
import { Tour } from './frame/tour.tsx';
import { type Overlay, showOverlay, useOverlays } from './shell/overlays.ts';

const CommandPalette = lazy(() => import('./frame/command-palette.tsx'));
const ShortcutsDialog = lazy(() => import('./frame/shortcuts-dialog.tsx'));

const OVERLAY_NAMES = { palette: 'The list of commands', shortcuts: 'The list of keys' } as const;

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
  const [location, navigate] = useLocation();
  const overlay = useOverlays((state) => state.overlay);
  useShortcuts(navigate);
  useEffect(keepFocus, []);
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
    <div className="tall:h-dvh flex min-h-dvh flex-col">
      <button
        type="button"
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-1 focus:rounded focus:bg-raised focus:px-3 focus:py-1.5"
        onClick={() => main.current?.focus()}
      >
        Skip to the page
      </button>
      <header className="flex items-center gap-x-3 border-b border-line bg-panel px-3 py-0.5 max-md:flex-wrap">
        <Link href="/" className="text-[15px] font-semibold tracking-tight">
          Locum
        </Link>
        {page !== null && <PageTitle page={page} />}
        <div
          id={pageActionsId}
          className="ml-auto flex flex-wrap items-center gap-2 max-md:order-last max-md:w-full max-md:pb-0.5 max-md:empty:hidden"
        />
        <ModelNotice page={page} />
        <Button look="quiet" aria-label="Find a command (Ctrl K)" onPress={() => showOverlay('palette')}>
          <Search aria-hidden />
        </Button>
        <SettingsPopover />
        <ThemeToggle />
      </header>
      <EngineSilence />
      <div className="flex min-h-0 flex-1 flex-col md:flex-row">
        <Navigation current={page} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <main
            ref={main}
            aria-label={page?.title}
            tabIndex={-1}
            className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-auto outline-none"
          >
            {page === null ? <NoSuchPage address={location} /> : <PageView page={page} />}
          </main>
          {page?.id === 'note' && <Tour />}
        </div>
      </div>
      {overlay !== null && (
        <Part key={overlay} name={OVERLAY_NAMES[overlay]} onDismiss={() => showOverlay(null)}>
          <OverlayView overlay={overlay} navigate={navigate} />
        </Part>
      )}
    </div>
  );
}

function OverlayView({ overlay, navigate }: { overlay: NonNullable<Overlay>; navigate: (path: string) => void }) {
  switch (overlay) {
    case 'palette':
      return <CommandPalette navigate={navigate} />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    default:
      return overlay satisfies never;
  }
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

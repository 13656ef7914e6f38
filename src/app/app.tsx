import { FlaskConical } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { SettingsPopover } from './components/settings-popover.tsx';
import { ThemeToggle } from './components/theme-toggle.tsx';

const NotePage = lazy(() => import('./pages/note/note-page.tsx'));

export function App() {
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <header className="flex items-center gap-3 border-b border-line bg-panel px-3 py-1">
        <h1 className="text-[15px] font-semibold tracking-tight">Locum</h1>
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
      <Suspense fallback={<main className="p-3 text-muted">Opening…</main>}>
        <NotePage />
      </Suspense>
    </div>
  );
}

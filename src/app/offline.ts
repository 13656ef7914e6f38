import { trustOwnScripts } from '../trusted-scripts.ts';

/** The app's own files are kept by a service worker, so that it starts without a network. Nothing of the user's is. */
export function startOffline(): void {
  // A development server changes its files at every moment; insecure addresses have no service workers.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  trustOwnScripts();
  addEventListener('load', () => {
    // Storage may be switched off: the app works all the same, while there is a network.
    navigator.serviceWorker.register(`${import.meta.env.BASE_URL}service-worker.js`).catch(() => {});
  });
  if (navigator.serviceWorker.controller === null)
    navigator.serviceWorker.addEventListener('controllerchange', guarded, { once: true });
}

/**
 * On a host that sends no policy, workers have one only once the service worker serves them: then the page begins again, a
 * moment after its first visit. Elsewhere there is nothing to do.
 */
async function guarded(): Promise<void> {
  const asked = await fetch(`${import.meta.env.BASE_URL}icon.svg?policy`, { method: 'HEAD' }).catch(() => null);
  if (asked?.ok && !asked.headers.has('Content-Security-Policy')) location.reload();
}

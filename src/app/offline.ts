/** The app's own files are kept by a service worker, so that it starts without a network. Nothing of the user's is. */
export function startOffline(): void {
  // A development server changes its files at every moment; insecure addresses have no service workers.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  addEventListener('load', () => {
    // Storage may be switched off: the app works all the same, while there is a network.
    navigator.serviceWorker.register(`${import.meta.env.BASE_URL}service-worker.js`).catch(() => {});
  });
}

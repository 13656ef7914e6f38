// Runs before the first paint, so that a dark page does not flash white. See src/app/stores/theme.ts.
(() => {
  let stored = null;
  try {
    stored = localStorage.getItem('locum.theme');
  } catch {
    // Storage is switched off: the system's theme it is.
  }
  const dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();

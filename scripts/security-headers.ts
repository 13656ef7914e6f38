/**
 * What the browser is told to enforce: nothing the user types, loads or generates leaves the machine.
 * The one place for it: the production server, `vite preview` and `vite dev` send these headers, and the build
 * writes the policy into `index.html` too, so that it holds on a static host that sends none.
 */

const POLICY: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

function serialise(policy: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

/** For `<meta http-equiv>`: without `frame-ancestors`, which browsers heed in a header only. */
export const metaPolicy: string = serialise(POLICY);

export const contentSecurityPolicy: string = serialise({ ...POLICY, 'frame-ancestors': ["'none'"] });

/** Headers for every response, scripts of workers included: a worker obeys the policy it was served with. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Vite's development server injects inline scripts and styles and talks over a WebSocket; the rest stays closed. */
export const developmentHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': serialise({
    ...POLICY,
    'script-src': ["'self'", "'wasm-unsafe-eval'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", 'ws:'],
    'frame-ancestors': ["'none'"],
  }),
};

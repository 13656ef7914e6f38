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
  'manifest-src': ["'self'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  // Text never becomes markup or script, and only files of our own become workers: `trusted-scripts.ts`.
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

function serialise(policy: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

/**
 * Model hosts and endpoints that the user has switched on. The page itself never gets them: whatever holds the user's
 * text stays at `connect-src 'self'` for good. A dedicated worker obeys the policy that its script was served with, so
 * the one worker that is to reach a host is started from `…worker.js?connect=<origins>`, and whoever serves the script
 * – this server, the service worker on a static host – adds exactly these origins to that one response. What is in
 * force can be read from the address; there is no state to get out of step, and switching a host off ends the worker.
 *
 * Three scripts can be asked for so: `models`, which downloads and sees no text; `engine`, for an endpoint (a base
 * model behind an address that the user has typed in), which has to be sent the text it continues; and `fhir`, which sends one
 * note to the record system whose address the user has typed in, and ends.
 */
const CONNECTING_SCRIPT = /\/(?:models|engine|fhir)\.worker(?:-[\w-]+\.js|\.ts)$/;
const CONNECT_PARAMETER = 'connect';
/** An origin, never a path; or all subdomains of the one host that sends its files from many. */
const SOURCE =
  /^https?:\/\/(?:(?:[a-z0-9-]+\.)*[a-z0-9-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$|^https:\/\/\*\.(?:hf\.co|huggingface\.co)$/;
const MOST_SOURCES = 16;

/** The address of a worker's script that may connect to `sources` beside the app's own origin. */
export function withConnections(script: string, sources: readonly string[]): string {
  if (sources.length === 0) return script;
  return `${script}${script.includes('?') ? '&' : '?'}${CONNECT_PARAMETER}=${encodeURIComponent(sources.join(' '))}`;
}

/** The origins that an address of a worker's script asks for; none for any other address, or when one of them is malformed. */
export function connectionsOf(address: string): readonly string[] {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const asked = searchParams.get(CONNECT_PARAMETER);
  if (asked === null || !CONNECTING_SCRIPT.test(pathname)) return [];
  const sources = asked.split(' ');
  return sources.length <= MOST_SOURCES && sources.every((source) => SOURCE.test(source)) ? sources : [];
}

/** For `<meta http-equiv>`: without `frame-ancestors`, which browsers heed in a header only. */
export const metaPolicy: string = serialise(POLICY);

const contentSecurityPolicy: string = serialise({ ...POLICY, 'frame-ancestors': ["'none'"] });

/** Headers for every response, scripts of workers included: a worker obeys the policy it was served with. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // The microphone for recordings that are transcribed here: the browser asks the user, and nothing of them leaves the page.
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
};

/** Headers for the response to `address`: the same for all but a worker's script that names origins. */
export function headersFor(
  address: string,
  headers: Readonly<Record<string, string>> = securityHeaders,
): Readonly<Record<string, string>> {
  const sources = connectionsOf(address);
  if (sources.length === 0) return headers;
  const policy = headers['Content-Security-Policy'] ?? '';
  return {
    ...headers,
    'Content-Security-Policy': policy.replace("connect-src 'self'", ["connect-src 'self'", ...sources].join(' ')),
  };
}

const { 'require-trusted-types-for': _, 'trusted-types': __, ...WITHOUT_TRUSTED_TYPES } = POLICY;

/** Vite's development server injects inline scripts, markup and styles and talks over a WebSocket; the rest stays closed. */
export const developmentHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  'Content-Security-Policy': serialise({
    ...WITHOUT_TRUSTED_TYPES,
    'script-src': ["'self'", "'wasm-unsafe-eval'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", 'ws:'],
    'frame-ancestors': ["'none'"],
  }),
};

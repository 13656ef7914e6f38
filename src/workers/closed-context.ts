/**
 * Takes from the service worker's context what could reach another origin. Its one script needs none of it, and on a static
 * host no policy holds there: the service worker comes before the headers that it brings.
 */

/** Of `globalThis`: connections of their own, and scripts from elsewhere. */
const CONNECTIONS = [
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'importScripts',
  'BackgroundFetchManager',
];
/** Methods that fetch or open an address without `fetch`, by the class that has them. */
const METHODS = { Cache: ['add', 'addAll'], Clients: ['openWindow'], WindowClient: ['navigate'] } as const;

/** Leaves `fetch`, for the app's own origin alone. A navigation's redirects are the browser's to follow; others end in an error. */
export function closeContext(): void {
  const { fetch, location } = globalThis;
  const fetchOwn: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) throw new TypeError('Only the app’s own origin is asked.');
    return fetch(request.mode === 'navigate' ? request : new Request(request, { redirect: 'error' }));
  };
  Object.defineProperty(globalThis, 'fetch', { value: fetchOwn });
  for (const name of CONNECTIONS) Reflect.deleteProperty(globalThis, name);
  const scope = globalThis as unknown as Readonly<Record<string, { readonly prototype: object } | undefined>>;
  for (const [name, methods] of Object.entries(METHODS)) {
    for (const method of methods) Reflect.deleteProperty(scope[name]?.prototype ?? {}, method);
  }
}

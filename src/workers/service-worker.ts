/**
 * Keeps the app's own files, so that it starts without a network, and serves them with the headers that keep everything
 * on the machine – on a static host that sends none, too. It never touches another origin, nor models, nor anything the
 * user has typed: those requests pass by it, and the policy of whoever made them decides. Text that another program
 * shares with the app reaches the page through its memory, and no server.
 */
import { headersFor } from '../policy.ts';
import { closeContext } from './closed-context.ts';
import { isShare, readShared, SHARED_PAGE, type Shared } from './shared-text.ts';

/** The part of a service worker's scope that is used; TypeScript's DOM library leaves it out. */
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface ServiceWorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** Paths below the scope, and a digest of all of them: put here by `scripts/offline.ts`. */
declare const __APP_FILES__: readonly string[];
declare const __APP_VERSION__: string;

const scope = self as unknown as ServiceWorkerScope;
const PREFIX = 'locum-app-';
const CACHE = PREFIX + __APP_VERSION__;
const FILES = new Set(__APP_FILES__);
const PAGE = 'index.html';

/** Until the page that it opens asks for it, or this worker ends. */
let shared: Shared | null = null;

closeContext();

scope.addEventListener('install', (event) => event.waitUntil(keepFiles()));
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const file = fileOf(request);
  if (isShare(request, scope.registration.scope)) event.respondWith(takeShared(request));
  else if (file !== null) event.respondWith(answer(request, file));
});
// The one message there is.
scope.addEventListener('message', ({ ports: [port] }) => {
  port?.postMessage(shared);
  shared = null;
});

async function takeShared(request: Request): Promise<Response> {
  shared = await readShared(request);
  return Response.redirect(addressOf(SHARED_PAGE), 303);
}

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the HTTP cache: a stale file would be kept for as long as this version is.
  const keep = async (file: string): Promise<void> => {
    const response = await fetch(addressOf(file), { cache: 'reload' });
    if (!response.ok) throw new TypeError(`${file}: HTTP status ${response.status}`);
    await cache.put(addressOf(file), response);
  };
  await Promise.all([...FILES].map(keep));
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await scope.clients.claim();
}

function addressOf(file: string): string {
  return new URL(file, scope.registration.scope).href;
}

/** The file of the app that is asked for; null for everything else. */
function fileOf(request: Request): string | null {
  const { origin, pathname } = new URL(request.url);
  const home = new URL(scope.registration.scope);
  if (request.method !== 'GET' || origin !== home.origin || !pathname.startsWith(home.pathname)) return null;
  const path = decodeURIComponent(pathname.slice(home.pathname.length));
  if (path === '' || path === PAGE) return request.mode === 'navigate' ? PAGE : null;
  return FILES.has(path) ? path : null;
}

/** Vite puts a hash of the content into names under assets/: what is kept is what is wanted. The rest is asked for first. */
async function answer(request: Request, file: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(addressOf(file));
  if (file.startsWith('assets/')) return withHeaders(kept ?? (await fetch(request)), request.url);
  try {
    return withHeaders(await fetch(request), request.url);
  } catch (thrown) {
    if (kept === undefined) throw thrown;
    return withHeaders(kept, request.url);
  }
}

function withHeaders(response: Response, address: string): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(address))) headers.set(name, value);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

/** Text that is shared with the app reaches the page through the service worker, and no server. */
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import manifest from '../../public/manifest.webmanifest?raw';
import { askForShared, isForShared } from './shared-text.ts';

const SCOPE = 'http://app.test/x/';
const listeners = new Map<string, (event: object) => void>();
const fetched = vi.fn(async () => new Response());
const { share_target: target } = JSON.parse(manifest);

beforeAll(async () => {
  vi.stubGlobal('self', {
    registration: { scope: SCOPE },
    addEventListener: (type: string, listener: (event: object) => void) => void listeners.set(type, listener),
  });
  vi.stubGlobal('location', new URL(SCOPE));
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('__APP_FILES__', ['index.html']);
  vi.stubGlobal('__APP_VERSION__', '0');
  await import('./service-worker.ts');
});
beforeEach(() => void fetched.mockClear());

/** What the browser sends in the other program's name. @returns the answer; undefined where the network gives it */
function send(path: string, fields: Readonly<Record<string, string | File>>): Promise<Response> | undefined {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const request = new Request(new URL(path, SCOPE), { method: target.method, body });
  Object.defineProperty(request, 'mode', { value: 'navigate' });
  let answer: Promise<Response> | undefined;
  const respondWith = (given: Promise<Response>): void => {
    answer = given;
  };
  listeners.get('fetch')?.({ request, respondWith });
  return answer;
}

const worker = {
  postMessage: (data: unknown, ports: readonly MessagePort[]) => listeners.get('message')?.({ data, ports }),
} as unknown as ServiceWorker;

it('takes text at the address of the manifest, and hands it over once', async () => {
  const answer = await send(target.action, { [target.params.text]: 'Patient: Shared.' });
  expect(answer?.status).toBe(303);
  const opened = new URL(answer?.headers.get('location') ?? '');
  expect(opened.href.startsWith(SCOPE)).toBe(true);
  expect(isForShared(opened.search)).toBe(true);
  expect(opened.href).not.toContain('Shared.');
  expect(await askForShared(worker)).toEqual({ text: 'Patient: Shared.', file: null });
  expect(await askForShared(worker)).toBeNull();
  expect(fetched).not.toHaveBeenCalled();
});

it('takes a file', async () => {
  const [{ name, accept }] = target.params.files;
  expect(accept).toContain('.txt');
  await send(target.action, { [name]: new File(['Patient: In a file.'], 'visit.txt', { type: 'text/plain' }) });
  const shared = await askForShared(worker);
  expect(shared?.file?.name).toBe('visit.txt');
  expect(new TextDecoder().decode(shared?.file?.bytes)).toBe('Patient: In a file.');
  expect(fetched).not.toHaveBeenCalled();
});

it('leaves to the network what is posted elsewhere', () => {
  expect(send('elsewhere', { text: 'x' })).toBeUndefined();
  expect(isForShared('?other')).toBe(false);
});

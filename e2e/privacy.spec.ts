/**
 * Nothing leaves the machine: the browser itself refuses every other origin, for the page and for its worker. All ways out that
 * we know of are tried by `npm run e2e:egress`; here are those that no policy closes.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import sirv from 'sirv';
import { attempt } from '../e2e-egress/attempt.ts';
import { listen, OPEN_PAGE } from '../e2e-egress/listener.ts';
import { NotePage, SHORT_DIALOGUE } from './pages/note-page.ts';

test('page and worker cannot reach another origin, and text is never markup', async ({ page }) => {
  const reached: string[] = [];
  const elsewhere = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    response.end('{}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  const target = `http://127.0.0.1:${port}/leak`;
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));

  const note = new NotePage(page);
  await note.open();
  const hostile = `<img src="${target}?markup" onerror="fetch('${target}?script')"><script>alert(1)</script>`;
  await note.dialogue.fill(`${SHORT_DIALOGUE}\nPatient: ${hostile}`);
  await note.setMaxTokens(20);
  await note.write();
  await expect(page.locator('main img, main script')).toHaveCount(0);

  const attempt = async (url: string) => {
    try {
      await fetch(url, { mode: 'no-cors' });
      return 'reached';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : String(error);
    }
  };
  expect(await page.evaluate(attempt, `${target}?page`)).toBe('refused');
  const worker = page.workers()[0];
  expect(worker).toBeDefined();
  expect(await worker?.evaluate(attempt, `${target}?worker`)).toBe('refused');
  const violation = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        const image = new Image();
        image.src = url;
      }),
    `${target}?image`,
  );
  expect(violation).toBe('img-src');

  // The server is there and answers whoever may ask: the refusals were the policy's doing.
  expect((await fetch(`${target}?control`)).status).toBe(200);
  expect(reached).toEqual(['/leak?control']);
  const own = new URL(page.url()).origin;
  expect(requested.filter((url) => !url.startsWith(own) && !url.startsWith(target))).toEqual([]);
  // Settings that were changed are remembered; nothing of what was typed or generated is.
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    clinical: /cough|lungs/i.test(JSON.stringify(localStorage)),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  expect(kept).toEqual({
    local: ['locum.roles', 'locum.note-settings'],
    clinical: false,
    session: [],
    databases: 0,
    caches: 0,
  });
  await new Promise((resolve) => elsewhere.close(resolve));
});

test('every response carries the policy', async ({ request }) => {
  for (const path of ['/', '/theme.js', '/models/demo-base/config.json', '/nowhere']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy']).toContain("connect-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('script in the page cannot lead elsewhere, use WebRTC or write markup', async ({ browser, baseURL }) => {
  const listener = await listen();
  const context = await browser.newContext();
  const page = baseURL ?? '';
  for (const name of [
    'navLocation',
    'windowOpen',
    'anchorDetached',
    'metaRefresh',
    'webrtcStun',
    'frameWebrtc',
    'markup',
  ]) {
    expect({ name, ...(await attempt(context, page, name, 'page', listener)) }).toMatchObject({ name, reached: [] });
  }
  // The same script gets out of a page without policy and guard.
  const control = await attempt(context, listener.origin + OPEN_PAGE, 'navLocation', 'control', listener);
  expect(control.reached).toHaveLength(1);
  await context.close();
  await listener.close();
});

/** A host that sends files and nothing else, the app somewhere below its root. */
async function bareHost(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const [path, files] = ['/x/y', sirv('dist', { dev: true })];
  const host = createServer((request, response) => {
    const { url = '/' } = request;
    if (!url.startsWith(`${path}/`)) return void response.writeHead(404).end();
    request.url = url.slice(path.length);
    files(request, response);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(host.address() as AddressInfo).port}${path}/`,
    close: () => {
      host.closeAllConnections();
      return new Promise((resolve) => host.close(() => resolve()));
    },
  };
}

test('a worker that came without a policy takes no text, and says what to do', async ({ page }) => {
  const [host, elsewhere] = [await bareHost(), await listen()];
  await page.goto(host.url);
  const note = new NotePage(page);
  await note.dialogue.fill(`${SHORT_DIALOGUE}\nPatient: ${elsewhere.origin}/leak`);
  await note.generateButton.click();
  const alert = note.problem.first();
  await expect(alert).toContainText('This page is not guarded here');
  await expect(alert).toContainText('Reload the page');
  expect(elsewhere.reached).toEqual([]);
  await fetch(`${elsewhere.origin}/control`);
  expect(elsewhere.reached).toEqual(['GET /control']);
  await Promise.all([host.close(), elsewhere.close()]);
});

test('a static host that sends no policy has one from the first visit on, and the app starts without the host', async ({
  browser,
}) => {
  const host = await bareHost();
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  const errors: string[] = [];
  // Workers try a name that does not exist, to see that they are refused it.
  const isTrial = (text: string) => text.includes('https://policy.invalid');
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && !isTrial(message.text()) && !isTrial(url)) errors.push(message.text());
  });
  await page.goto(host.url);
  // It begins again by itself once the service worker brings the policy.
  await page.waitForFunction(
    () =>
      navigator.serviceWorker.controller !== null &&
      performance.getEntriesByType('navigation').some((entry) => 'type' in entry && entry.type === 'reload'),
  );
  const note = new NotePage(page);
  await note.dialogue.fill(SHORT_DIALOGUE);
  await note.setMaxTokens(10);
  await note.write();
  expect(errors).toEqual([]);
  const client = await context.newCDPSession(page);
  const manifest = await client.send('Page.getAppManifest');
  expect(manifest).toMatchObject({ url: `${host.url}manifest.webmanifest`, errors: [] });
  for (const { src } of JSON.parse(manifest.data ?? '').icons) {
    expect((await page.request.get(`${host.url}${src}`)).headers()['content-type']).toMatch(/^image\//);
  }
  // Contexts of tests are private windows, which install nothing; nothing else stands in the way.
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors');
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  await test.step('the browser’s offer to install the app waits in Settings', async () => {
    await page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      const prompt = async () =>
        void document.documentElement.setAttribute('data-prompted', String(offer.defaultPrevented));
      dispatchEvent(Object.assign(offer, { prompt }));
      location.hash = '#/settings';
    });
    await page.getByRole('button', { name: 'Install Locum…' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-prompted', 'true');
    await expect(page.getByRole('button', { name: 'Install Locum…' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Note', exact: true }).click();
  });
  await host.close();
  await page.reload();
  await expect(note.generateButton).toBeVisible();

  await test.step('text that another program shares is there, though the host is not', async () => {
    const { action, params } = JSON.parse(manifest.data ?? '').share_target;
    await page.goto('about:blank');
    await page.setContent(
      `<form method="post" enctype="multipart/form-data" action="${host.url}${action}"><input name="${params.text}"></form>`,
    );
    await page.locator('input').fill('Patient: Shared from elsewhere.');
    await page.evaluate(() => document.forms[0]?.submit());
    await expect(note.dialogue).toHaveValue('Patient: Shared from elsewhere.');
    expect(new URL(page.url()).search).toBe('');
  });
  await context.close();
});

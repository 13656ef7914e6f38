/** A document on its way to a server, and what comes back. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sendFhir } from './send.ts';

const BUNDLE = '{"resourceType":"Bundle"}';
const server = createServer();
let address: string;
beforeEach(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`;
});
afterEach(() => {
  server.removeAllListeners('request');
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

/** @returns what is asked of the server, each answered so */
function answering(status: number, headers: Record<string, string>, body = '') {
  const asked: { readonly request: IncomingMessage; readonly body: string }[] = [];
  server.on('request', async (request: IncomingMessage, response: ServerResponse) => {
    asked.push({ request, body: await text(request) });
    response.writeHead(status, headers).end(body);
  });
  return asked;
}

it('creates the document below the base, with the token and nothing of the browser', async () => {
  const asked = answering(201, { location: 'Bundle/7/_history/1' });
  expect(await sendFhir(BUNDLE, { address, token: 'secret' })).toBe('Bundle/7/_history/1');
  expect(asked).toHaveLength(1);
  const [{ request, body } = { request: null, body: '' }] = asked;
  expect(body).toBe(BUNDLE);
  expect(request).toMatchObject({ method: 'POST', url: '/r4/Bundle' });
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer secret',
    'content-type': 'application/fhir+json',
    prefer: 'return=minimal',
  });
  expect(request?.headers.cookie).toBeUndefined();
  expect(request?.headers.referer).toBeUndefined();
});

it('asks without a token where there is none', async () => {
  const asked = answering(200, {});
  expect(await sendFhir(BUNDLE, { address })).toBeNull();
  expect(asked[0]?.request.headers.authorization).toBeUndefined();
});

it('tells what the server finds amiss', async () => {
  const issue = [{ severity: 'error', code: 'invalid', diagnostics: 'No subject.' }];
  answering(422, {}, JSON.stringify({ resourceType: 'OperationOutcome', issue }));
  await expect(sendFhir(BUNDLE, { address })).rejects.toMatchObject({
    code: 'endpoint-failed',
    message: expect.stringContaining('(status 422): No subject.'),
  });
});

it.each([401, 403])('says of status %i that the token will not do', async (status) => {
  answering(status, {}, '<html>no FHIR</html>');
  await expect(sendFhir(BUNDLE, { address })).rejects.toMatchObject({ code: 'endpoint-refused' });
});

it('does not follow a server that sends the note elsewhere', async () => {
  const asked = answering(307, { location: '/elsewhere' });
  await expect(sendFhir(BUNDLE, { address })).rejects.toMatchObject({ code: 'endpoint-unreachable' });
  expect(asked.map(({ request }) => request.url)).toEqual(['/r4/Bundle']);
});

it.each(['fhir.hospital.example', 'ftp://a.example', 'https://a.example/r4?x=1', 'https://me:secret@a.example/r4'])(
  'does not take %s for an address',
  async (typed) => {
    await expect(sendFhir(BUNDLE, { address: typed })).rejects.toMatchObject({ code: 'bad-argument' });
  },
);

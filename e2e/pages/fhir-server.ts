/** A record system's FHIR server, as a page of another origin meets it: it keeps what it is sent under the right token. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface FhirServer {
  readonly address: string;
  /** `METHOD path`, preflights included, in order. */
  readonly asked: readonly string[];
  /** Documents, in order. */
  readonly kept: readonly string[];
  close(): Promise<void>;
}

export async function fhirServer(token: string): Promise<FhirServer> {
  const [asked, kept]: [string[], string[]] = [[], []];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    asked.push(`${method} ${url}`);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, prefer');
    response.setHeader('Access-Control-Expose-Headers', 'location');
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    const body = await text(request);
    if (headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end();
    response.writeHead(201, { Location: `Bundle/${kept.push(body)}` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/r4`,
    asked,
    kept,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

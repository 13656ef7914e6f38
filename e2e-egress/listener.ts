/** Who waits outside: a web server, a TCP port and a TURN server. Each notes what reaches it. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

export interface Listener {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  readonly ports: { readonly web: number; readonly raw: number; readonly udp: number };
  /** In words, in order. */
  readonly reached: readonly string[];
  close(): Promise<void>;
}

/** A page without any policy, in which every channel is open that this browser has at all. */
export const OPEN_PAGE = '/open-page';

const ALLOCATE = 0x0003;
const REFUSED = 0x0113;
const [ERROR_CODE, REALM, NONCE] = [0x0009, 0x0014, 0x0015];

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** 401 with a nonce (RFC 8656): then the client sends its user name, which is text of the page's choosing. */
function unauthorized(request: Buffer): Buffer {
  const code = Buffer.concat([Buffer.from([0, 0, 4, 1]), Buffer.from('Unauthorized')]);
  const body = [attribute(ERROR_CODE, code), attribute(REALM, Buffer.from('r')), attribute(NONCE, Buffer.from('n'))];
  const head = Buffer.alloc(20);
  head.writeUInt16BE(REFUSED);
  head.writeUInt16BE(Buffer.concat(body).length, 2);
  request.copy(head, 4, 4, 20);
  return Buffer.concat([head, ...body]);
}

export async function listen(): Promise<Listener> {
  const reached: string[] = [];
  const web = createServer((request, response) => {
    if (request.url === OPEN_PAGE) {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      return void response.end('<!doctype html><title>Open</title><style></style><main>Open</main>');
    }
    if (request.url !== '/favicon.ico') reached.push(`${request.method} ${request.url}`);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': request.url?.endsWith('.js') ? 'text/javascript' : 'text/html',
    });
    response.end();
  });
  web.on('upgrade', (request, socket) => {
    reached.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  const raw = createTcpServer((socket) => {
    reached.push('TCP connection');
    socket.on('error', () => {});
    socket.on('data', () => socket.destroy());
  });
  const udp = createSocket('udp4');
  udp.on('message', (message, { port, address }) => {
    const said = /PATIENT[\w -]*/.exec(message.toString('latin1'))?.[0];
    reached.push(said === undefined ? 'STUN packet' : `TURN user name “${said}”`);
    if (message.readUInt16BE(0) === ALLOCATE && said === undefined) udp.send(unauthorized(message), port, address);
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
  const ports = { web: portOf(web), raw: portOf(raw), udp: portOf(udp) };
  return {
    origin: `http://127.0.0.1:${ports.web}`,
    ports,
    reached,
    close: async () => {
      web.closeAllConnections();
      await Promise.all([web, raw, udp].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

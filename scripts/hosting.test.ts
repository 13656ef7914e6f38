/** The examples for other people's servers send the headers that ours does, as they are written and, where a server is installed, in it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { securityHeaders } from '../src/policy.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'hosting');

/** A server as its package brings it, in the foreground. */
interface Host {
  readonly program: string;
  readonly example: string;
  /** Its whole configuration around the example. */
  readonly configuration: (example: string, at: { port: number; folder: string; program: string }) => string;
  readonly args: (configuration: string) => readonly string[];
}

const HOSTS: readonly Host[] = [
  {
    program: 'nginx',
    example: 'nginx.conf',
    configuration: (example, { port, folder }) => `
      daemon off; pid ${folder}/pid; error_log stderr; events {}
      http {
        access_log off;
        ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((use) => `${use}_temp_path ${folder}/${use};`).join(' ')}
        server { listen 127.0.0.1:${port}; ${example} }
      }`,
    args: (configuration) => ['-c', configuration, '-e', 'stderr'],
  },
  {
    program: 'caddy',
    example: 'Caddyfile',
    configuration: (example, { port }) =>
      `{\n\tadmin off\n}\n${example.replace('chart.example.org', `http://127.0.0.1:${port}`)}`,
    args: (configuration) => ['run', '--adapter', 'caddyfile', '--config', configuration],
  },
  {
    program: 'apache2',
    example: 'apache.conf',
    configuration: (example, { port, folder, program }) => {
      const modules = join(dirname(program), '..', 'lib', 'apache2', 'modules');
      const load = (name: string) => `LoadModule ${name}_module ${modules}/mod_${name}.so`;
      return `
        ServerRoot ${folder}
        ServerName localhost
        Listen 127.0.0.1:${port}
        PidFile ${folder}/pid
        ErrorLog ${folder}/errors
        User nobody
        Mutex file:${folder}
        ${['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'headers'].map(load).join('\n')}
        TypesConfig /dev/null
        ${example}`;
    },
    args: (configuration) => ['-X', '-f', configuration],
  },
];

function programAt(name: string): string | undefined {
  const places = `${process.env.PATH}${delimiter}/usr/sbin`.split(delimiter).map((place) => join(place, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

it.each(HOSTS)('$example says every header of the policy', ({ example }) => {
  const text = readFileSync(join(FOLDER, example), 'utf8');
  const sent = [
    ...text.matchAll(/^\s*(?:add_header |Header always set )?([A-Z][\w-]+) (?:"([^"]+)"|(\S+?))(?: always;)?$/gm),
  ];
  const headers = Object.fromEntries(sent.map(([, header, quoted, plain]) => [header, quoted ?? plain]));
  expect(headers).toMatchObject(securityHeaders);
});

const FILES = {
  'index.html': ['text/html', '<!doctype html><title>The app</title>'],
  'app.js': ['javascript', 'export {};'],
  'kernels.wasm': ['application/wasm', '\0asm'],
  'manifest.webmanifest': ['application/manifest+json', '{}'],
} as const;

describe.each(HOSTS)('$program', ({ program: name, example, configuration, args }) => {
  const program = programAt(name);

  it.runIf(program)(
    `sends them, and the app's files as what they are (skipped where there is no ${name})`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'locum-hosting-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const app = join(folder, 'app');
      mkdirSync(app);
      // Servers that root starts read as somebody else.
      for (const place of [folder, app]) chmodSync(place, 0o777);
      for (const [file, [, text]] of Object.entries(FILES)) writeFileSync(join(app, file), text);
      const port = await freePort();
      const written = readFileSync(join(FOLDER, example), 'utf8').replaceAll('/srv/locum', app);
      const whole = join(folder, 'configuration');
      writeFileSync(whole, configuration(written, { port, folder, program: program ?? '' }));
      const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
      const child = spawn(program ?? '', args(whole), { env, stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      const ended = once(child, 'exit');
      onTestFinished(async () => {
        child.kill();
        await ended;
      });
      const url = `http://127.0.0.1:${port}/locum/`;
      while (!(await fetch(url).catch(() => null))) {
        if (child.exitCode !== null) throw new Error(said);
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (const [file, [type, text]] of [['', FILES['index.html']] as const, ...Object.entries(FILES)]) {
        const response = await fetch(url + file);
        expect(await response.text(), said).toBe(text);
        expect(response.headers.get('content-type') ?? '', file).toContain(type);
        expect(Object.fromEntries(response.headers)).toMatchObject(lowerCased(securityHeaders));
      }
    },
  );
});

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

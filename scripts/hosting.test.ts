/** The examples for other people's servers send the headers that ours does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { securityHeaders } from '../src/policy.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'hosting');

it.each(['nginx.conf', 'Caddyfile', 'apache.conf'])('%s sends every header of the policy', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const sent = [
    ...text.matchAll(/^\s*(?:add_header |Header always set )?([A-Z][\w-]+) (?:"([^"]+)"|(\S+?))(?: always;)?$/gm),
  ];
  const headers = Object.fromEntries(sent.map(([, header, quoted, plain]) => [header, quoted ?? plain]));
  expect(headers).toMatchObject(securityHeaders);
});

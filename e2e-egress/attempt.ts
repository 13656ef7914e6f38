/** One channel, tried by script in a page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import type { Listener } from './listener.ts';

export interface Attempt {
  /** What came to the listener; empty when nothing did. */
  readonly reached: readonly string[];
  /** What the script saw: that it ran, or what was thrown, and what the policy objected to. */
  readonly told: string;
}

const CHANNELS = readFileSync(join(import.meta.dirname, 'channels.js'), 'utf8');
const ANSWER_MS = 2500;
/** What is on its way has arrived by then: everything is on one machine. */
const SETTLE_MS = 600;

export function channelNames(): readonly string[] {
  const scope: { channelsTo?: (ports: object) => object } = {};
  new Function('globalThis', CHANNELS)(scope);
  return Object.keys(scope.channelsTo?.({}) ?? {});
}

/** @param label told apart in host names: which page it is */
export async function attempt(
  context: BrowserContext,
  address: string,
  name: string,
  label: string,
  listener: Listener,
): Promise<Attempt> {
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('main').first().waitFor();
  const before = listener.reached.length;
  await page.evaluate(CHANNELS);
  // In a task of its own: what the debugger evaluates may do what the policy forbids, as long as it is at it.
  const told = await page
    .evaluate(
      ({ channel, target, ports, wait }) =>
        new Promise<string>((resolve) => {
          const objections = new Set<string>();
          addEventListener('securitypolicyviolation', (event) => objections.add(event.effectiveDirective));
          const { channelsTo } = globalThis as unknown as {
            channelsTo(ports: object): Record<string, (url: string) => unknown>;
          };
          setTimeout(async () => {
            const answer = (async () => channelsTo(ports)[channel]?.(target))();
            const silence = new Promise((ended) => setTimeout(() => ended('no answer'), wait));
            const outcome = await Promise.race([answer.then(() => 'ran'), silence]).catch((thrown: unknown) => {
              const text = String(thrown);
              return text.length > 70 ? `${text.slice(0, 70)}…` : text;
            });
            setTimeout(() => resolve([outcome, ...objections].join(', ')), 100);
          });
        }),
      { channel: name, target: `${listener.origin}/${name}`, ports: { ...listener.ports, label }, wait: ANSWER_MS },
    )
    .catch(() => 'the page is gone');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  for (const open of context.pages()) await open.close();
  return { reached: listener.reached.slice(before), told };
}

import { describe, expect, it } from 'vitest';
import { deferred } from './deferred.ts';
import { Cancelled } from './errors.ts';
import { Turns } from './turns.ts';

describe('turns', () => {
  it('begins a task when the one before it has ended, however it ended', async () => {
    const turns = new Turns();
    const seen: string[] = [];
    const first = deferred<void>();
    const failing = turns.take(async () => {
      seen.push('first');
      await first.promise;
      throw new Error('broken');
    });
    const second = turns.take(async () => {
      seen.push('second');
      return 2;
    });
    await Promise.resolve();
    await Promise.resolve();
    expect(seen).toEqual(['first']);
    first.resolve();
    await expect(failing).rejects.toThrow('broken');
    expect(await second).toBe(2);
    expect(seen).toEqual(['first', 'second']);
  });

  it('lets whoever waits leave at once, and never begins what was left', async () => {
    const turns = new Turns();
    const first = deferred<void>();
    const running = turns.take(() => first.promise);
    const controller = new AbortController();
    let begun = false;
    const waiting = turns.take(async () => {
      begun = true;
    }, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toBeInstanceOf(Cancelled);
    first.resolve();
    await running;
    await turns.take(() => {});
    expect(begun).toBe(false);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchIdle } from './auto-lock.ts';

describe('watchIdle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('waits anew with every sign of life, and tells once', () => {
    const target = new EventTarget();
    const idle = vi.fn();
    watchIdle(target, 1000, idle);
    vi.advanceTimersByTime(900);
    target.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(900);
    expect(idle).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(idle).toHaveBeenCalledOnce();
    target.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(5000);
    expect(idle).toHaveBeenCalledOnce();
  });

  it.each(['visibilitychange', 'focus', 'resume', 'keydown'])(
    'tells at once, by %s, when the machine slept meanwhile and its timers with it',
    (event) => {
      const target = new EventTarget();
      const idle = vi.fn();
      watchIdle(target, 300_000, idle);
      vi.setSystemTime(Date.now() + 3_600_000);
      expect(idle).not.toHaveBeenCalled();
      target.dispatchEvent(new Event(event));
      expect(idle).toHaveBeenCalledOnce();
    },
  );

  it('tells soon after the machine woke though no event came', () => {
    const idle = vi.fn();
    watchIdle(new EventTarget(), 300_000, idle);
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(10_000);
    expect(idle).toHaveBeenCalledOnce();
  });

  it('tells nothing after its end', () => {
    const idle = vi.fn();
    watchIdle(new EventTarget(), 1000, idle)();
    vi.advanceTimersByTime(5000);
    expect(idle).not.toHaveBeenCalled();
  });
});

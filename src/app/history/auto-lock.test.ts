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

  it('tells nothing after its end', () => {
    const idle = vi.fn();
    watchIdle(new EventTarget(), 1000, idle)();
    vi.advanceTimersByTime(5000);
    expect(idle).not.toHaveBeenCalled();
  });
});

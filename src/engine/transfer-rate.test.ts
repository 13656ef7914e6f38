import { describe, expect, test } from 'vitest';
import { TransferRate } from './transfer-rate.ts';

describe('the pace of a transfer', () => {
  test('is unknown until there are two readings apart', () => {
    const rate = new TransferRate();
    expect(rate.pace(100)).toEqual({ bytesPerSecond: null, secondsLeft: null });
    rate.add(0, 0);
    expect(rate.pace(100).bytesPerSecond).toBeNull();
  });

  test('is bytes over time, and says how long the rest takes', () => {
    const rate = new TransferRate();
    rate.add(0, 1000);
    rate.add(500, 2000);
    expect(rate.pace(10_000)).toEqual({ bytesPerSecond: 2000, secondsLeft: 4 });
    expect(rate.pace(null)).toEqual({ bytesPerSecond: 2000, secondsLeft: null });
  });

  test('forgets what is more than five seconds past', () => {
    const rate = new TransferRate();
    rate.add(0, 0);
    rate.add(1000, 100_000);
    for (let second = 2; second <= 10; second++) rate.add(second * 1000, 100_000 + second * 10);
    expect(rate.pace(null).bytesPerSecond).toBeCloseTo(10, 6);
  });

  test('starts anew when a file is started again', () => {
    const rate = new TransferRate();
    rate.add(0, 5000);
    rate.add(1000, 0);
    rate.add(2000, 300);
    expect(rate.pace(600)).toEqual({ bytesPerSecond: 300, secondsLeft: 1 });
  });
});

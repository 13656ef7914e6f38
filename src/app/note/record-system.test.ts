/** How a record system opens the page. */
import { afterEach, expect, it, vi } from 'vitest';
import { takeSmartLaunch, useRecordSystem } from './record-system.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  useRecordSystem.setState(useRecordSystem.getInitialState());
});

/** @returns the page's address afterwards */
function opened(address: string): string {
  const left = { address };
  vi.stubGlobal('history', {
    state: null,
    replaceState: (_: unknown, __: string, url: URL) => (left.address = url.href),
  });
  takeSmartLaunch(address);
  return left.address;
}

it('proposes the server of the system that opened it, and keeps neither in the address', () => {
  const iss = encodeURIComponent('https://ehr.example/fhir');
  expect(opened(`https://locum.example/?iss=${iss}&launch=xyz&lang=en#/tasks`)).toBe(
    'https://locum.example/?lang=en#/tasks',
  );
  const address = 'https://ehr.example/fhir/';
  expect(useRecordSystem.getState()).toEqual({ address, openedFrom: address });
});

it.each(['javascript:alert(1)', 'ehr', 'https://me:secret@ehr.example'])('proposes nothing for %s', (iss) => {
  expect(opened(`https://locum.example/?iss=${encodeURIComponent(iss)}&launch=1`)).toBe('https://locum.example/');
  expect(useRecordSystem.getState()).toEqual({ address: '', openedFrom: null });
});

it('leaves other addresses alone', () => {
  for (const address of ['https://locum.example/', 'https://locum.example/?iss=https%3A%2F%2Fehr.example']) {
    expect(opened(address)).toBe(address);
  }
  expect(useRecordSystem.getState().openedFrom).toBeNull();
});

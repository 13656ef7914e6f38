/** The history's state in two tabs of one browser: two instances of the module over one IndexedDB. */
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const PASSPHRASE = 'correct horse battery';
const NOTE = { title: 'Mrs A', dialogue: 'Doctor: Hello.', parts: [{ header: 'PLAN', text: 'Rest.' }] };

type Tab = Pick<
  typeof import('./history.ts'),
  'lookForHistory' | 'saveNote' | 'switchOff' | 'switchOn' | 'unlock' | 'useHistory'
>;

async function openTab(): Promise<Tab> {
  vi.resetModules();
  vi.stubGlobal('window', undefined);
  const tab = await import('./history.ts');
  // What shows it takes a window for a browser.
  vi.stubGlobal('window', new EventTarget());
  return tab;
}

function titles({ useHistory }: Tab): readonly string[] {
  return useHistory.getState().entries.map(({ title }) => title);
}

afterEach(() => void vi.unstubAllGlobals());

describe('two tabs', () => {
  let a: Tab;
  let b: Tab;
  beforeEach(async () => {
    vi.stubGlobal('indexedDB', new IDBFactory());
    a = await openTab();
    b = await openTab();
    await Promise.all([a.lookForHistory(), b.lookForHistory()]);
  });

  it('lose nothing when the history is switched on in both', async () => {
    expect(b.useHistory.getState().state).toBe('off');
    await a.switchOn(PASSPHRASE);
    await a.saveNote(NOTE);
    expect(await b.switchOn('another passphrase')).toBe(false);
    expect(b.useHistory.getState()).toMatchObject({ state: 'locked', problem: { code: 'history-changed' } });
    await a.saveNote({ ...NOTE, title: 'Mr B' });
    expect(titles(a)).toHaveLength(2);
    await b.unlock(PASSPHRASE);
    expect([...titles(b)].sort()).toEqual(['Mr B', 'Mrs A']);
  });

  it('see each other’s changes without looking', async () => {
    await a.switchOn(PASSPHRASE);
    await vi.waitUntil(() => b.useHistory.getState().state === 'locked');
    await b.unlock(PASSPHRASE);
    await a.saveNote(NOTE);
    await vi.waitUntil(() => titles(b).length === 1);
    await a.switchOff();
    await vi.waitUntil(() => b.useHistory.getState().state === 'off');
    expect(titles(b)).toEqual([]);
  });

  it('say so when one saves into a history that the other has ended and begun anew', async () => {
    await a.switchOn(PASSPHRASE);
    await b.lookForHistory();
    await b.unlock(PASSPHRASE);
    // Before the word of it can arrive.
    vi.stubGlobal('BroadcastChannel', undefined);
    await a.switchOff();
    await a.switchOn('another passphrase');
    expect(await b.saveNote(NOTE)).toBe(false);
    expect(b.useHistory.getState()).toMatchObject({ state: 'locked', problem: { code: 'history-changed' } });
    await a.lookForHistory();
    expect(a.useHistory.getState()).toMatchObject({ state: 'open', entries: [], unreadable: [] });
  });
});

it('a database that a newer version wrote is said to be so, and left alone', async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  const tab = await openTab();
  await new Promise<void>((resolve) => {
    const request = indexedDB.open('locum-history', 7);
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
  await tab.lookForHistory();
  const { state, problem } = tab.useHistory.getState();
  expect(state).toBe('unavailable');
  expect(problem?.message).toContain('newer version of Locum');
});

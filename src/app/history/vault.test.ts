import { describe, expect, it } from 'vitest';
import { type HistoryEntry, matches } from './entry.ts';
import { type StoredEntry, Vault, type VaultHead, type VaultStorage } from './vault.ts';

/** Few, so that the test is quick; that the app takes 600,000 is checked below. */
const ITERATIONS = 1000;
const PASSPHRASE = 'correct horse battery';

class MemoryStorage implements VaultStorage {
  kept: VaultHead | null = null;
  readonly stored = new Map<string, StoredEntry>();
  head = async () => this.kept;
  putHead = async (head: VaultHead) => {
    this.kept = head;
  };
  entries = async () => [...this.stored.values()];
  put = async (entries: readonly StoredEntry[]) => {
    for (const entry of entries) this.stored.set(entry.id, entry);
  };
  delete = async (id: string) => void this.stored.delete(id);
  clear = async () => {
    this.kept = null;
    this.stored.clear();
  };
}

const entry = (id: string, change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  savedAt: `2025-03-04T10:0${id}:00Z`,
  title: `Visit ${id}`,
  dialogue: 'Doctor: How are you?\nPatient: <b>Tired</b> 🤕',
  parts: [{ header: 'PLAN', text: 'Rest.' }],
  accepted: ['Rest.\nnegation\nx'],
  signature: { name: 'Dr Okafor', at: '2025-03-04T10:00:00Z' },
  origin: { models: [{ role: 'base', id: 'demo-base' }], method: 'proxy', alpha: 1, seed: 1 },
  ...change,
});

async function vaultWith(...entries: HistoryEntry[]) {
  const storage = new MemoryStorage();
  const vault = await Vault.create(storage, PASSPHRASE, ITERATIONS);
  await vault.save(...entries);
  return { storage, vault };
}

describe('Vault', () => {
  it('gives back what was saved, newest first', async () => {
    const { vault } = await vaultWith(entry('1'), entry('2'));
    expect(await vault.entries()).toEqual([entry('2'), entry('1')]);
  });

  it('opens with its passphrase and with no other', async () => {
    const { storage } = await vaultWith(entry('1'));
    expect(await (await Vault.unlock(storage, PASSPHRASE)).entries()).toEqual([entry('1')]);
    await expect(Vault.unlock(storage, `${PASSPHRASE} `)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(Vault.unlock(new MemoryStorage(), PASSPHRASE)).rejects.toMatchObject({ code: 'history-locked' });
  });

  it('takes a passphrase however its letters were composed', async () => {
    const storage = new MemoryStorage();
    await Vault.create(storage, 'Café am Fluß 12', ITERATIONS);
    await expect(Vault.unlock(storage, 'Cafe\u0301 am Fluß 12')).resolves.toBeInstanceOf(Vault);
  });

  it('refuses a short passphrase', async () => {
    await expect(Vault.create(new MemoryStorage(), 'hunter2')).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('stretches the passphrase 600,000 times', async () => {
    const storage = new MemoryStorage();
    await Vault.create(storage, PASSPHRASE);
    expect(storage.kept?.iterations).toBeGreaterThanOrEqual(600_000);
  });

  it('stores nothing that can be read', async () => {
    const { storage } = await vaultWith(entry('1'));
    const bytes = Buffer.concat([...storage.stored.values()].map(({ data }) => Buffer.from(data)));
    for (const word of ['Tired', 'Okafor', 'Visit', 'PLAN']) expect(bytes.includes(word)).toBe(false);
  });

  it('seals the same entry differently each time', async () => {
    const { storage, vault } = await vaultWith(entry('1'));
    const before = storage.stored.get('1')?.data;
    await vault.save(entry('1'));
    expect(storage.stored.get('1')?.data).not.toEqual(before);
  });

  it('notices entries that were changed or exchanged', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'));
    const [one, two] = [...storage.stored.values()] as [StoredEntry, StoredEntry];
    storage.stored.set('1', { ...two, id: '1' });
    await expect(vault.entries()).rejects.toMatchObject({ code: 'wrong-passphrase' });
    const data = one.data.slice();
    data[3] = (data[3] ?? 0) ^ 1;
    storage.stored.set('1', { ...one, data });
    await expect(vault.entries()).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('forgets what is deleted', async () => {
    const { vault } = await vaultWith(entry('1'), entry('2'));
    await vault.delete('1');
    expect(await vault.entries()).toEqual([entry('2')]);
  });
});

describe('export and import', () => {
  it('carry everything to another vault, under the passphrase of the file', async () => {
    const { vault } = await vaultWith(entry('1'), entry('2'));
    const file = await vault.exportAll();
    expect(file).not.toContain('Tired');
    const other = await Vault.create(new MemoryStorage(), 'another passphrase', ITERATIONS);
    await other.save(entry('2', { title: 'Mine' }));
    await expect(other.importAll(file, 'another passphrase')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect(await other.importAll(file, PASSPHRASE)).toBe(1);
    expect((await other.entries()).map(({ title }) => title)).toEqual(['Mine', 'Visit 1']);
  });

  it.each(['', 'not JSON', '{}', '{"format":"locum-history-1","salt":"?","iterations":1,"check":{},"entries":[]}'])(
    'refuse %j',
    async (file) => {
      const { vault } = await vaultWith();
      await expect(vault.importAll(file, PASSPHRASE)).rejects.toMatchObject({ code: 'file-invalid' });
    },
  );
});

describe('matches', () => {
  it.each([
    ['visit', true],
    ['tired REST', true],
    ['tired aspirin', false],
    ['', true],
  ])('“%s”: %s', (search, expected) => expect(matches(entry('1'), search)).toBe(expected));
});

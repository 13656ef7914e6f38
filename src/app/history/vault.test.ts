import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deriveKey, seal } from './cipher.ts';
import { type HistoryEntry, matches } from './entry.ts';
import { passphraseRemark, weaknessOf } from './passphrase-strength.ts';
import { Vault } from './vault.ts';
import { type StoredEntry, sameSeal, sameVault, type VaultHead, type VaultStorage } from './vault-storage.ts';

/** Few, so that the test is quick; that the app takes 600,000 is checked below. */
const ITERATIONS = 1000;
const PASSPHRASE = 'correct horse battery';

class MemoryStorage implements VaultStorage {
  kept: VaultHead | null = null;
  readonly stored = new Map<string, StoredEntry>();
  head = async () => this.kept;
  begin = async (head: VaultHead) => {
    if (this.kept !== null) return false;
    this.kept = head;
    return true;
  };
  contents = async (head: VaultHead) =>
    this.kept !== null && sameVault(this.kept, head)
      ? { check: this.kept.check, entries: [...this.stored.values()] }
      : null;
  change: VaultStorage['change'] = async (head, { put, remove, check }) => {
    if (this.kept === null || !sameVault(this.kept, head)) return 'another';
    if (!sameSeal(this.kept.check, check.from)) return 'overtaken';
    this.kept = { ...this.kept, check: check.to };
    for (const entry of put) this.stored.set(entry.id, entry);
    for (const id of remove) this.stored.delete(id);
    return 'done';
  };
  end = async (head: VaultHead) => {
    if (!sameVault(this.kept, head)) return false;
    this.kept = null;
    this.stored.clear();
    return true;
  };

  /** Flips one bit of an entry. */
  damage(id: string): void {
    const { data, ...rest } = this.stored.get(id)!;
    const flipped = data.slice();
    flipped[10] = (flipped[10] ?? 0) ^ 1;
    this.stored.set(id, { ...rest, data: flipped });
  }
}

const UNTOUCHED = { missing: 0, returned: [], untold: false };

const AUTHORSHIP = { models: { base: { id: 'demo-base' } }, method: 'proxy', alpha: 1, seed: 1 } as const;

const entry = (id: string, change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  savedAt: `2025-03-04T10:0${id}:00Z`,
  title: `Visit ${id}`,
  dialogue: 'Doctor: How are you?\nPatient: <b>Tired</b> 🤕',
  parts: [{ header: 'PLAN', text: 'Rest.', origin: 'model', authorship: AUTHORSHIP, beforeChange: false }],
  accepted: ['Rest.\nnegation\nx'],
  signature: { name: 'Dr Okafor', at: '2025-03-04T10:00:00Z' },
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
    expect((await vault.contents()).entries).toEqual([entry('2'), entry('1')]);
  });

  it('opens with its passphrase and with no other', async () => {
    const { storage } = await vaultWith(entry('1'));
    expect(await (await Vault.unlock(storage, PASSPHRASE)).contents()).toEqual({
      entries: [entry('1')],
      unreadable: [],
      meddling: UNTOUCHED,
    });
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

  it('names entries that were changed or exchanged, and gives back all others', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'), entry('3'), entry('4'), entry('5'));
    storage.stored.set('1', { ...storage.stored.get('2')!, id: '1' });
    storage.damage('3');
    const { entries, unreadable } = await vault.contents();
    expect(entries.map(({ id }) => id)).toEqual(['5', '4', '2']);
    expect(unreadable.map(({ id, why }) => [id, why])).toEqual([
      ['1', 'damaged'],
      ['3', 'damaged'],
    ]);
  });

  it('opens with the right passphrase though what proves it, or an entry, is damaged', async () => {
    const { storage } = await vaultWith(entry('1'), entry('2'));
    storage.damage('1');
    storage.kept!.check.data[0]! ^= 1;
    expect((await (await Vault.unlock(storage, PASSPHRASE)).contents()).entries).toEqual([entry('2')]);
    await expect(Vault.unlock(storage, `${PASSPHRASE}!`)).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });

  it('takes the place of no other', async () => {
    const { storage, vault } = await vaultWith(entry('1'));
    const second = Vault.create(storage, 'another passphrase', ITERATIONS);
    await expect(second).rejects.toMatchObject({ code: 'history-changed' });
    expect((await vault.contents()).entries).toEqual([entry('1')]);
  });

  it('writes, deletes and ends nothing where another was begun meanwhile', async () => {
    const { storage, vault } = await vaultWith(entry('1'));
    await (await Vault.unlock(storage, PASSPHRASE)).end();
    const other = await Vault.create(storage, 'another passphrase', ITERATIONS);
    await other.save(entry('2'));
    const changed = { code: 'history-changed' };
    await expect(vault.save(entry('3'))).rejects.toMatchObject(changed);
    await expect(vault.delete('2')).rejects.toMatchObject(changed);
    await expect(vault.end()).rejects.toMatchObject(changed);
    await expect(vault.contents()).rejects.toMatchObject(changed);
    await expect(vault.exportAll()).rejects.toMatchObject(changed);
    expect((await other.contents()).entries).toEqual([entry('2')]);
  });

  it('notices entries that somebody has removed, or put back, until that is accepted', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'), entry('3'), entry('4'));
    const old = new Map(storage.stored);
    await vault.delete('1');
    await vault.save(entry('2', { title: 'Corrected' }));
    expect((await vault.contents()).meddling).toEqual(UNTOUCHED);
    for (const id of ['1', '2']) storage.stored.set(id, old.get(id)!);
    storage.stored.delete('3');
    const meddling = {
      missing: 1,
      returned: expect.toSatisfy((ids) => [...ids].sort().join() === '1,2'),
      untold: false,
    };
    expect(await (await Vault.unlock(storage, PASSPHRASE)).contents()).toMatchObject({ meddling });
    await vault.save(entry('5'));
    expect(await vault.contents()).toMatchObject({ meddling });
    await vault.accept();
    const { entries, meddling: after } = await vault.contents();
    expect([entries.map(({ id }) => id), after]).toEqual([['5', '4', '2', '1'], UNTOUCHED]);
  });

  it('says where nobody can tell, also after a change; an old vault has its register from the first change on', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'));
    storage.kept!.check.data[0]! ^= 1;
    await vault.save(entry('3'));
    expect((await vault.contents()).meddling.untold).toBe(true);
    await vault.accept();
    expect((await vault.contents()).meddling).toEqual(UNTOUCHED);
    const key = await deriveKey(PASSPHRASE, vault.head.salt, vault.head.iterations);
    storage.kept = { ...vault.head, check: await seal(key, 'locum history', 'check') };
    storage.stored.delete('1');
    expect((await vault.contents()).meddling).toEqual(UNTOUCHED);
    await vault.save(entry('4'));
    storage.stored.delete('2');
    expect((await vault.contents()).meddling).toMatchObject({ missing: 1 });
  });

  it('keeps the register whole when two tabs write at once', async () => {
    const { storage, vault } = await vaultWith(entry('1'));
    const other = await Vault.unlock(storage, PASSPHRASE);
    await Promise.all([vault.save(entry('2')), other.save(entry('3')), vault.delete('1')]);
    const { entries, meddling } = await vault.contents();
    expect([entries.map(({ id }) => id), meddling]).toEqual([['3', '2'], UNTOUCHED]);
  });

  it('forgets what is deleted', async () => {
    const { vault } = await vaultWith(entry('1'), entry('2'));
    await vault.delete('1');
    expect((await vault.contents()).entries).toEqual([entry('2')]);
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
    expect(await other.importAll(file, PASSPHRASE)).toEqual({ added: 1, known: 1, unreadable: 0 });
    expect((await other.contents()).entries.map(({ title }) => title)).toEqual(['Mine', 'Visit 1']);
  });

  it('carry an entry of 8 MB', async () => {
    const large = entry('1', { dialogue: 'Patient: It hurts. '.repeat(440_000) });
    const { vault } = await vaultWith(large);
    const file = await vault.exportAll();
    const other = await Vault.create(new MemoryStorage(), 'another passphrase', ITERATIONS);
    expect(await other.importAll(file, PASSPHRASE)).toMatchObject({ added: 1 });
    const [kept] = (await other.contents()).entries;
    // Not compared by `toEqual`, which would print both.
    expect(kept?.dialogue === large.dialogue).toBe(true);
  });

  it('take along what is damaged, add what can be read, and count what was there or came twice', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'), entry('3'));
    storage.damage('2');
    const file = JSON.parse(await vault.exportAll());
    expect(file.entries).toHaveLength(3);
    file.entries.push(file.entries[0]);
    const other = await Vault.create(new MemoryStorage(), 'another passphrase', ITERATIONS);
    const imported = await other.importAll(JSON.stringify(file), PASSPHRASE);
    expect(imported).toEqual({ added: 2, known: 1, unreadable: 1 });
    expect((await other.contents()).entries.map(({ id }) => id)).toEqual(['3', '1']);
  });

  it('take one entry alone', async () => {
    const { storage, vault } = await vaultWith(entry('1'), entry('2'));
    storage.damage('2');
    const { entries } = JSON.parse(await vault.exportAll('2'));
    expect(entries.map(({ id }: StoredEntry) => id)).toEqual(['2']);
  });

  it('tell a file of a newer version from a damaged one', async () => {
    const { vault } = await vaultWith();
    const importing = vault.importAll('{"format":"locum-history-2","vaults":[]}', PASSPHRASE);
    await expect(importing).rejects.toThrow('newer version');
  });

  it.each(['', 'not JSON', '{}', '{"format":"locum-history-1","salt":"?","iterations":1,"check":{},"entries":[]}'])(
    'refuse %j',
    async (file) => {
      const { vault } = await vaultWith();
      await expect(vault.importAll(file, PASSPHRASE)).rejects.toMatchObject({ code: 'file-invalid' });
    },
  );
});

describe('forms', () => {
  it('an entry of every earlier form opens, exported by the version that wrote it', async () => {
    const vault = await Vault.create(new MemoryStorage(), 'another passphrase', ITERATIONS);
    const file = readFileSync(new URL('testing/form-1.json', import.meta.url), 'utf8');
    const models = { base: { id: 'demo-base' }, expert: { id: 'demo-expert' }, anti: { id: 'demo-anti' } };
    const authorship = { models, method: 'proxy', alpha: 1, seed: 1 };
    expect(await vault.importAll(file, PASSPHRASE)).toMatchObject({ added: 1, unreadable: 0 });
    expect((await vault.contents()).entries).toEqual([
      {
        id: '6f0c2f8e-53a0-4c53-9a2e-0d8d6c3a7b11',
        savedAt: '2025-03-04T10:01:00.000Z',
        title: 'Knee, first visit',
        dialogue: 'Doctor: How is the knee?\nPatient: It still hurts at night.',
        parts: [
          { header: 'SUBJECTIVE', text: 'Knee pain at night.', origin: 'edited', authorship },
          { header: 'PLAN', text: 'Rest, review in two weeks.', origin: 'edited', authorship },
        ],
        accepted: ['Knee pain at night.\nnegation\nx'],
        signature: { name: 'Dr Okafor', at: '2025-03-04T10:02:00.000Z' },
      },
    ]);
  });

  it.each([
    ['{"form":1000,"id":"2","pages":[]}', 'newer'],
    ['{"form":1,"id":"2","pages":[]}', 'damaged'],
    ['{"form":"one"}', 'damaged'],
    ['no JSON', 'damaged'],
  ])('%s is %s, and hides no other', async (text, why) => {
    const { storage, vault } = await vaultWith(entry('1'));
    const { salt, iterations } = vault.head;
    const key = await deriveKey(PASSPHRASE, salt, iterations);
    storage.stored.set('2', { id: '2', ...(await seal(key, text, '2')) });
    const { entries, unreadable } = await vault.contents();
    expect(entries).toEqual([entry('1')]);
    expect(unreadable).toMatchObject([{ id: '2', why }]);
  });
});

describe('weaknessOf', () => {
  it.each([
    ['correct horse battery', false],
    ['hunter2', true],
    ['111111111111', true],
    ['            ', true],
    ['abcabcabcabc', true],
    // Long, and of many different characters: yet on the first pages of every list.
    ['password1234', true],
    ['1q2w3e4r5t6y', true],
    ['Passw0rd!2024', true],
    ['qwertyuiop12', true],
    ['20241128 20241128', true],
    ['пароль из слов', false],
  ])('“%s”: %s', async (passphrase, weak) => {
    expect((await weaknessOf(passphrase)) !== null).toBe(weak);
  });
});

describe('matches', () => {
  it.each([
    ['visit', true],
    ['tired REST', true],
    ['tired aspirin', false],
    ['', true],
  ])('“%s”: %s', (search, expected) => expect(matches(entry('1'), search)).toBe(expected));
});

describe('passphraseRemark', () => {
  const weak = { weakness: 'The passphrase is one of the first that somebody would try.' };
  it.each([
    ['nothing of one that was only just begun', 'otter', '', { weakness: 'It is short.' }, /^$/],
    ['that one is too short, once it is typed again', 'otter', 'o', { weakness: 'It is short.' }, /^It is short\./],
    ['that one is weak before it is typed again, and what to do', 'passwordpassword', '', weak, /first.*several words/],
    ['that one is weak where the two differ, too', 'passwordpassword', 'other', weak, /first/],
    ['that the two differ', 'otter lamp violin', 'otter lamp', { weakness: null }, /not the same/],
    ['that one will do', 'otter lamp violin', 'otter lamp violin', { weakness: null }, /Hard to guess/],
    ['what to do where nobody can tell', 'otter lamp violin', '', 'unknown', /Reload/],
    ['nothing before it is known', 'otter lamp violin', 'otter', 'asking', /^$/],
  ] as const)('says %s', (_what, passphrase, again, judgement, said) => {
    expect(passphraseRemark(passphrase, again, judgement)).toMatch(said);
  });
});

import { afterEach, expect, it, vi } from 'vitest';
import { opfsStore } from './opfs-store.ts';

/** A folder of Safari's before version 26: files have no writable streams. */
class Folder {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Map<string, Folder>();

  async getDirectoryHandle(name: string): Promise<Folder> {
    const folder = this.folders.get(name) ?? new Folder();
    this.folders.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string) {
    const { files } = this;
    const content = () => files.get(name) ?? new Uint8Array(0);
    return {
      getFile: async () => new Blob([content().slice()]),
      createSyncAccessHandle: async () => ({
        getSize: () => content().length,
        truncate: (size: number) => files.set(name, content().slice(0, size)),
        write(bytes: Uint8Array, { at }: { readonly at: number }) {
          const whole = new Uint8Array(Math.max(content().length, at + bytes.length));
          whole.set(content());
          whole.set(bytes, at);
          files.set(name, whole);
          return bytes.length;
        },
        flush() {},
        close() {},
      }),
    };
  }
}

afterEach(() => vi.unstubAllGlobals());

it('writes texts where files have no writable streams, a shorter one in the place of a longer', async () => {
  const root = new Folder();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root } });
  const store = opfsStore();
  await store.writeText('model/manifest.json', 'the first and longer text');
  await store.writeText('model/manifest.json', '{"é":1}');
  expect(await (await store.blob('model/manifest.json'))?.text()).toBe('{"é":1}');
});

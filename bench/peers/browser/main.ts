/** The page of `bench:peers`: runners that the command calls, by the names they were opened with. */
import type { Runner } from '../runner.ts';
import { startLocum } from './locum.ts';

const runners = new Map<string, Runner>();

const peers = {
  /** @param urls of a GGUF file's parts, in their order */
  async open(engine: 'locum' | 'wllama', threads: number, urls: readonly string[]): Promise<string> {
    const name = `${engine} ${threads}`;
    const parts = await Promise.all(urls.map(async (url) => (await fetch(url)).blob()));
    if (engine === 'wllama') {
      const { startWllama } = await import('./wllama.mjs');
      runners.set(name, await startWllama(parts, threads));
    } else {
      const files = parts.map((blob, index) => [urls[index]!.split('/').at(-1)!, blob] as const);
      runners.set(name, await startLocum(new Map(files), threads));
    }
    return name;
  },
  prefill: (name: string, ids: readonly number[]) => runners.get(name)!.prefill(ids),
  decode: (name: string, ids: readonly number[], tokens: number) => runners.get(name)!.decode(ids, tokens),
};

export type Peers = typeof peers;

Object.assign(globalThis, { peers });

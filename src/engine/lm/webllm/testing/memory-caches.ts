/** The Cache API in memory, for tests in Node. */
import type { Caches } from '../cache.ts';

export interface MemoryCaches extends Caches {
  /** Addresses in a scope. */
  addresses(name: string): readonly string[];
}

/** @param mostBytes what fits into all of it; more fails as a browser's quota does */
export function memoryCaches(mostBytes = Number.POSITIVE_INFINITY): MemoryCaches {
  const scopes = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  const scope = (name: string) => {
    const known = scopes.get(name) ?? new Map<string, Uint8Array<ArrayBuffer>>();
    scopes.set(name, known);
    return known;
  };
  const urlOf = (request: RequestInfo | URL): string => (request instanceof Request ? request.url : String(request));
  return {
    has: async (name) => scopes.has(name),
    addresses: (name) => [...(scopes.get(name)?.keys() ?? [])],
    async open(name) {
      const entries = scope(name);
      return {
        async match(request) {
          const bytes = entries.get(urlOf(request));
          return bytes && new Response(bytes);
        },
        async put(request, response) {
          const bytes = new Uint8Array(await response.arrayBuffer());
          const stored = [...scopes.values()].flatMap((each) => [...each.values()]);
          const used = stored.reduce((sum, each) => sum + each.length, 0);
          if (used + bytes.length > mostBytes) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
          entries.set(urlOf(request), bytes);
        },
        delete: async (request) => entries.delete(urlOf(request)),
        keys: async () => [...entries.keys()].map((url) => new Request(url)),
      };
    },
  };
}

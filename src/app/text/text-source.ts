/** A chosen file as the engine's readers take it. */
import type { TextSource } from '../../engine/records/decode.ts';

export function textSource(name: string, content: Blob): TextSource {
  return { name, open: () => chunks(content) };
}

/** `ReadableStream` is no async iterable everywhere. */
async function* chunks(content: Blob): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = content.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

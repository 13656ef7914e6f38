/** The text of an answer from a stranger, which may never end. */

/**
 * The whole of a stream as UTF-8 text, where it is no longer than `most` bytes.
 * @param tooLong the error for one that is: it is read no further
 * @throws what `tooLong` gives, and what the connection throws
 */
export async function boundedText(
  stream: ReadableStream<Uint8Array> | null,
  most: number,
  tooLong: () => Error,
): Promise<string> {
  if (stream === null) return '';
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      bytes += value.length;
      if (bytes > most) throw tooLong();
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

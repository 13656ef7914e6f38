/** The text of an answer from a stranger, which may never end. */
import { beyondLimit, LIMITS, type LimitName, requireWithin } from './limits.ts';

/**
 * Reads an answer as UTF-8, and gives it up as soon as it is longer than the limit.
 * @param limit in characters
 * @throws {LocumError} `limit-exceeded` @throws what the connection throws
 */
export async function boundedText(response: Response, limit: LimitName, subject: string): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      text += decoder.decode(value, { stream: !done });
      if (done) break;
      if (text.length > LIMITS[limit].most) throw beyondLimit(limit, subject);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  requireWithin(limit, text.length, subject);
  return text;
}

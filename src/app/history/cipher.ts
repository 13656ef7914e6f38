/**
 * The history's encryption: a key from a passphrase (PBKDF2, SHA-256), and AES-GCM under it with a fresh nonce each time. The
 * key cannot be read out of the browser's crypto, is kept in memory only, and is nowhere stored.
 */

/** OWASP's figure for PBKDF2 with SHA-256 (2023). */
export const ITERATIONS = 600_000;
export const SALT_BYTES = 16;
const NONCE_BYTES = 12;

/** Bytes that a page can hand to the browser's crypto. */
export type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  readonly nonce: Bytes;
  readonly data: Bytes;
}

/** Slow on purpose: about half a second. */
export async function deriveKey(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  // The same letters typed on another keyboard may be other code points.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** @param label what it is, bound to the data: a sealed text opens in its own place only */
export async function seal(key: CryptoKey, text: string, label: string): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const encoder = new TextEncoder();
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: encoder.encode(label) };
  return { nonce, data: new Uint8Array(await crypto.subtle.encrypt(parameters, key, encoder.encode(text))) };
}

/** The text; null when the key is another, the label is, or the data was changed: AES-GCM does not tell which. */
export async function unseal(key: CryptoKey, { nonce, data }: Sealed, label: string): Promise<string | null> {
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(label) };
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, data));
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

/** Characters at a time that a call may be given as arguments. */
const PIECE = 1 << 14;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

/** @throws {DOMException} for what is no base64 */
export function fromBase64(text: string): Bytes {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The address of a server that the user has named, as it was typed in. */
import { LocumError } from '../errors.ts';

/**
 * @param example of such an address, for whoever typed in another
 * @returns ending in a slash: what is asked for there is named below it
 * @throws {LocumError} `bad-argument`
 */
export function serverAddress(address: string, what: string, example: string): URL {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new LocumError('bad-argument', `“${address}” is not the address of ${what}.`, {
      hint: `It looks like ${example}.`,
    });
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new LocumError('bad-argument', `The address of ${what} must hold no password, no “?” and no “#”.`, {
      hint: 'Give the key apart from the address.',
    });
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** Said of an address that `isReadableOnTheWay`. */
export const NOT_ENCRYPTED =
  'This address is not encrypted: whoever stands between here and the server can read what is sent. Take one that begins with https.';

/** Whether what is sent to an address goes over a network unencrypted. False for what is no address. */
export function isReadableOnTheWay(address: string): boolean {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : null;
  return url?.protocol === 'http:' && !/^(?:(?:.*\.)?localhost|127(?:\.\d+){3}|\[::1\])$/u.test(url.hostname);
}

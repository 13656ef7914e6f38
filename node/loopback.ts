/** What is this machine's own: addresses that only it can reach, and the names by which it calls itself. */

export const LOOPBACK = '127.0.0.1';

/**
 * Whether a request's `Host` is a name of this machine's own. A website whose name has been made to lead here sends its own
 * name, and must be told nothing. The port is not compared: it may be another where one is forwarded.
 */
export function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(?:127\.0\.0\.1|\[::1\]|(?:[a-z0-9-]+\.)*localhost)(?::\d+)?$/i.test(host);
}

/** Whether a server that listens on `host` can be reached from this machine only. */
export function isLoopbackAddress(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

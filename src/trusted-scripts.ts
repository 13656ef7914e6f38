/**
 * What may become script under the policy's Trusted Types: files of this app that are workers, and nothing else. Text that
 * is given to the browser as markup or script is refused, wherever it comes from.
 */

/** The part of Trusted Types that is used; TypeScript's DOM library leaves it out. */
interface TrustedTypePolicyFactory {
  readonly defaultPolicy: object | null;
  createPolicy(name: string, rules: Readonly<Record<string, (text: string) => string | null>>): object;
}

/** Built workers and the service worker, by their paths below the app's own. */
const OWN_SCRIPT = /\/(?:assets\/[\w.-]+\.worker-[\w-]+|service-worker)\.js$/;

function isOwn(address: string): boolean {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin && OWN_SCRIPT.test(pathname);
}

/** Once in the page and once in each worker that starts others; a second call, or a browser without Trusted Types, changes nothing. */
export function trustOwnScripts(): void {
  const { trustedTypes: factory } = globalThis as { readonly trustedTypes?: TrustedTypePolicyFactory };
  if (factory === undefined || factory.defaultPolicy !== null) return;
  factory.createPolicy('default', {
    createScriptURL: (address) => (isOwn(address) ? address : null),
    // Libraries empty an element so.
    createHTML: (markup) => (markup === '' ? markup : null),
  });
}

/**
 * Whether the browser holds this worker to a policy that keeps it off the network. A worker has the policy its script came with
 * and no other, so a static host that sends no headers leaves it without one, and only trying tells.
 *
 * What is tried is a request to a name that never exists (RFC 2606), with nothing in it. Under the policy it is not made;
 * the browser's console says that it was refused.
 */
const NOWHERE = 'https://policy.invalid/';
/** A refusal is told in a task of its own, which may come after the request has failed. */
const TOLD_MS = 2000;

export function policyInForce(): Promise<boolean> {
  return new Promise((resolve) => {
    self.addEventListener('securitypolicyviolation', function told(event) {
      if (!event.blockedURI.startsWith(NOWHERE.slice(0, -1))) return;
      self.removeEventListener('securitypolicyviolation', told);
      resolve(event.disposition === 'enforce');
    });
    fetch(NOWHERE, { mode: 'no-cors', cache: 'no-store' }).then(
      () => resolve(false),
      () => setTimeout(() => resolve(false), TOLD_MS),
    );
  });
}

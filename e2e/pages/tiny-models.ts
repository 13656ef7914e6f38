/** A visitor who has chosen the tiny models before: for all that does not depend on what a text says. */
import { DEMO_FAMILY } from '../../src/engine/presets.ts';

/** What such a browser has kept of an origin, in Playwright's form. */
export function tinyModelsAt(origin: string) {
  const [base] = DEMO_FAMILY.bases;
  const { instructed: expert, general: anti } = DEMO_FAMILY;
  const roles = { base: `app:${base}`, expert: `app:${expert}`, anti: `app:${anti}` };
  return { cookies: [], origins: [{ origin, localStorage: [{ name: 'locum.roles', value: JSON.stringify(roles) }] }] };
}

/** A first visit: nothing is kept. */
export const FIRST_VISIT = { cookies: [], origins: [] };

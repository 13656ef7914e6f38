/** What roles and methods are called. */
import { METHODS } from '../../engine/decoding/methods.ts';
import type { Method, Role } from '../../workers/protocol.ts';

export const ROLE_NAMES: Readonly<Record<Role, string>> = { base: 'Base', expert: 'Expert', anti: 'Anti-expert' };

/** To choose one of them by. */
export function methodOptions<Value extends Method>(methods: readonly Value[]) {
  return methods.map((value) => ({ value, label: METHODS[value].label }));
}

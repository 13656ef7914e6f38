/** What roles and methods are called, in one place. */
import type { Method, Role } from '../../workers/protocol.ts';

export const ROLE_NAMES: Readonly<Record<Role, string>> = { base: 'Base', expert: 'Expert', anti: 'Anti-expert' };

export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  base: 'Base',
  expert: 'Expert',
  proxy: 'Proxy-tuned',
  adaptive: 'Adaptive',
  speculative: 'Speculative',
  capt: 'CAPT',
  unite: 'UniTE',
  mixture: 'Mixture',
  contrastive: 'Contrastive',
};

/** To choose one of them by. */
export function methodOptions<Value extends Method>(methods: readonly Value[]) {
  return methods.map((value) => ({ value, label: METHOD_NAMES[value] }));
}

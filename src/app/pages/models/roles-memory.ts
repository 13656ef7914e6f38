/** What the models in use take, as far as it is known before they are loaded. */
import { type Cast, castMemory, largestMatrix, type Quantisation } from '../../../engine/catalogue/memory.ts';
import type { StorageState } from '../../../workers/models-protocol.ts';
import type { Role } from '../../../workers/protocol.ts';
import { catalogueOf, type ModelRef } from '../../stores/model-refs.ts';
import { storedModel } from '../../stores/models.ts';
import { ROLES, type RoleRefs } from '../../stores/roles.ts';

/** Bytes, or null when one of the models is not in the catalogue. */
export function rolesMemory(roles: RoleRefs, storage: StorageState | null): number | null {
  const cast: Partial<Record<Role, Cast>> = {};
  for (const role of ROLES) {
    const model = catalogueOf(roles[role]);
    if (model === undefined) return null;
    const { shape, contextLength } = model;
    cast[role] = { key: roles[role], shape, contextLength, quantisation: heldAs(roles[role], storage) };
  }
  return castMemory(cast);
}

/** How its matrices lie in memory: demonstration models are 8-bit, others as they are kept, 4-bit if nothing is stored yet. */
function heldAs(ref: ModelRef, storage: StorageState | null): Quantisation {
  if (ref.startsWith('app:')) return 'q8';
  const form = storedModel(storage, ref)?.form ?? 'q4';
  return form === 'original' ? 'f32' : form;
}

/** Bytes of the largest matrix among them, in 4 bits. */
export function largestOf(roles: RoleRefs): number {
  const shapes = ROLES.flatMap((role) => catalogueOf(roles[role])?.shape ?? []);
  return Math.max(0, ...shapes.map((shape) => largestMatrix(shape, 'q4')));
}

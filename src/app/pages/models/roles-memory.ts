/** What the models in use take, as far as it is known before they are loaded. */
import {
  type Cast,
  castMemory,
  LARGE_PARAMETERS,
  largestMatrix,
  memoryNeed,
  type Quantisation,
  STATED_CONTEXT,
} from '../../../engine/catalogue/memory.ts';
import type { CatalogueModel } from '../../../engine/catalogue/models.ts';
import { type ModelShape, parametersOf } from '../../../engine/catalogue/shape.ts';
import type { AdapterNeed, StorageState, StoredForm } from '../../../workers/models-protocol.ts';
import type { Role } from '../../../workers/protocol.ts';
import { catalogueOf, type ModelRef } from '../../stores/model-refs.ts';
import { storedModel } from '../../stores/models.ts';
import { ROLES, type RoleRefs } from '../../stores/roles.ts';

/** Bytes, or null when one of the models is not in the catalogue. */
function rolesMemory(roles: RoleRefs, storage: StorageState | null): number | null {
  const cast: Partial<Record<Role, Cast>> = {};
  for (const role of ROLES) {
    const model = catalogueOf(roles[role]);
    if (model === undefined) return null;
    const { shape, contextLength } = model;
    cast[role] = { key: roles[role], shape, contextLength, quantisation: heldAs(roles[role], model, storage) };
  }
  return castMemory(cast);
}

/** How its matrices lie in memory: demonstration models are 8-bit, others as they are kept, 4-bit if nothing is stored yet. */
function heldAs(ref: ModelRef, { shape }: CatalogueModel, storage: StorageState | null): Quantisation {
  if (ref.startsWith('app:')) return 'q8';
  return heldFrom(storedModel(storage, ref)?.form ?? 'q4', parametersOf(shape));
}

/** What an adapter has to grant for all of them; null when one is not in the catalogue. */
export function rolesNeed(roles: RoleRefs, storage: StorageState | null): AdapterNeed | null {
  const bytes = rolesMemory(roles, storage);
  if (bytes === null) return null;
  const shapes = ROLES.flatMap((role) => catalogueOf(roles[role])?.shape ?? []);
  return { bytes, largest: Math.max(0, ...shapes.map((shape) => largestMatrix(shape, 'q4'))) };
}

/** What an adapter has to grant for one model that is kept as `form`. */
export function modelNeed(shape: ModelShape, contextLength: number, form: StoredForm): AdapterNeed {
  const held = heldFrom(form, parametersOf(shape));
  const bytes = memoryNeed(shape, held, Math.min(contextLength, STATED_CONTEXT)).total;
  return { bytes, largest: largestMatrix(shape, held) };
}

/** How matrices that are stored as `form` lie in memory. */
function heldFrom(form: StoredForm, parameters: number): Quantisation {
  if (form !== 'original') return form;
  return parameters > LARGE_PARAMETERS ? 'f16' : 'f32';
}

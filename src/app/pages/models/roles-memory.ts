/** What the models in use take, as far as it is known before they are loaded. */
import {
  type Cast,
  castMemory,
  heldFrom,
  largestMatrix,
  memoryNeed,
  type Quantisation,
  STATED_CONTEXT,
} from '../../../engine/catalogue/memory.ts';
import type { CatalogueModel } from '../../../engine/catalogue/models.ts';
import { type ModelShape, parametersOf } from '../../../engine/catalogue/shape.ts';
import type { AdapterNeed, StorageState, StoredForm } from '../../../workers/models-protocol.ts';
import type { Role } from '../../../workers/protocol.ts';
import { useEngine } from '../../models/engine.ts';
import { catalogueOf, downloadOf, ggufOf, type ModelRef } from '../../models/model-refs.ts';
import { stagedModel, storedModel } from '../../models/models.ts';
import { ROLES, type RoleRefs, useRoles } from '../../models/roles.ts';
import { formOf } from './forms.ts';

/** Bytes, or null where one model's are not known: nobody has looked at it, and it is neither in the catalogue nor prepared for web-llm. */
function rolesMemory(roles: RoleRefs, storage: StorageState | null): number | null {
  const cast: Partial<Record<Role, Cast>> = {};
  const { session } = useRoles.getState();
  const known = new Map<ModelRef, number>();
  for (const role of ROLES) {
    const ref = roles[role];
    const own = session[ref];
    const adapted = own?.kind === 'adapted' ? own : null;
    const looked = own?.kind === 'adapted' ? null : own?.memory;
    const memory = stagedModel(storage, ref)?.memory ?? looked ?? null;
    if (memory !== null) {
      known.set(ref, memory);
      continue;
    }
    const base = adapted?.base ?? ref;
    const model = catalogueOf(base);
    if (model === undefined) return null;
    const { shape, contextLength } = model;
    const weights = storedModel(storage, base)?.heldBytes ?? ggufHeld(base);
    const quantisation = heldAs(base, model, storage);
    const held = { key: ref, shape, contextLength, quantisation, ...(weights !== undefined && { weights }) };
    cast[role] = adapted === null ? held : { ...held, adapter: { base, rank: adapted.rank } };
  }
  return [...known.values()].reduce((sum, memory) => sum + memory, ownMemory(cast));
}

/** Bytes of the weights of a GGUF file in 4 bits that nobody has looked at: those tried are held in 1.12 to 1.34 times their size. */
function ggufHeld(ref: ModelRef): number | undefined {
  const file = ggufOf(ref);
  return file && 1.25 * file.bytes;
}

function ownMemory(cast: Readonly<Partial<Record<Role, Cast>>>): number {
  return castMemory(cast, STATED_CONTEXT, useEngine.getState().cache);
}

/** Bytes of models of the catalogue that have not been chosen yet, kept in 4 bits. */
export function rolesCost(roles: RoleRefs): { readonly memory: number; readonly download: number } {
  const distinct = [...new Set(Object.values(roles))].filter((ref) => !ref.startsWith('app:'));
  return { memory: rolesMemory(roles, null) ?? 0, download: distinct.reduce((sum, ref) => sum + downloadOf(ref), 0) };
}

/**
 * Bytes of storage that downloads take while they are under way, all at once, and when they are done: a model that is kept in 4 or 8
 * bits is downloaded whole and made smaller then, and its originals are deleted; a GGUF file stays as it is.
 */
export function storageNeed(refs: readonly ModelRef[]): { readonly peak: number; readonly kept: number } {
  const needs = refs.map((ref) => {
    const model = catalogueOf(ref);
    const form = formOf(ref);
    const whole = downloadOf(ref);
    if (model === undefined || form === 'original') return { peak: whole, kept: whole };
    const kept = memoryNeed(model.shape, form, 0).weights;
    return { peak: whole + kept, kept };
  });
  const sum = (of: 'peak' | 'kept'): number => needs.reduce((total, need) => total + need[of], 0);
  return { peak: sum('peak'), kept: sum('kept') };
}

/** How its matrices lie in memory: demonstration models are 8-bit, others as they are kept, 4-bit if nothing is stored yet. */
function heldAs(ref: ModelRef, { shape }: CatalogueModel, storage: StorageState | null): Quantisation {
  if (ref.startsWith('app:')) return 'q8';
  return heldAsKept(storedModel(storage, ref)?.form ?? 'q4', shape);
}

/** What an adapter has to grant for all of them; null where that is not known. */
export function rolesNeed(roles: RoleRefs, storage: StorageState | null): AdapterNeed | null {
  const bytes = rolesMemory(roles, storage);
  if (bytes === null) return null;
  const shapes = ROLES.flatMap((role) => catalogueOf(roles[role])?.shape ?? []);
  return { bytes, largest: Math.max(0, ...shapes.map((shape) => largestMatrix(shape, 'q4'))) };
}

/** What an adapter has to grant for one model that is kept as `form`. */
export function modelNeed(shape: ModelShape, contextLength: number, form: StoredForm): AdapterNeed {
  const held = heldAsKept(form, shape);
  const bytes = memoryNeed(shape, held, Math.min(contextLength, STATED_CONTEXT)).total;
  return { bytes, largest: largestMatrix(shape, held) };
}

function heldAsKept(form: StoredForm, shape: ModelShape): Quantisation {
  return heldFrom(form === 'original' ? 'f32' : form, parametersOf(shape));
}

/** Which model plays which role. What comes with Locum does until the user chooses others. */
import * as v from 'valibot';
import { create } from 'zustand';
import { catalogueModel } from '../../engine/catalogue/models.ts';
import type { MergeRecipe } from '../../engine/merging/recipe.ts';
import { DEFAULT_MODELS, type RoleModels, takenAsGguf } from '../../engine/presets.ts';
import type { Wanted } from '../../workers/models-protocol.ts';
import type { KeptModel, MergedAddress, ModelAddress, Role } from '../../workers/protocol.ts';
import { readStored, store } from '../shell/storage.ts';
import {
  appUrl,
  catalogueOf,
  ggufOf,
  ggufRef,
  idRef,
  ingredientsOf,
  isForWebLlm,
  type ModelRef,
  nameOf,
  recipeOf,
  StoredRef,
  storedAddress,
} from './model-refs.ts';
import { models } from './models-worker.ts';

export const ROLES: readonly Role[] = ['base', 'expert', 'anti'];
export type RoleRefs = Readonly<Record<Role, ModelRef>>;

/**
 * A model that is there until the page is closed: files that were picked, a host that is read again at each load, or a base
 * with a picked adapter. `memory`: bytes that it takes with the usual context, where they are known.
 */
export type SessionModel =
  | {
      readonly kind: 'picked';
      readonly label: string;
      readonly files: ReadonlyMap<string, Blob>;
      readonly large: boolean;
      readonly memory: number | null;
    }
  | {
      readonly kind: 'streamed';
      readonly label: string;
      readonly wanted: Wanted;
      readonly large: boolean;
      readonly memory: number | null;
    }
  | {
      readonly kind: 'adapted';
      readonly label: string;
      readonly base: ModelRef;
      /** The adapter's. */
      readonly files: ReadonlyMap<string, Blob>;
      readonly rank: number;
    };

interface RolesStore {
  readonly roles: RoleRefs;
  readonly session: Readonly<Record<ModelRef, SessionModel>>;
}

const KEY = 'locum.roles';

export function refsOf({ base, expert, anti }: RoleModels): RoleRefs {
  return { base: idRef(base), expert: idRef(expert), anti: idRef(anti) };
}

/** The same with those models as GGUF files that have them (see `takenAsGguf`). */
export function ggufRefsOf(models: RoleModels): RoleRefs {
  const taken = takenAsGguf(models, (id) => catalogueModel(id)?.gguf !== undefined);
  const ref = (id: string): ModelRef => (taken.has(id) ? ggufRef(id) : idRef(id));
  return { base: ref(models.base), expert: ref(models.expert), anti: ref(models.anti) };
}

const Stored = v.object({ base: StoredRef, expert: StoredRef, anti: StoredRef });

const DEFAULT_ROLES = refsOf(DEFAULT_MODELS);

export const useRoles = create<RolesStore>(() => ({ roles: readStored(KEY, Stored) ?? DEFAULT_ROLES, session: {} }));

export function setRoles(change: Partial<RoleRefs>): void {
  const roles = { ...useRoles.getState().roles, ...change };
  useRoles.setState({ roles });
  const lasting = ROLES.every((role) => !roles[role].startsWith('session:'));
  const usual = ROLES.every((role) => roles[role] === DEFAULT_ROLES[role]);
  if (usual) store(KEY, null);
  else if (lasting) store(KEY, roles);
}

/** @returns the name that roles can take it by */
export function addSessionModel(model: SessionModel): ModelRef {
  const ref: ModelRef = `session:${model.kind}-${crypto.randomUUID()}`;
  useRoles.setState(({ session }) => ({ session: { ...session, [ref]: model } }));
  return ref;
}

export function labelOf(ref: ModelRef): string {
  const recipe = recipeOf(ref);
  if (recipe !== null) return `merge of ${ingredientsOf(recipe).map(labelOf).join(' and ')}`;
  const { session } = useRoles.getState();
  const name = nameOf(ref);
  const folder = ref.startsWith('url:') ? name.split('/').filter(Boolean).at(-1) : undefined;
  const listed = catalogueOf(ref)?.name;
  if (listed !== undefined) return ggufOf(ref) === undefined ? listed : `${listed} (GGUF)`;
  return session[ref]?.label ?? folder ?? name;
}

/** What a worker is to open for each of these roles; ports in it have to be handed over. */
export async function roleAddresses<Roles extends Partial<RoleRefs>>(
  roles: Roles,
): Promise<{ readonly models: { readonly [Named in keyof Roles]: ModelAddress }; readonly ports: MessagePort[] }> {
  const { session } = useRoles.getState();
  const ports: MessagePort[] = [];
  const byRef = new Map<ModelRef, Promise<ModelAddress>>();
  const address = (ref: ModelRef): Promise<ModelAddress> => {
    const known = byRef.get(ref) ?? addressOf(ref, session[ref], ports, address);
    byRef.set(ref, known);
    return known;
  };
  const named: readonly (readonly [string, ModelRef])[] = Object.entries(roles);
  const found = await Promise.all(named.map(async ([role, ref]) => [role, await address(ref)] as const));
  return { models: Object.fromEntries(found) as { [Named in keyof Roles]: ModelAddress }, ports };
}

/** A merge, as a worker is to open it. @param label what the model is to be called */
export async function mergedAddress(
  recipe: MergeRecipe,
  label: string,
): Promise<{ readonly model: MergedAddress; readonly ports: MessagePort[] }> {
  const ports: MessagePort[] = [];
  const { session } = useRoles.getState();
  const address = (ref: ModelRef): Promise<ModelAddress> => addressOf(ref, session[ref], ports, address);
  return { model: await mergedOf(recipe, label, address), ports };
}

async function mergedOf(
  recipe: MergeRecipe,
  label: string,
  address: (ref: ModelRef) => Promise<ModelAddress>,
): Promise<MergedAddress> {
  const models = await Promise.all(ingredientsOf(recipe).map(async (ref) => [ref, await address(ref)] as const));
  return { merged: recipe, label, models: Object.fromEntries(models) };
}

async function addressOf(
  ref: ModelRef,
  session: SessionModel | undefined,
  ports: MessagePort[],
  addressOfBase: (ref: ModelRef) => Promise<ModelAddress>,
): Promise<ModelAddress> {
  if (session?.kind === 'adapted') {
    const { label, base, files } = session;
    return { base: await addressOfBase(base), adapter: { picked: label, id: ref, files } };
  }
  if (session !== undefined) {
    const { label, large } = session;
    const held = large ? ({ precision: 'q4' } as const) : {};
    if (session.kind === 'picked') return { picked: label, id: ref, files: session.files, ...held };
    const port = await models.share(session.wanted);
    ports.push(port);
    return { shared: label, id: ref, port, ...held };
  }
  const recipe = recipeOf(ref);
  if (recipe !== null) return mergedOf(recipe, labelOf(ref), addressOfBase);
  if (isForWebLlm(ref)) return { staged: nameOf(ref) };
  const stored = storedAddress(ref);
  // A session's model after the session: the engine says that it is not there.
  if (stored === null) return { stored: { kind: 'folder', name: nameOf(ref) }, url: null };
  return stored.kind === 'app' ? appModel(stored.id) : { stored, url: null };
}

/** One of the app's own models; an adapter among them with the model that it changes. */
function appModel(id: string): KeptModel {
  const { entry, over } = catalogueModel(id) ?? {};
  return {
    stored: { kind: 'app', id },
    url: appUrl(id),
    ...(entry !== undefined && { entry }),
    ...(over !== undefined && { over: appModel(over) }),
  };
}

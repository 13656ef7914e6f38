/** Pairs that the base in use can be tuned with in place of the one in use. */
import { PRESET_FAMILIES, type PresetName, preset, presetsOf, type RoleModels } from '../../engine/presets.ts';
import { ROLES, type RoleRefs, refsOf, useRoles } from './roles.ts';

function presetsOver(roles: RoleRefs): ReadonlyMap<PresetName, RoleModels> {
  for (const family of PRESET_FAMILIES) {
    const base = family.bases.find((id) => refsOf({ base: id, expert: id, anti: id }).base === roles.base);
    if (base === undefined) continue;
    const all = presetsOf(family).map((name) => [name, preset(family, name, { base }).models] as const);
    return new Map(all.filter(([, models]) => ROLES.some((role) => refsOf(models)[role] !== roles[role])));
  }
  return new Map();
}

/** @returns their names; none where the base is of no published family, or its only pair is in use */
export const presetsInReach = (roles: RoleRefs): readonly PresetName[] => [...presetsOver(roles).keys()];

/** @returns the models of one that is in reach; those in use, where another base has come since */
export const presetModels = (name: PresetName): RoleModels | undefined =>
  presetsOver(useRoles.getState().roles).get(name);

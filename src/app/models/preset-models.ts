/** Models that a note can be written with beside those in use: other pairs for the base in use, and another base for the pair. */
import { PRESET_FAMILIES, type PresetName, preset, presetsOf, type RoleModels } from '../../engine/presets.ts';
import { ROLES, type RoleRefs, refsOf, useRoles } from './roles.ts';

/** A pair by its preset's name, or the pair in use over a base with another tokenizer. */
export type OtherModels = PresetName | 'CAPT';

function modelsOver(roles: RoleRefs): ReadonlyMap<OtherModels, RoleModels> {
  for (const family of PRESET_FAMILIES) {
    const base = family.bases.find((id) => refsOf({ base: id, expert: id, anti: id }).base === roles.base);
    if (base === undefined) continue;
    const all = presetsOf(family).map((name) => [name, preset(family, name, { base }).models] as const);
    const isInUse = (models: RoleModels) => ROLES.every((role) => refsOf(models)[role] === roles[role]);
    const others = new Map<OtherModels, RoleModels>(all.filter(([, models]) => !isInUse(models)));
    const [, pair] = all.find(([, models]) => isInUse(models)) ?? [];
    // One that would have to be downloaded first is chosen on the Models page.
    const capt = family.captBases.find((id) => refsOf({ base: id, expert: id, anti: id }).base.startsWith('app:'));
    if (pair !== undefined && capt !== undefined) others.set('CAPT', { ...pair, base: capt });
    return others;
  }
  return new Map();
}

/** @returns their names; none where the base is of no published family */
export const modelsInReach = (roles: RoleRefs): readonly OtherModels[] => [...modelsOver(roles).keys()];

/** @returns those that are in reach by this name; undefined where another base has come since: those in use */
export const otherModels = (name: OtherModels): RoleModels | undefined =>
  modelsOver(useRoles.getState().roles).get(name);

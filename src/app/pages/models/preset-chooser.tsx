import { useState } from 'react';
import { catalogueModel } from '../../../engine/catalogue/models.ts';
import {
  DEMO_FAMILY,
  PRESET_FAMILIES,
  PRESET_NAMES,
  type PresetFamily,
  type PresetName,
  preset,
} from '../../../engine/presets.ts';
import { Segmented } from '../../components/segmented.tsx';
import { ROLES, type RoleRefs, refsOf, setRoles, useRoles } from '../../models/roles.ts';
import { Choice, type Option } from './choice.tsx';

interface Chosen {
  readonly family: PresetFamily;
  readonly name: PresetName;
  readonly base: string;
  readonly clinical: string;
}

const same = (one: RoleRefs, other: RoleRefs): boolean => ROLES.every((role) => one[role] === other[role]);

/** The configuration that the roles are now; null when they are none of the published ones. */
function chosenNow(roles: RoleRefs): Chosen | null {
  for (const family of PRESET_FAMILIES) {
    for (const base of [...family.bases, ...family.captBases]) {
      for (const clinical of family.clinical) {
        for (const name of PRESET_NAMES) {
          if (same(refsOf(preset(family, name, { base, clinical }).models), roles))
            return { family, name, base, clinical };
        }
      }
    }
  }
  return null;
}

function option(id: string, about?: string): Option {
  const name = catalogueModel(id)?.name ?? id;
  return { id, label: name, ...(about === undefined ? {} : { about }) };
}

/** The published configurations (CPT, IT, CPT+IT) with the demonstration models or MediPhi. */
export function PresetChooser() {
  const roles = useRoles((state) => state.roles);
  const now = chosenNow(roles);
  const [family, setFamily] = useState<PresetFamily>(now?.family ?? DEMO_FAMILY);
  const current = now?.family.id === family.id ? now : null;
  const base = current?.base ?? family.bases[0]!;
  const clinical = current?.clinical ?? family.clinical[0]!;
  const apply = (change: { family?: PresetFamily; name?: PresetName; base?: string; clinical?: string }): void => {
    const next = change.family ?? family;
    const choice = change.family ? {} : { base: change.base ?? base, clinical: change.clinical ?? clinical };
    setRoles(refsOf(preset(next, change.name ?? current?.name ?? 'CPT+IT', choice).models));
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Choice
        label="Models"
        value={family.id}
        onChange={(id) => {
          const next = PRESET_FAMILIES.find((candidate) => candidate.id === id) ?? DEMO_FAMILY;
          setFamily(next);
          apply({ family: next });
        }}
        options={PRESET_FAMILIES.map(({ id, name }) => ({ id, label: name }))}
      />
      <Segmented
        label="Configuration"
        value={current?.name ?? 'own'}
        onChange={(name) => name !== 'own' && apply({ name })}
        options={[
          ...PRESET_NAMES.map((name) => ({ value: name, label: name })),
          ...(current === null ? [{ value: 'own' as const, label: 'Your own' }] : []),
        ]}
      />
      <Choice
        label="Base"
        value={base}
        onChange={(id) => apply({ base: id })}
        options={[
          ...family.bases.map((id) => option(id, 'same tokenizer as the pair: proxy tuning')),
          ...family.captBases.map((id) => option(id, 'another tokenizer: CAPT')),
        ]}
      />
      {family.clinical.length > 1 && (current === null || current.name !== 'CPT+IT') && (
        <Choice
          label="Clinical model"
          value={clinical}
          onChange={(id) => apply({ clinical: id })}
          options={family.clinical.map((id) => option(id, catalogueModel(id)?.about))}
        />
      )}
      {current !== null && (
        <p className="basis-full text-[13px] text-muted">
          Expert minus anti-expert isolates {preset(family, current.name).isolates}.
        </p>
      )}
    </div>
  );
}

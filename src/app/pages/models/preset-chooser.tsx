import { useState } from 'react';
import { catalogueModel } from '../../../engine/catalogue/models.ts';
import {
  DEMO_FAMILY,
  PRESET_FAMILIES,
  type PresetFamily,
  type PresetName,
  preset,
  presetsOf,
  type RoleModels,
} from '../../../engine/presets.ts';
import { CheckBox } from '../../components/check-box.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { useModels } from '../../models/models.ts';
import { ggufRefsOf, ROLES, type RoleRefs, refsOf, setRoles, useRoles } from '../../models/roles.ts';
import { bytes } from '../../text/format.ts';
import { Choice, type Option } from './choice.tsx';
import { rolesCost } from './roles-memory.ts';

interface Chosen {
  readonly family: PresetFamily;
  readonly name: PresetName;
  readonly base: string;
  readonly clinical: string;
  /** Which of them are GGUF files, see `takenAsGguf`. */
  readonly asGguf: boolean;
}

const refs = (models: RoleModels, asGguf: boolean): RoleRefs => (asGguf ? ggufRefsOf(models) : refsOf(models));

const same = (one: RoleRefs, other: RoleRefs): boolean => ROLES.every((role) => one[role] === other[role]);

/** The configuration that the roles are now; null when they are none of the published ones. */
function chosenNow(roles: RoleRefs): Chosen | null {
  for (const family of PRESET_FAMILIES) {
    for (const base of [...family.bases, ...family.captBases]) {
      for (const clinical of family.clinical.length > 0 ? family.clinical : [family.general]) {
        for (const name of presetsOf(family)) {
          const { models } = preset(family, name, { base, clinical });
          const asGguf = [true, false].find((wanted) => same(refs(models, wanted), roles));
          if (asGguf !== undefined) return { family, name, base, clinical, asGguf };
        }
      }
    }
  }
  return null;
}

function option(id: string, about?: string): Option<string> {
  const name = catalogueModel(id)?.name ?? id;
  return { id, label: name, ...(about === undefined ? {} : { about }) };
}

/** What the usual choice of a family asks of this device. */
function costOf(family: PresetFamily): string {
  const { memory, download } = rolesCost(ggufRefsOf(preset(family, presetsOf(family).at(-1)!).models));
  return `${bytes(memory)} of memory, ${download === 0 ? 'nothing to download' : `${bytes(download)} to download`}`;
}

/** The published configurations (CPT, IT, CPT+IT), family by family in the order of what they ask of a device. */
export function PresetChooser() {
  const roles = useRoles((state) => state.roles);
  const now = chosenNow(roles);
  const [family, setFamily] = useState<PresetFamily>(now?.family ?? DEMO_FAMILY);
  const current = now?.family.id === family.id ? now : null;
  const asGguf = current?.asGguf ?? true;
  const base = current?.base ?? family.bases[0]!;
  const clinical = current?.clinical ?? family.clinical[0] ?? family.general;
  const free = useModels(({ storage }) =>
    storage?.quota == null || storage.usage === null ? null : storage.quota - storage.usage,
  );
  const { models } = preset(family, current?.name ?? presetsOf(family).at(-1)!, { base, clinical });
  const [files, originals] = [rolesCost(ggufRefsOf(models)), rolesCost(refsOf(models))];
  const apply = (change: Partial<Chosen>): void => {
    const next = change.family ?? family;
    const choice = change.family ? {} : { base: change.base ?? base, clinical: change.clinical ?? clinical };
    const names = presetsOf(next);
    const wanted = change.name ?? current?.name;
    const name = wanted !== undefined && names.includes(wanted) ? wanted : names.at(-1)!;
    setRoles(refs(preset(next, name, choice).models, change.asGguf ?? asGguf));
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
        options={PRESET_FAMILIES.map((each) => ({ id: each.id, label: each.name, about: costOf(each) }))}
      />
      <Segmented
        label="Configuration"
        value={current?.name ?? 'own'}
        onChange={(name) => name !== 'own' && apply({ name })}
        options={[
          ...presetsOf(family).map((name) => ({ value: name, label: name })),
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
      {files.download < originals.download && (
        <CheckBox isSelected={asGguf} onChange={(wanted) => apply({ asGguf: wanted })}>
          As GGUF files in 4 bits where there are some: {bytes(files.download)} to download, not{' '}
          {bytes(originals.download)}
        </CheckBox>
      )}
      <p className="basis-full max-w-prose text-[13px] text-muted">
        {family.about}
        {current !== null && ` Expert minus anti-expert isolates ${preset(family, current.name).isolates}.`}
        {catalogueModel(family.general)?.family !== 'demo' && ' Never run here: figures are its authors’.'}
        {free !== null && ` This browser has ${bytes(free)} of storage free.`}
      </p>
    </div>
  );
}

import { Plus, X } from 'lucide-react';
import { Link } from 'wouter';
import { MODEL_PARAMETERS, needsBase, parametersOf } from '../../../../engine/merging/methods.ts';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/section.tsx';
import { SelectInput } from '../../../components/select-input.tsx';
import { addModel, changeModel, removeModel, setBase, setModel, useMerging } from '../../../merging/merging.ts';
import type { ModelRef } from '../../../models/model-refs.ts';
import { useModels } from '../../../models/models.ts';
import { modelsHere } from '../../../models/models-here.ts';
import { labelOf, useRoles } from '../../../models/roles.ts';
import { Parameter } from './parameter.tsx';

/** What is merged: a base where the method has one, and the models that were tuned from it, each with its numbers. */
export function ModelRows() {
  const { method, base, models } = useMerging((state) => state.choices);
  const isBusy = useMerging((state) => state.progress !== null);
  const storage = useModels((state) => state.storage);
  const session = useRoles((state) => state.session);
  const here = modelsHere(storage, session);
  const options = [...new Set([...here, base, ...models.map(({ ref }) => ref)])].map((value) => ({
    value,
    label: labelOf(value),
  }));
  const hasBase = needsBase(method);
  const { ofModel } = parametersOf(method);
  const next = here.find((ref) => !models.some((each) => each.ref === ref) && !(hasBase && ref === base)) ?? base;
  const least = hasBase ? 1 : 2;
  const add = method !== 'slerp' && (
    <Button isDisabled={isBusy} onPress={() => addModel(next)}>
      <Plus aria-hidden /> Add a model
    </Button>
  );
  return (
    <Section title="Models" actions={add}>
      <ul className="flex flex-col divide-y divide-line">
        {hasBase && (
          <li className="pb-2">
            <SelectInput<ModelRef> label="Base" value={base} onChange={setBase} options={options} isDisabled={isBusy} />
          </li>
        )}
        {models.map((model, index) => {
          const name = `Model ${index + 1}`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same model may be there twice, and only its place tells which
            <li key={index} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 first:pt-0 last:pb-0">
              <div className="min-w-0 flex-1 basis-52">
                <SelectInput<ModelRef>
                  label={name}
                  value={model.ref}
                  onChange={(ref) => setModel(index, ref)}
                  options={options}
                  isDisabled={isBusy}
                />
              </div>
              {ofModel.map((parameter) => (
                <Parameter
                  key={parameter}
                  traits={MODEL_PARAMETERS[parameter]}
                  of={name.toLowerCase()}
                  value={model[parameter]}
                  onChange={(value) => changeModel(index, { [parameter]: value })}
                  isDisabled={isBusy}
                />
              ))}
              {models.length > least && (
                <Button
                  look="quiet"
                  aria-label={`Remove ${name.toLowerCase()}`}
                  isDisabled={isBusy}
                  onPress={() => removeModel(index)}
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <ul className="mt-2 text-xs text-muted">
        {ofModel.map((parameter) => (
          <li key={parameter}>
            {MODEL_PARAMETERS[parameter].name}: {MODEL_PARAMETERS[parameter].about}
          </li>
        ))}
        <li>
          Models of one shape, tuned from one base. A folder, a download or an adapter over a base is opened on{' '}
          <Link href="/models" className="text-accent underline">
            Models
          </Link>{' '}
          and can be chosen here then.
        </li>
      </ul>
    </Section>
  );
}

import { useState } from 'react';
import type { ColumnMap } from '../../../engine/records/formats.ts';
import { dropUnmapped, openBatch, useClassification } from '../../classification/classification.ts';
import { Button } from '../../components/button.tsx';
import { SelectInput } from '../../components/select-input.tsx';

type Field = keyof ColumnMap;

interface ColumnMapperProps {
  readonly file: File;
  readonly columns: readonly string[];
}

/** The user says what the columns of a table are that is no known data set. */
export function ColumnMapper({ file, columns }: ColumnMapperProps) {
  const pair = useClassification((state) => state.set.pair);
  const [map, setMap] = useState<ColumnMap>({});
  const required: readonly Field[] = pair ? ['premise', 'hypothesis'] : ['input'];
  const fields: readonly { readonly field: Field; readonly label: string }[] = [
    ...(pair
      ? ([
          { field: 'premise', label: 'Premise' },
          { field: 'hypothesis', label: 'Hypothesis' },
        ] as const)
      : ([{ field: 'input', label: 'Text' }] as const)),
    { field: 'reference', label: 'Its label' },
    { field: 'id', label: 'Id' },
  ];
  const options = [{ value: '', label: '(none)' }, ...columns.map((name) => ({ value: name, label: name }))];
  return (
    <section aria-label="Columns" className="rounded-md border border-line bg-panel px-3 py-2.5">
      <p className="mb-2 text-[13px]">
        The columns of <strong className="font-semibold">{file.name}</strong> are none that Locum knows. Which is what?
      </p>
      <div className="flex flex-wrap items-center gap-3">
        {fields.map(({ field, label }) => (
          <SelectInput
            key={field}
            label={label}
            value={map[field] ?? null}
            placeholder={required.includes(field) ? 'Choose' : '(none)'}
            onChange={(column) => {
              const { [field]: _, ...others } = map;
              setMap(column === '' ? others : { ...others, [field]: column });
            }}
            options={options}
          />
        ))}
      </div>
      <div className="mt-3 flex gap-2">
        <Button
          look="primary"
          isDisabled={required.some((field) => map[field] === undefined)}
          onPress={() => void openBatch(file, map)}
        >
          Read the file
        </Button>
        <Button look="quiet" onPress={dropUnmapped}>
          Cancel
        </Button>
      </div>
    </section>
  );
}

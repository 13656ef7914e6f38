import { Label, Radio, RadioGroup } from 'react-aria-components';

interface ChoiceListProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly about?: string }[];
}

/** A few exclusive choices one below the other, each with what it means. */
export function ChoiceList<Value extends string>({ label, value, onChange, options }: ChoiceListProps<Value>) {
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as Value)}>
      <Label className="text-[13px] text-muted">{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          className="group flex cursor-default gap-2 rounded px-2 py-1.5 text-[13px] data-[hovered]:bg-wash data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
        >
          <span className="mt-[3px] size-3.5 shrink-0 rounded-full border border-edge group-data-[selected]:border-4 group-data-[selected]:border-accent" />
          <span>
            <span className="block">{option.label}</span>
            {option.about !== undefined && <span className="block text-xs text-muted">{option.about}</span>}
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}

import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface SelectInputProps<Value extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
}

/** One of more choices than stand side by side. */
export function SelectInput<Value extends string>(props: SelectInputProps<Value>) {
  const { label, labelHidden, value, onChange, options, placeholder = 'Choose', isDisabled } = props;
  return (
    <Select
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(key as Value);
      }}
      placeholder={placeholder}
      isDisabled={isDisabled ?? false}
      className="flex max-w-full min-w-0 flex-wrap items-center gap-x-1.5"
    >
      <Label className={labelHidden ? 'sr-only' : 'text-[13px] text-muted'}>{label}</Label>
      <Button className="inline-flex min-h-8 max-w-full min-w-0 items-center gap-1.5 rounded border border-edge/70 bg-raised px-2.5 py-1 text-left text-[13px] data-[disabled]:opacity-50 data-[hovered]:bg-wash">
        <SelectValue className="min-w-0 break-words" />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <Popover className="max-w-[calc(100vw-1rem)] min-w-40 overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
        <ListBox className="outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="cursor-default rounded px-2 py-1 text-[13px] -outline-offset-2 data-[focused]:bg-wash data-[selected]:font-semibold"
            >
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

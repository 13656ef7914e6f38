import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
}

/** One of several, where they are too many or too long to stand side by side. */
export function Choice<Value extends string>({
  label,
  labelHidden = false,
  value,
  onChange,
  options,
}: ChoiceProps<Value>) {
  return (
    <Select
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      className="flex min-w-0 items-center gap-2"
    >
      <Label className={labelHidden ? 'sr-only' : 'text-[13px] whitespace-nowrap text-muted'}>{label}</Label>
      <Button className="inline-flex h-8 min-w-0 items-center gap-1.5 rounded border border-edge/70 bg-raised px-2.5 text-[13px] data-[hovered]:bg-wash">
        <SelectValue className="max-w-48 truncate" />
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <Popover className="max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
        <ListBox className="outline-none">
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              textValue={option.label}
              className="cursor-default rounded px-2 py-1.5 text-[13px] outline-none data-[focused]:bg-wash data-[selected]:font-semibold"
            >
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface Option<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly about?: string;
}

interface ChoiceProps<Id extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Id;
  readonly onChange: (value: Id) => void;
  readonly options: readonly Option<Id>[];
  readonly isDisabled?: boolean;
}

/** One of several, from a list that opens. */
export function Choice<Id extends string>(props: ChoiceProps<Id>) {
  const { label, labelHidden = false, value, onChange, options, isDisabled = false } = props;
  return (
    <Select
      value={value}
      onChange={(next) => onChange(next as Id)}
      isDisabled={isDisabled}
      {...(labelHidden ? { 'aria-label': label } : {})}
      className="flex max-w-full min-w-0 flex-wrap items-center gap-x-2"
    >
      {!labelHidden && <Label className="shrink-0 text-[13px] text-muted">{label}</Label>}
      <Button className="flex min-h-8 min-w-0 flex-auto items-center justify-between gap-2 rounded border border-edge/70 bg-raised px-2.5 py-1 text-[13px] data-[disabled]:opacity-50 data-[hovered]:bg-wash">
        <SelectValue className="min-w-0 break-words text-left">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </Button>
      <Popover className="max-h-80 min-w-(--trigger-width) max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem
              textValue={option.label}
              className="group flex cursor-default items-start gap-2 rounded px-2 py-1 text-[13px] -outline-offset-2 data-[focused]:bg-wash"
            >
              <Check aria-hidden className="mt-0.5 size-3.5 shrink-0 opacity-0 group-data-[selected]:opacity-100" />
              <span className="min-w-0">
                <span className="block">{option.label}</span>
                {option.about !== undefined && <span className="block text-xs text-muted">{option.about}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

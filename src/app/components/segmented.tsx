import { Label, Radio, RadioGroup } from 'react-aria-components';

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly isDisabled?: boolean;
  /** Closer, and more so in a narrow window: where much stands in one row. */
  readonly isDense?: boolean;
}

/** A few exclusive choices side by side: a radio group, so arrow keys move between them. */
export function Segmented<Value extends string>({
  label,
  labelHidden,
  value,
  onChange,
  options,
  isDisabled = false,
  isDense = false,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as Value)}
      isDisabled={isDisabled}
      orientation="horizontal"
      className="flex max-w-full flex-wrap items-center gap-x-2"
    >
      <Label className={labelHidden ? 'sr-only' : 'text-[13px] text-muted'}>{label}</Label>
      <div className="flex max-w-full flex-wrap rounded border border-edge/70 bg-raised">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className={`${isDense ? 'px-1.5 max-sm:px-1' : 'px-2.5'} flex h-[30px] cursor-default items-center border-line text-[13px] whitespace-nowrap not-first:border-l first:rounded-l-[3px] last:rounded-r-[3px] data-[disabled]:opacity-50 data-[hovered]:bg-wash data-[selected]:bg-accent data-[selected]:font-semibold data-[selected]:text-on-accent data-[focus-visible]:outline-2 data-[focus-visible]:outline-offset-2 data-[focus-visible]:outline-accent`}
          >
            {option.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

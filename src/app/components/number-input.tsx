import { Minus, Plus } from 'lucide-react';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';

interface NumberInputProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits?: number;
  readonly unit?: string;
  readonly isDisabled?: boolean;
}

const STEPPER = 'flex h-full w-6 items-center justify-center text-muted data-[hovered]:text-ink [&_svg]:size-3';

/** A number typed or stepped; arrow keys work, out of range is pulled back in. */
export function NumberInput(props: NumberInputProps) {
  const { label, labelHidden, value, onChange, min, max, step, digits = 0, unit, isDisabled } = props;
  const name = unit === undefined ? label : `${label} (${unit})`;
  return (
    <NumberField
      {...(labelHidden ? { 'aria-label': name } : {})}
      value={value}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next);
      }}
      minValue={min}
      maxValue={max}
      step={step}
      formatOptions={{ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }}
      isDisabled={isDisabled ?? false}
      className="flex items-center gap-1.5"
    >
      {!labelHidden && <Label className="text-[13px] whitespace-nowrap text-muted">{name}</Label>}
      <Group className="flex h-8 items-stretch rounded border border-edge/70 bg-raised data-[focus-within]:border-accent data-[disabled]:opacity-50">
        <Input className="w-12 bg-transparent px-1.5 text-right text-[13px] tabular-nums outline-none" />
        <span className="flex">
          <Button slot="decrement" className={STEPPER}>
            <Minus aria-hidden />
          </Button>
          <Button slot="increment" className={STEPPER}>
            <Plus aria-hidden />
          </Button>
        </span>
      </Group>
    </NumberField>
  );
}

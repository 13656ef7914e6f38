import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components';

interface CheckBoxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckBox({ label, checked, onChange }: CheckBoxProps) {
  return (
    <Checkbox
      isSelected={checked}
      onChange={onChange}
      className="group flex h-8 cursor-default items-center gap-1.5 text-[13px]"
    >
      <span className="flex size-4 items-center justify-center rounded-sm border border-edge bg-raised group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-1 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        {checked && <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />}
      </span>
      {label}
    </Checkbox>
  );
}

import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';

interface CheckBoxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function CheckBox({ isSelected, onChange, isDisabled, children }: CheckBoxProps) {
  return (
    <AriaCheckbox
      isSelected={isSelected}
      onChange={onChange}
      isDisabled={isDisabled ?? false}
      className="group inline-flex min-h-6 items-center gap-1.5 text-[13px] data-[disabled]:opacity-50"
    >
      <span className="flex size-4 shrink-0 items-center justify-center rounded-[3px] border border-edge bg-raised text-on-accent group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[focus-visible]:outline-accent group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        {isSelected && <Check aria-hidden strokeWidth={3} className="size-3" />}
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </AriaCheckbox>
  );
}

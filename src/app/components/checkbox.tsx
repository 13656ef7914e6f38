import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox, type CheckboxProps as AriaCheckboxProps } from 'react-aria-components';

interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'children'> {
  readonly children: ReactNode;
}

export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox
      {...props}
      className="group flex items-start gap-2 rounded px-1 py-0.5 text-[13px] data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent data-[hovered]:bg-wash"
    >
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge group-data-[selected]:border-accent group-data-[selected]:bg-accent">
        <Check aria-hidden className="hidden size-3 text-on-accent group-data-[selected]:block" />
      </span>
      <span className="min-w-0 break-words">{children}</span>
    </AriaCheckbox>
  );
}

import type { RefAttributes } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

const LOOKS = {
  primary: 'bg-accent text-on-accent border-transparent data-[hovered]:bg-accent-hover font-semibold',
  plain: 'bg-raised text-ink border-edge/70 data-[hovered]:bg-wash data-[hovered]:border-edge',
  quiet: 'bg-transparent text-ink border-transparent data-[hovered]:bg-wash',
  danger: 'bg-danger-wash text-danger border-danger-line data-[hovered]:border-danger font-semibold',
  /** In lines of small text. */
  small: 'bg-transparent text-inherit border-transparent data-[hovered]:bg-wash',
} as const;

export interface ButtonProps extends Omit<AriaButtonProps, 'className'>, RefAttributes<HTMLButtonElement> {
  readonly look?: keyof typeof LOOKS;
}

export function Button({ look = 'plain', ...props }: ButtonProps) {
  return (
    <AriaButton
      {...props}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded border whitespace-nowrap select-none data-[disabled]:opacity-50 ${look === 'small' ? 'h-7 px-1.5 text-xs [&_svg]:size-3.5' : 'h-8 px-2.5 text-[13px] [&_svg]:size-4'} ${LOOKS[look]}`}
    />
  );
}

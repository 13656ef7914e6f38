import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { Button } from './button.tsx';

interface NamedIconProps {
  readonly name: string;
  readonly icon: ReactNode;
  readonly onPress: () => void;
}

/** A button whose name stands beside its icon where there is room, and over it when it is pointed at or focused where there is not. */
export function NamedIcon({ name, icon, onPress }: NamedIconProps) {
  return (
    <TooltipTrigger delay={400}>
      <Button look="quiet" onPress={onPress}>
        {icon} <span className="max-2xl:sr-only">{name}</span>
      </Button>
      <Tooltip
        placement="bottom"
        className="rounded border border-line bg-raised px-2 py-1 text-xs text-ink shadow-lg 2xl:hidden"
      >
        {name}
      </Tooltip>
    </TooltipTrigger>
  );
}

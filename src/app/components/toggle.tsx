import { Switch } from 'react-aria-components';

interface ToggleProps {
  readonly label: string;
  readonly about: string;
  readonly isOn: boolean;
  readonly onChange: (on: boolean) => void;
}

/** On or off, with what that means. */
export function Toggle({ label, about, isOn, onChange }: ToggleProps) {
  return (
    <Switch
      isSelected={isOn}
      onChange={onChange}
      className="group flex cursor-default items-start gap-2.5 rounded px-2 py-1.5 text-[13px] data-[hovered]:bg-wash data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
    >
      <span
        aria-hidden
        className="mt-0.5 flex h-4 w-7 shrink-0 rounded-full border border-edge p-px group-data-[selected]:justify-end group-data-[selected]:border-accent group-data-[selected]:bg-accent"
      >
        <span className="aspect-square h-full rounded-full bg-edge group-data-[selected]:bg-on-accent" />
      </span>
      <span>
        <span className="block">{label}</span>
        <span className="block text-xs text-muted">{about}</span>
      </span>
    </Switch>
  );
}

import { Button } from 'react-aria-components';

interface ExampleListProps {
  readonly examples: readonly { readonly id: string; readonly title: string; readonly about: string }[];
  /** The one that is open. */
  readonly current?: string | null;
  readonly onChoose: (id: string) => void;
  /** What is told of each stands below its title. */
  readonly isStacked?: boolean;
}

/** What can be tried at one press, in as many columns as there is room for. */
export function ExampleList({ examples, current = null, onChoose, isStacked = false }: ExampleListProps) {
  return (
    <ul className="-mx-2.5 grid grid-cols-[repeat(auto-fit,minmax(min(100%,22rem),1fr))] items-start gap-x-2">
      {examples.map(({ id, title, about }) => (
        <li key={id} className="min-w-0">
          <Button
            {...(id === current && { 'aria-current': true })}
            onPress={() => onChoose(id)}
            className={`flex max-w-full ${isStacked ? 'flex-col' : 'flex-wrap items-baseline'} gap-x-1.5 rounded px-2.5 py-1 text-left text-[13px] aria-[current=true]:font-semibold data-[hovered]:bg-wash`}
          >
            <span className="text-accent underline">{title}</span>
            <span className="min-w-0 font-normal break-words text-muted">{about}</span>
          </Button>
        </li>
      ))}
    </ul>
  );
}

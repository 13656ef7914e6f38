import { FolderOpen } from 'lucide-react';
import { Button } from './button.tsx';
import { DeleteButton } from './delete-button.tsx';

interface KeptListProps {
  readonly label: string;
  readonly kept: readonly {
    readonly id: string;
    readonly name: string;
    /** How far it came. */
    readonly about: string;
    readonly elsewhere: boolean;
  }[];
  readonly isDisabled?: boolean;
  readonly onOpen: (id: string) => void;
  readonly onDelete: (id: string) => void;
}

/** What is kept in this browser and not open here: each can be taken up or deleted, unless another tab has it. */
export function KeptList({ label, kept, isDisabled = false, onOpen, onDelete }: KeptListProps) {
  if (kept.length === 0) return null;
  return (
    <section aria-label={label} className="text-[13px]">
      <h3 className="font-semibold">{label}</h3>
      <ul className="mt-1 divide-y divide-line rounded border border-line bg-panel">
        {kept.map(({ id, name, about, elsewhere }) => (
          <li key={id} data-testid="kept" className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
            <span className="min-w-0 flex-1 basis-48 break-words">
              <strong className="font-semibold">{name}</strong> <span className="text-muted">· {about}</span>
            </span>
            {elsewhere ? (
              <span className="text-muted">open in another tab</span>
            ) : (
              <>
                <Button look="small" aria-label={`Open ${name}`} isDisabled={isDisabled} onPress={() => onOpen(id)}>
                  <FolderOpen aria-hidden /> Open
                </Button>
                <DeleteButton name={name} amount="for good" onDelete={() => onDelete(id)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

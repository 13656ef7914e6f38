import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

interface DeleteButtonProps {
  readonly name: string;
  /** What is freed, in words. */
  readonly amount: string;
  readonly onDelete: () => void;
}

/** Deletes when it is pressed twice: what took an hour to download is not gone by a slip. */
export function DeleteButton({ name, amount, onDelete }: DeleteButtonProps) {
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <Button look="quiet" aria-label={`Delete ${name}`} onPress={() => setAsked(true)}>
        <Trash2 aria-hidden /> Delete
      </Button>
    );
  }
  return (
    <>
      <Button look="danger" onPress={onDelete}>
        Delete {amount}
      </Button>
      <Button autoFocus look="quiet" onPress={() => setAsked(false)}>
        Keep
      </Button>
    </>
  );
}

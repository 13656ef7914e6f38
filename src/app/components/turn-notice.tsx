import { useWaitsFor } from '../models/model-task.ts';

/** Why nothing happens yet: the models do one thing at a time. @param task as its `ModelTask` is called */
export function TurnNotice({ task }: { task: string }) {
  const other = useWaitsFor(task);
  return (
    <span role="status" className="text-xs text-muted" data-testid="turn">
      {other !== null && `Waits for ${other}; goes on by itself.`}
    </span>
  );
}

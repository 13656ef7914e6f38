import { Settings2 } from 'lucide-react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { Button } from '../components/button.tsx';
import { ChoiceList } from '../components/choice-list.tsx';
import { useEngine } from '../models/engine.ts';
import { BACKENDS } from '../text/backends.ts';

/** The one setting that is needed while working; the others have a page. */
export function SettingsPopover() {
  const backend = useEngine((state) => state.backend);
  const setBackend = useEngine((state) => state.setBackend);
  return (
    <DialogTrigger>
      <Button look="quiet" aria-label="Settings">
        <Settings2 aria-hidden />
      </Button>
      <Popover
        placement="bottom end"
        className="w-80 max-w-[calc(100vw-1rem)] rounded-md border border-line bg-raised shadow-lg"
      >
        <Dialog className="p-3 outline-none">
          <Heading slot="title" className="mb-2 text-sm font-semibold">
            Settings
          </Heading>
          <ChoiceList label="Where the models run" value={backend} onChange={setBackend} options={BACKENDS} />
          <p className="mt-2 text-xs text-muted">A change takes effect with the next note.</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

import { Settings2 } from 'lucide-react';
import { Dialog, DialogTrigger, Heading, Label, Popover, Radio, RadioGroup } from 'react-aria-components';
import type { BackendPreference } from '../../workers/protocol.ts';
import { useEngine } from '../stores/engine.ts';
import { Button } from './button.tsx';

const BACKENDS: readonly { readonly value: BackendPreference; readonly label: string; readonly about: string }[] = [
  { value: 'auto', label: 'Automatic', about: 'The GPU where there is a real one, else the CPU.' },
  { value: 'webgpu', label: 'GPU (WebGPU)', about: 'Always WebGPU, even where software stands in for a GPU.' },
  { value: 'cpu', label: 'CPU', about: 'Slower than a GPU; works in every browser.' },
];

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
          <RadioGroup value={backend} onChange={(value) => setBackend(value as BackendPreference)}>
            <Label className="text-[13px] text-muted">Where the models run</Label>
            {BACKENDS.map(({ value, label, about }) => (
              <Radio
                key={value}
                value={value}
                className="group mt-1 flex cursor-default gap-2 rounded px-2 py-1.5 data-[hovered]:bg-wash data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
              >
                <span className="mt-0.5 size-3.5 shrink-0 rounded-full border border-edge group-data-[selected]:border-4 group-data-[selected]:border-accent" />
                <span>
                  <span className="block">{label}</span>
                  <span className="block text-xs text-muted">{about}</span>
                </span>
              </Radio>
            ))}
          </RadioGroup>
          <p className="mt-2 text-xs text-muted">A change takes effect with the next note.</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

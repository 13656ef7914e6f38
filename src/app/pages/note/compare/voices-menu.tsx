import { Columns3 } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { modelsInReach } from '../../../models/preset-models.ts';
import { useRoles } from '../../../models/roles.ts';
import { chooseVoices, useCompare, VOICES } from '../../../note/compare.ts';
import { voiceName } from './voice-names.ts';

/** Which columns stand side by side: two or more. */
export function VoicesMenu() {
  const voices = useCompare((state) => state.voices);
  const others: readonly string[] = modelsInReach(useRoles((state) => state.roles));
  const methods: readonly string[] = ['base', 'expert', 'proxy', 'second'];
  const offered = VOICES.filter((voice) => methods.includes(voice) || others.includes(voice));
  return (
    <MenuTrigger>
      <Button>
        <Columns3 aria-hidden /> Columns
      </Button>
      <Popover className="rounded-md border border-line bg-raised p-1 shadow-lg">
        <Menu
          aria-label="Columns"
          className="outline-none"
          selectionMode="multiple"
          selectedKeys={voices}
          onSelectionChange={(keys) => chooseVoices(offered.filter((voice) => keys === 'all' || keys.has(voice)))}
        >
          {offered.map((voice) => (
            <MenuItem
              key={voice}
              id={voice}
              textValue={voiceName(voice)}
              className="group flex cursor-default items-center gap-2 rounded px-2 py-1 text-[13px] -outline-offset-2 data-[focused]:bg-wash data-[selected]:font-semibold"
            >
              <span aria-hidden className="w-3 text-accent not-group-data-[selected]:invisible">
                ✓
              </span>
              {voiceName(voice)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

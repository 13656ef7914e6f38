import { Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { batchToCsv, batchToJson } from '../../classification/write-batch.ts';
import { Button } from '../../components/button.tsx';
import type { Batch } from '../../stores/classification.ts';
import { saveFile } from '../../text/save-file.ts';

const FORMATS = [
  { id: 'csv', label: 'CSV', type: 'text/csv', write: batchToCsv },
  { id: 'json', label: 'JSON', type: 'application/json', write: batchToJson },
] as const;

export function ExportMenu({ batch }: { batch: Batch }) {
  const stem = batch.name.replace(/\.[^.]*$/u, '');
  return (
    <MenuTrigger>
      <Button>
        <Download aria-hidden /> Export
      </Button>
      <Popover className="min-w-36 rounded-md border border-line bg-raised p-1 shadow-lg">
        <Menu className="outline-none">
          {FORMATS.map(({ id, label, type, write }) => (
            <MenuItem
              key={id}
              id={id}
              onAction={async () => saveFile(`${stem}-labels.${id}`, new Blob([await write(batch)], { type }))}
              className="cursor-default rounded px-2 py-1 text-[13px] outline-none data-[focused]:bg-wash"
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

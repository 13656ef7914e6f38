import { Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from './button.tsx';

interface ExportMenuProps<Format extends string> {
  readonly formats: readonly { readonly id: Format; readonly label: string }[];
  readonly onExport: (format: Format) => void;
}

/** The forms in which something can be taken away. */
export function ExportMenu<Format extends string>({ formats, onExport }: ExportMenuProps<Format>) {
  return (
    <MenuTrigger>
      <Button>
        <Download aria-hidden /> Export
      </Button>
      <Popover className="max-w-[calc(100vw-1rem)] min-w-36 rounded-md border border-line bg-raised p-1 shadow-lg">
        <Menu aria-label="Export as" className="outline-none">
          {formats.map(({ id, label }) => (
            <MenuItem
              key={id}
              id={id}
              onAction={() => onExport(id)}
              className="cursor-default rounded px-2 py-1.5 text-[13px] -outline-offset-2 data-[focused]:bg-wash"
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import { Download } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { Report } from '../../../engine/evaluation/report/report.ts';
import { reportToCsv, reportToHtml, reportToJson, reportToMarkdown } from '../../../engine/evaluation/report/write.ts';
import { Button } from '../../components/button.tsx';
import { saveFile } from '../../text/save-file.ts';
import { useReport } from './use-report.ts';

const FORMATS: readonly {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly write: (report: Report) => string;
}[] = [
  { id: 'csv', label: 'CSV', type: 'text/csv', write: reportToCsv },
  { id: 'json', label: 'JSON', type: 'application/json', write: reportToJson },
  { id: 'md', label: 'Markdown', type: 'text/markdown', write: reportToMarkdown },
  { id: 'html', label: 'HTML, self-contained', type: 'text/html', write: reportToHtml },
];

export function ExportMenu() {
  const report = useReport();
  if (report === null) return null;
  return (
    <MenuTrigger>
      <Button>
        <Download aria-hidden /> Export
      </Button>
      <Popover className="min-w-44 rounded-md border border-line bg-raised p-1 shadow-lg">
        <Menu className="outline-none">
          {FORMATS.map(({ id, label, type, write }) => (
            <MenuItem
              key={id}
              id={id}
              onAction={() =>
                saveFile(`evaluation.${id}`, new Blob([write(report)], { type: `${type};charset=utf-8` }))
              }
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

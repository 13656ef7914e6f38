import type { Report } from '../../../engine/evaluation/report/report.ts';
import { reportToCsv, reportToHtml, reportToJson, reportToMarkdown } from '../../../engine/evaluation/report/write.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { saveFile } from '../../text/save-file.ts';
import { useReport } from './use-report.ts';

const WRITERS = {
  csv: { label: 'CSV', type: 'text/csv', write: reportToCsv },
  json: { label: 'JSON', type: 'application/json', write: reportToJson },
  md: { label: 'Markdown', type: 'text/markdown', write: reportToMarkdown },
  html: { label: 'HTML, self-contained', type: 'text/html', write: reportToHtml },
} as const satisfies Readonly<Record<string, { label: string; type: string; write: (report: Report) => string }>>;
type Format = keyof typeof WRITERS;

const FORMATS = (Object.keys(WRITERS) as Format[]).map((id) => ({ id, label: WRITERS[id].label }));

export function ReportExport() {
  const report = useReport();
  if (report === null) return null;
  const save = (format: Format) => {
    const { type, write } = WRITERS[format];
    saveFile(`evaluation.${format}`, new Blob([write(report)], { type: `${type};charset=utf-8` }));
  };
  return <ExportMenu formats={FORMATS} onExport={save} />;
}

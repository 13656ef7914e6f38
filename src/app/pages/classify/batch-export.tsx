import type { Batch } from '../../classification/classification.ts';
import { batchToCsv, batchToJson } from '../../classification/write-batch.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { saveFile } from '../../text/save-file.ts';

const WRITERS = {
  csv: { label: 'CSV', type: 'text/csv', write: batchToCsv },
  json: { label: 'JSON', type: 'application/json', write: batchToJson },
} as const;
type Format = keyof typeof WRITERS;

const FORMATS = (Object.keys(WRITERS) as Format[]).map((id) => ({ id, label: WRITERS[id].label }));

export function BatchExport({ batch }: { batch: Batch }) {
  const stem = batch.name.replace(/\.[^.]*$/u, '');
  const save = async (format: Format) => {
    const { type, write } = WRITERS[format];
    saveFile(`${stem}-labels.${format}`, new Blob([await write(batch)], { type }));
  };
  return <ExportMenu formats={FORMATS} onExport={(format) => void save(format)} />;
}

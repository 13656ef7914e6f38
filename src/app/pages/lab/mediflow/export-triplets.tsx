import { ExportMenu } from '../../../components/export-menu.tsx';
import { keptTriplets } from '../../../mediflow/mediflow.ts';
import { useMediFlow } from '../../../mediflow/state.ts';
import { saveFile } from '../../../text/save-file.ts';

const FORMATS = [
  { id: 'triplets', label: 'Triplets that are kept (JSON lines)' },
  { id: 'ratings', label: 'Ratings (JSON lines)' },
  { id: 'pairs', label: 'Pairs for preference tuning (JSON lines)' },
] as const;
type Format = (typeof FORMATS)[number]['id'];

/** Files that `locum mediflow` reads and writes, too. */
export function ExportTriplets() {
  const hasRatings = useMediFlow((state) => state.ratings.length > 0);
  const hasPairs = useMediFlow((state) => state.pairs.length > 0);
  const there: Readonly<Record<Format, boolean>> = { triplets: true, ratings: hasRatings, pairs: hasPairs };
  const save = (format: Format) => {
    const { ratings, pairs } = useMediFlow.getState();
    const lines: Readonly<Record<Format, readonly object[]>> = { triplets: keptTriplets(), ratings, pairs };
    const text = lines[format].map((line) => `${JSON.stringify(line)}\n`).join('');
    saveFile(`mediflow-${format}.jsonl`, new Blob([text], { type: 'application/jsonl' }));
  };
  return <ExportMenu formats={FORMATS.filter(({ id }) => there[id])} onExport={save} />;
}

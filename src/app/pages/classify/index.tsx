import { PageLayout } from '../../components/page-layout.tsx';

export default function ClassifyPage() {
  return (
    <PageLayout title="Classify" about="Texts get labels: one text with its probabilities, or a whole file.">
      <p className="text-muted">Label sets, single texts and batches from CSV, TSV and JSONL come here.</p>
    </PageLayout>
  );
}

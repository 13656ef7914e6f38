import { PageLayout } from '../../components/page-layout.tsx';

export default function ModelsPage() {
  return (
    <PageLayout title="Models" about="Which models there are, and which are used.">
      <p className="text-muted">
        The choice and storage of models come here; until then the demonstration models are used.
      </p>
    </PageLayout>
  );
}

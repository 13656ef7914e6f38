import { PageLayout } from '../../components/page-layout.tsx';

export default function EvaluatePage() {
  return (
    <PageLayout title="Evaluate" about="Methods measured on data sets, with intervals.">
      <p className="text-muted">
        Evaluation in the page comes here; the terminal measures already: npm run locum -- score.
      </p>
    </PageLayout>
  );
}

import { PageLayout } from '../../components/page-layout.tsx';

export default function TokensPage() {
  return (
    <PageLayout title="Tokens" about="What the expert pair changes, token by token.">
      <p className="text-muted">
        The analysis of shifts comes here; the note page shows the probabilities of single tokens already.
      </p>
    </PageLayout>
  );
}

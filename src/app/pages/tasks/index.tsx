import { PageLayout } from '../../components/page-layout.tsx';

export default function TasksPage() {
  return (
    <PageLayout title="Tasks" about="The library of clinical tasks, with prompts that can be read and changed.">
      <p className="text-muted">The task library comes here.</p>
    </PageLayout>
  );
}

import { PageLayout } from '../../components/page-layout.tsx';

export default function SettingsPage() {
  return (
    <PageLayout title="Settings" about="Where models run, how the app looks, what is kept.">
      <p className="text-muted">Settings come here; until then they are behind the button at the top.</p>
    </PageLayout>
  );
}

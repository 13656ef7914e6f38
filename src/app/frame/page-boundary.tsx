import { Component, type ReactNode } from 'react';
import { Button } from '../components/button.tsx';

interface PageBoundaryProps {
  readonly title: string;
  /** Makes the page anew, fetching it again where that failed. */
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** A page that cannot be fetched or drawn says so in its place; the others, and what was written, are still there. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state as { error: Error | null };
    if (error === null) return this.props.children;
    return (
      <div role="alert" className="m-3 rounded border border-danger-line bg-danger-wash px-3 py-2.5">
        <h2 className="font-semibold text-danger">The page “{this.props.title}” could not be shown</h2>
        <p className="break-words">{error.message}</p>
        <p className="text-muted">
          What you entered is kept. If the app was updated or the server was stopped, start it again.
        </p>
        <div className="mt-2">
          <Button
            onPress={() => {
              this.setState({ error: null });
              this.props.onRetry();
            }}
          >
            Try again
          </Button>
        </div>
      </div>
    );
  }
}

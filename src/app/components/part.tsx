import { Component, type ReactNode, Suspense } from 'react';
import { Button } from './button.tsx';

interface PartProps {
  /** What it is called where it begins a sentence. */
  readonly name: string;
  /** Stands in its place while it is fetched. */
  readonly opening?: ReactNode;
  /** Makes the part anew, fetching it again where that failed. */
  readonly onRetry?: () => void;
  /** Of what lies over the page, such as a dialog: takes it away. */
  readonly onDismiss?: () => void;
  readonly children: ReactNode;
}

/** A part that is fetched when it is wanted. One that cannot be fetched or drawn says so, and what was written around it is still there. */
export class Part extends Component<PartProps, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { name, opening, onRetry, onDismiss, children } = this.props;
    const { error } = this.state as { error: Error | null };
    if (error === null) return <Suspense fallback={opening}>{children}</Suspense>;
    return (
      <div
        role="alert"
        className={`rounded border border-danger-line bg-danger-wash px-3 py-2.5 text-left ${onDismiss ? 'fixed inset-x-3 bottom-3 z-40 max-md:bottom-16 md:left-auto md:w-md' : 'm-3'}`}
      >
        <h2 className="font-semibold text-danger">{name} could not be shown</h2>
        <p className="break-words">{error.message}</p>
        <p className="text-muted">
          What you entered is kept while this tab is open. If Locum was updated on its server, copy what you need and
          reload the page; if its server was stopped, start it again.
        </p>
        <div className="mt-2 flex gap-2">
          {onRetry && (
            <Button
              onPress={() => {
                this.setState({ error: null });
                onRetry();
              }}
            >
              Try again
            </Button>
          )}
          {onDismiss && <Button onPress={onDismiss}>Close</Button>}
        </div>
      </div>
    );
  }
}

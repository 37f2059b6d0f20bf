import { Component, type ReactNode } from 'react';
import { ErrorState } from '../ui/States';

/** Shows an error instead of a page that fails to render, and keeps the rest of the studio usable. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error ? <ErrorState error={this.state.error} onRetry={() => location.reload()} /> : this.props.children;
  }
}

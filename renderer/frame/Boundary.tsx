import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { words } from '../../shared/uiWords.ts';
import { reportFault } from '../faults.ts';
import { Empty } from '../parts/Empty.tsx';
import { Page } from '../parts/Page.tsx';

interface BoundaryProps {
  readonly children: ReactNode;
}

/**
 * A view that cannot be drawn takes only itself away: the rail, the search and the lock stay. A class, because React
 * has nothing else for this.
 */
export class Boundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    reportFault(error);
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <Page title={words.refused.viewFailed}>
        <Empty title={words.refused.fault}>
          <Button onClick={() => this.setState({ failed: false })}>{words.retry}</Button>
        </Empty>
      </Page>
    );
  }
}

import { Component } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

interface BrokenPageState {
  readonly problem: string | null;
}

/** A mistake of ours, or a page that somebody else's script has changed under us: better a word than a white screen. */
export class BrokenPage extends Component<{ readonly children: ReactNode }, BrokenPageState> {
  override state: BrokenPageState = { problem: null };

  static getDerivedStateFromError(error: unknown): BrokenPageState {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === null) return this.props.children;
    return (
      <main className={styles.progress} role="alert">
        <h1>This page has broken.</h1>
        <ul className={styles.details}>
          <li>{problem}</li>
        </ul>
        <p>Reload it: the fleet starts again from its seed. If it breaks every time, turn off what changes pages.</p>
        <Button look="solid" onPress={() => location.reload()}>
          Reload
        </Button>
      </main>
    );
  }
}

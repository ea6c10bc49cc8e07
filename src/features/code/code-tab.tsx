import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { Button } from '../../ui/controls/button.tsx';
import styles from './code-tab.module.css';

/** The first tab of the drawer. The editor behind it is heavy: it comes when somebody opens it. */
export const codeTab = { name: 'code', label: 'Code', note: () => '', Panel: CodePanel };

let loaded: ComponentType | null = null;

function CodePanel() {
  const [Editor, setEditor] = useState(() => loaded);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (loaded) return;
    import('./editor-pane.tsx').then(
      ({ EditorPane }) => {
        loaded = EditorPane;
        setEditor(() => EditorPane);
      },
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, []);
  if (Editor) return <Editor />;
  return problem === null ? <Loading /> : <NotLoaded reason={problem} />;
}

export function Loading() {
  return (
    <p role="status" className={styles.waiting}>
      Loading the editor …
    </p>
  );
}

/** After an update of the site, parts of the page that was open before are gone. */
export function NotLoaded({ reason }: { readonly reason: string }) {
  return (
    <div role="alert" className={styles.waiting}>
      <p>
        The editor could not be loaded. Check the connection; if the site was just updated, reload the page. What you
        have changed is saved.
      </p>
      <p className={styles.reason}>{reason}</p>
      <Button look="solid" onPress={() => location.reload()}>
        Reload the page
      </Button>
    </div>
  );
}

import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { fetchServiceTypes } from '../../session/code/service-types.ts';
import type { ServiceTypes } from '../../session/code/service-types.ts';
import { screenAtFirst } from '../../session/stores/screen-store.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './code-tab.module.css';

/** The first tab of the drawer. The editor behind it is heavy: it comes when somebody opens it. */
export const codeTab = { name: 'code', label: 'Code', note: () => '', Panel: CodePanel };

interface Loaded {
  readonly EditorPane: ComponentType<{ readonly types: Promise<ServiceTypes> }>;
  readonly types: Promise<ServiceTypes>;
}

let loaded: Loaded | null = null;

async function load(): Promise<Loaded> {
  // Both at once: the types are as large as they are late.
  const types = fetchServiceTypes();
  types.catch(() => {});
  const { EditorPane } = await import('./editor-pane.tsx');
  loaded = { EditorPane, types };
  return loaded;
}

/** Code needs more room than a list; whoever has chosen a height keeps it. */
const codeHeight = 380;

function CodePanel() {
  const { screen } = useSession();
  const [editor, setEditor] = useState(() => loaded);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (screen.getState().evidenceHeight === screenAtFirst.evidenceHeight) {
      screen.setState({ evidenceHeight: codeHeight });
    }
    if (loaded) return;
    load().then(setEditor, (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  }, [screen]);
  if (editor) return <editor.EditorPane types={editor.types} />;
  return problem === null ? <Loading /> : <NotLoaded reason={problem} />;
}

function Loading() {
  return <output className={styles.waiting}>Loading the editor …</output>;
}

/** After an update of the site, parts of the page that was open before are gone. */
function NotLoaded({ reason }: { readonly reason: string }) {
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

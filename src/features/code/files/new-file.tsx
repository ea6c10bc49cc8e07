import { useId, useState } from 'react';
import { useSession } from '../../../session/use-session.ts';
import { whyNotNew } from '../../../session/work/new-path.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { codeView, openFile } from '../code-view.ts';
import styles from './new-file.module.css';

/** An empty file, to be imported by others. `beside` is the one that is open. */
export function NewFile({ beside }: { readonly beside: string }) {
  const [isAsking, setAsking] = useState(false);
  const folder = beside.startsWith('services/') ? beside.slice(0, beside.lastIndexOf('/') + 1) : 'services/';
  return (
    <div className={styles.whole}>
      {isAsking ? (
        <PathForm folder={folder} onDone={() => setAsking(false)} />
      ) : (
        <Button look="quiet" onPress={() => setAsking(true)}>
          New file
        </Button>
      )}
    </div>
  );
}

interface PathFormProps {
  readonly folder: string;
  readonly onDone: () => void;
}

function PathForm({ folder, onDone }: PathFormProps) {
  const { work } = useSession();
  const [path, setPath] = useState(folder);
  const [why, setWhy] = useState<string | null>(null);
  const id = useId();
  const make = (): void => {
    const problem = whyNotNew(path, (other) => work.current(other) !== null);
    setWhy(problem);
    if (problem !== null) return;
    work.edit(path, '');
    codeView.setState({ comparedWith: 'nothing' });
    openFile(path);
    onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        make();
      }}
    >
      <label htmlFor={id}>Path of the new file</label>
      <input
        id={id}
        ref={(field) => field?.focus()}
        spellCheck={false}
        value={path}
        aria-invalid={why !== null}
        aria-describedby={why === null ? undefined : `${id}-why`}
        onChange={(event) => setPath(event.target.value.trim())}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      {why !== null && (
        <p id={`${id}-why`} role="alert">
          {why}
        </p>
      )}
      <div className={styles.buttons}>
        <Button look="solid" onPress={make}>
          Make it
        </Button>
        <Button onPress={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

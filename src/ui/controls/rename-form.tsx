import { useState } from 'react';
import { Button } from './button.tsx';
import styles from './rename-form.module.css';

interface RenameFormProps {
  readonly shown: string;
  readonly onRename: (name: string) => void;
  readonly onLeave: () => void;
}

/** In the place of a row of a list, while its name is written anew. */
export function RenameForm({ shown, onRename, onLeave }: RenameFormProps) {
  const [name, setName] = useState(shown);
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        onRename(name);
      }}
    >
      <label>
        <span className="visually-hidden">Name of {shown}</span>
        {/* It stands where the button was that was pressed for it. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <input autoFocus maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <button type="submit">Rename</button>
      <Button look="quiet" onPress={onLeave}>
        Leave it
      </Button>
    </form>
  );
}

import { useStore } from 'zustand';
import { CommandButton } from '../../../commands/command-button.tsx';
import { undoChange } from '../../../commands/fleet/change-structure.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { useSession } from '../../../session/use-session.ts';
import styles from './change.module.css';

/** What came of the last change. */
export function ChangeSaid() {
  const { editing } = useSession();
  const said = useStore(editing, (now) => now.said);
  const mistakes = useStore(editing, (now) => now.mistakes);
  const isUndoable = useCommand(undoChange).isPossible && said !== '' && mistakes.length === 0;
  return (
    <div className={styles.heard}>
      <output className={styles.said}>
        {said}
        {mistakes.length > 0 && (
          <ul>
            {mistakes.map(({ path, line, message }) => (
              <li key={`${path} ${line} ${message}`}>
                {path}:{line} {message}
              </li>
            ))}
          </ul>
        )}
      </output>
      {isUndoable && !said.startsWith('Undone') && <CommandButton command={undoChange}>Undo</CommandButton>}
    </div>
  );
}

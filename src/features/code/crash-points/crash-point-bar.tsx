import { useStore } from 'zustand';
import { CommandButton } from '../../../commands/command-button.tsx';
import { undoFault } from '../../../commands/fleet/undo-fault.ts';
import { whenText } from '../../../session/readings/crash-point-text.ts';
import { useSession } from '../../../session/use-session.ts';
import { openFile } from '../code-view.ts';
import { CrashPointForm } from './crash-point-form.tsx';
import { useMarks } from './use-crash-points.ts';
import styles from './crash-points.module.css';

/** The marks of a file in words, and the form for a new one. */
export function CrashPointBar({ path }: { readonly path: string }) {
  const { code } = useSession();
  const marking = useStore(code, (state) => state.marking);
  const marks = useMarks(path);
  return (
    <>
      {marking?.path === path && <CrashPointForm key={marking.line} place={marking} />}
      {marks.length > 0 && (
        <ul className={styles.marks} aria-label="Crash points in this file">
          {marks.map(({ fault, line }) => (
            <li key={fault.id}>
              {line === null ? (
                <span>a line that was changed since</span>
              ) : (
                <button type="button" className={styles.place} onClick={() => openFile(path, line)}>
                  line {line}
                </button>
              )}
              <span>
                {fault.target} dies {fault.crashPoint && whenText(fault.crashPoint)}
              </span>
              <CommandButton command={undoFault(fault)} look="quiet">
                Remove<span className="visually-hidden"> the crash point on line {line}</span>
              </CommandButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

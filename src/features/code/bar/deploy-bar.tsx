import { useStore } from 'zustand';
import { chordText } from '../../../browser/hotkeys.ts';
import { deployChanges, startWithChanges } from '../../../commands/code/deploy-changes.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { useSession } from '../../../session/use-session.ts';
import { changesIn } from '../../../session/work/changes.ts';
import type { Workspace } from '../monaco/workspace.ts';
import { Going } from './going.tsx';
import styles from './bars.module.css';

/** What is not deployed yet, the way to deploy it, and how the last rollout goes. */
export function DeployBar({ workspace }: { readonly workspace: Workspace }) {
  const { work } = useSession();
  const drafts = useStore(work, (state) => state.drafts);
  const { code, structure } = changesIn(drafts);
  const command = structure.length > 0 ? startWithChanges : deployChanges;
  const changed = code.length + structure.length;
  return (
    <div className={`${styles.bar} ${styles.foot}`}>
      {changed > 0 ? (
        <>
          <CommandButton command={command} look="primary">
            {command.label} <kbd>{chordText('Mod+Enter')}</kbd>
          </CommandButton>
          <span>
            {changed} {changed === 1 ? 'file' : 'files'} changed
            {structure.length > 0 && ': the run begins anew, with the same seed'}
          </span>
        </>
      ) : (
        <span className={styles.state}>Everything is deployed as it stands here.</span>
      )}
      <output>
        <Going workspace={workspace} hasChanges={changed > 0} />
      </output>
      <span className={styles.rest} />
      <span className={styles.hint}>
        F9, or a press left of a line: the process dies there. Esc leaves the editor. Ctrl M: Tab goes on instead of
        indenting.
      </span>
    </div>
  );
}

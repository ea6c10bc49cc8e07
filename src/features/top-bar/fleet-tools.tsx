import { useStore } from 'zustand';
import { CommandButton } from '../../commands/command-button.tsx';
import { showBranches } from '../../commands/sharing/branches.ts';
import { shareRun } from '../../commands/sharing/share-run.ts';
import { showFleets } from '../../commands/view/show-fleets.ts';
import { useSession } from '../../session/use-session.ts';
import styles from './top-bar.module.css';

/** To another fleet, and this one to others. */
export function FleetTools() {
  const { branches } = useSession();
  const hasBranches = useStore(branches.store, (list) => list.branches.length > 0);
  return (
    <div className={styles.tools}>
      <CommandButton command={showFleets} look="quiet">
        Fleets
      </CommandButton>
      {hasBranches && (
        <CommandButton command={showBranches} look="quiet">
          Branches
        </CommandButton>
      )}
      <CommandButton command={shareRun} look="quiet">
        Share
      </CommandButton>
    </div>
  );
}

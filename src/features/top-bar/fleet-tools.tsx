import { CommandButton } from '../../commands/command-button.tsx';
import { shareRun } from '../../commands/sharing/share-run.ts';
import { showFleets } from '../../commands/view/show-fleets.ts';
import styles from './top-bar.module.css';

/** To another fleet, and this one to others. */
export function FleetTools() {
  return (
    <div className={styles.tools}>
      <CommandButton command={showFleets} look="quiet">
        Fleets
      </CommandButton>
      <CommandButton command={shareRun} look="quiet">
        Share
      </CommandButton>
    </div>
  );
}

import type { FoundRun } from '../../../simulator/index.ts';
import { CommandButton } from '../../commands/command-button.tsx';
import { compareFound, openFound } from '../../commands/fleet/explore.ts';
import styles from './explore.module.css';

/** One run in which something did not hold, read from its faults to what came of them. */
export function Found({ found, isOver }: { readonly found: FoundRun; readonly isOver: boolean }) {
  const { truth, violations, violationsCount, faults, failedAtUs, isSmallest } = found;
  const [first] = violations;
  return (
    <article className={styles.run}>
      <h3>✗ {truth}</h3>
      <ol>
        {faults.length === 0 && <li>Nothing was done to the fleet.</li>}
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
        <li className={styles.violation}>
          {first?.text} (seen at {(failedAtUs / 1_000_000).toFixed(1)} s
          {violationsCount > 1 && `, and ${violationsCount - 1} more like it`})
        </li>
      </ol>
      <div className={styles.buttons}>
        <CommandButton command={openFound(found)} look={isSmallest ? 'solid' : 'quiet'} />
        {faults.length > 0 && <CommandButton command={compareFound(found)} look="quiet" />}
        <span className={styles.note}>{sizeText(found, isOver)}</span>
      </div>
    </article>
  );
}

function sizeText({ isSmallest, faults }: FoundRun, isOver: boolean): string {
  const [first] = faults;
  if (isSmallest && first === undefined) return 'It takes no fault at all. The run opens at its beginning.';
  if (isSmallest && faults.length === 1) return 'It takes this fault. The run opens right before it.';
  const count = `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`;
  if (isSmallest) return `It takes these ${count}. The run opens right before the first.`;
  return isOver ? `${count}, perhaps not all of them needed.` : `${count} so far; fewer may do.`;
}

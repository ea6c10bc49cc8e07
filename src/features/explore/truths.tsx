import type { ExploreProgress, TruthFigures } from '../../../simulator/index.ts';
import styles from './explore.module.css';

interface TruthsProps {
  /** Of the fleet that is seen, until runs tell of theirs. */
  readonly names: readonly string[];
  readonly progress: ExploreProgress | null;
  /** Of the fleet that was explored. */
  readonly title: string;
}

/** What has to hold, and in how many runs it did not. */
export function Truths({ names, progress, title }: TruthsProps) {
  const truths = progress?.truths ?? names.map((name): TruthFigures => ({ name, failedRuns: 0, unasked: null }));
  return (
    <table className={styles.truths}>
      <caption className="visually-hidden">What has to hold</caption>
      <thead>
        <tr>
          <th scope="col">{progress === null ? 'has to hold' : `had to hold in ${title}`}</th>
          <th scope="col">so far</th>
        </tr>
      </thead>
      <tbody>
        {truths.map((truth) => (
          <tr key={truth.name} data-failed={truth.failedRuns > 0}>
            <th scope="row">{truth.name}</th>
            <td>{progress === null ? 'not asked yet' : heldText(truth, progress.runsDone)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function heldText({ failedRuns, unasked }: TruthFigures, runs: number): string {
  if (unasked !== null) return `cannot be asked: ${unasked}`;
  if (runs === 0) return 'not asked yet';
  return failedRuns === 0 ? `✓ held in ${runs}` : `✗ failed in ${failedRuns} of ${runs}`;
}

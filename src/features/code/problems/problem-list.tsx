import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { CommandButton } from '../../../commands/command-button.tsx';
import { showThrown } from '../../../commands/code/show-thrown.ts';
import { useSession } from '../../../session/use-session.ts';
import { openFile } from '../code-view.ts';
import type { Workspace } from '../monaco/workspace.ts';
import type { Thrown } from '../thrown/thrown.ts';
import { thrownText } from '../thrown/thrown-text.ts';
import { summary, together } from './problem.ts';
import type { Problem } from './problem.ts';
import styles from './problem-list.module.css';

interface ProblemListProps {
  readonly workspace: Workspace;
  readonly thrown: readonly Thrown[];
}

const shownMost = 50;

/** What is wrong before anything runs, and what went wrong when it did: each leads to its line. */
export function ProblemList({ workspace, thrown }: ProblemListProps) {
  const { code } = useSession();
  const { types, runtime, isComplete, untyped } = useStore(workspace.findings);
  const refusal = useStore(code, (state) => state.refusal);
  const hindering: Problem[] = [
    ...runtime,
    ...(refusal?.mistakes ?? []).map((mistake) => ({ ...mistake, from: 'runtime' }) as const),
  ];
  const problems = together(Object.values(types).flat(), unlike(hindering));
  if (problems.length === 0 && thrown.length === 0 && untyped !== null) {
    return <p role="alert">Types are not checked: {untyped}. Reload the page to try again.</p>;
  }
  if (problems.length === 0 && thrown.length === 0) {
    return isComplete ? <p className="visually-hidden">No problems.</p> : null;
  }
  return (
    <details className={styles.problems} open>
      <summary>
        {[summary(problems), thrown.length > 0 && `${thrown.length} ${thrown.length === 1 ? 'line' : 'lines'} threw`]
          .filter(Boolean)
          .join(', ')}
      </summary>
      <ul aria-label="Problems">
        {thrown.map((each) => (
          <li key={`${each.path}:${each.line}`}>
            <PlaceButton path={each.path} line={each.line}>
              {thrownText(each)}
            </PlaceButton>
            <CommandButton command={showThrown(each)} look="quiet">
              {each.traceId === null ? 'Show log' : 'Show request'}
            </CommandButton>
          </li>
        ))}
        {problems.slice(0, shownMost).map((problem) => (
          <li key={`${problem.path}:${problem.line}:${problem.column} ${problem.message}`}>
            <PlaceButton path={problem.path} line={problem.line} column={problem.column}>
              {problem.message}
              {problem.from === 'runtime' && <small> It cannot run like this.</small>}
            </PlaceButton>
          </li>
        ))}
        {problems.length > shownMost && <li>and {problems.length - shownMost} more</li>}
      </ul>
    </details>
  );
}

interface PlaceButtonProps {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly children: ReactNode;
}

function PlaceButton({ path, line, column, children }: PlaceButtonProps) {
  return (
    <button type="button" className={styles.place} onClick={() => openFile(path, line)}>
      <b>
        {path}:{line}
        {column !== undefined && `:${column}`}
      </b>{' '}
      {children}
    </button>
  );
}

/** The same mistake may have been found by looking and by trying. */
function unlike(problems: readonly Problem[]): Problem[] {
  const seen = new Map(problems.map((problem) => [`${problem.path}:${problem.line}:${problem.message}`, problem]));
  return [...seen.values()];
}

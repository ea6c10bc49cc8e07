import { useStore } from 'zustand';
import { resetAll, resetFile, bringCodeBack } from '../../../commands/code/reset.ts';
import { applySolution } from '../../../commands/lesson/solution.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { Command } from '../../../commands/command.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { useLesson, useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { codeView } from '../code-view.ts';
import styles from './bars.module.css';

const views = [
  { value: 'nothing', label: 'Edit' },
  { value: 'deployed', label: 'Diff to deployed' },
  { value: 'start', label: 'Diff to start' },
] as const;
const readingViews = [{ value: 'nothing', label: 'Read' }, views[1], views[2]] as const;
const towardsSolution = { value: 'solution', label: 'Solution' } as const;

interface FileBarProps {
  readonly path: string;
  readonly isReadOnly: boolean;
}

/** Which file this is, how it stands, and what it can be compared with. */
export function FileBar({ path, isReadOnly }: FileBarProps) {
  const { work } = useSession();
  const isSolved = useLesson(({ solutionOf }) => solutionOf === path);
  const possible = isReadOnly ? readingViews : views;
  const wanted = useStore(codeView, (view) => view.comparedWith);
  const comparedWith = wanted === 'solution' && !isSolved ? 'nothing' : wanted;
  const isChanged = useStore(work, ({ drafts }) => path in drafts);
  const isOurs = useStore(work, ({ deployed }) => path in deployed);
  const state = isChanged ? 'changed, not deployed' : isOurs ? 'deployed, not as at the start' : 'as at the start';
  return (
    <div className={styles.bar}>
      <h3 className={styles.path}>{path}</h3>
      <span className={styles.state}>{state}</span>
      <span className={styles.rest} />
      <Choice
        label="What to show"
        options={isSolved ? [...possible, towardsSolution] : possible}
        chosen={comparedWith}
        onChoose={(chosen) => codeView.setState({ comparedWith: chosen, line: null })}
      />
      {comparedWith === 'solution' && !isReadOnly && <Possible command={applySolution(path)}>Take it over</Possible>}
      <Possible command={bringCodeBack}>Bring my code back</Possible>
      <Possible command={resetFile(path)}>Reset file</Possible>
      <Possible command={resetAll}>Reset all</Possible>
    </div>
  );
}

/** A button that is only there when there is something to do for it. */
function Possible({ command, children }: { readonly command: Command; readonly children: string }) {
  const { isPossible } = useCommand(command);
  return isPossible && <CommandButton command={command}>{children}</CommandButton>;
}

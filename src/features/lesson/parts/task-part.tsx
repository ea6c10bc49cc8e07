import { useState } from 'react';
import { useStore } from 'zustand';
import type { Task } from '../../../../simulator/index.ts';
import { deployChanges, startWithChanges } from '../../../commands/code/deploy-changes.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { Command } from '../../../commands/command.ts';
import { showSolution } from '../../../commands/lesson/solution.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { showCode } from '../../../commands/view/show-code.ts';
import { useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { keyed } from '../keyed.ts';
import { Blocks } from '../prose/blocks.tsx';
import { FilePath } from './file-path.tsx';
import styles from './parts.module.css';

const asked: Readonly<Record<Task['asks'], string>> = {
  show: 'Look',
  do: 'Do this',
  edit: 'Change the code',
  explore: 'Try it out',
};

/** What the learner is asked for, and help with it: one hint after the other, then the solution. */
export function TaskPart({ task }: { readonly task: Task }) {
  const [hints, setHints] = useState(0);
  const { file, blocks, asks } = task;
  const { code } = useSession();
  const refusal = useStore(code, (state) => state.refusal);
  return (
    <section className={styles.task}>
      <h3>{asked[asks]}</h3>
      <Blocks blocks={blocks} />
      {keyed(task.hints.slice(0, hints)).map(({ key, item: hint, place }) => (
        <div key={key} className={styles.hint}>
          <b>Hint {place + 1}</b>
          <Blocks blocks={hint} />
        </div>
      ))}
      {file && refusal && (
        <p className={styles.refused} role="alert">
          {refusal.why}{' '}
          {refusal.mistakes[0] &&
            `${refusal.mistakes[0].path}:${refusal.mistakes[0].line}: ${refusal.mistakes[0].message}`}
        </p>
      )}
      <div className={styles.ways}>
        {file && (
          <CommandButton command={showCode(placeOf(file))}>
            <span>
              Open <FilePath path={file.path} />
              {file.fromLine !== null && `, line\u00a0${file.fromLine}`}
            </span>
          </CommandButton>
        )}
        {file && <Possible command={deployChanges}>Deploy</Possible>}
        {file && <Possible command={startWithChanges}>Start with this fleet</Possible>}
        {hints < task.hints.length && (
          <Button look="quiet" onPress={() => setHints(hints + 1)}>
            {`Hint ${hints + 1} of ${task.hints.length}`}
          </Button>
        )}
        {file && hints >= task.hints.length && <Possible command={showSolution(file.path)}>Show the solution</Possible>}
      </div>
    </section>
  );
}

function placeOf({ path, fromLine }: NonNullable<Task['file']>): string {
  return fromLine === null ? path : `${path}:${fromLine}`;
}

/** A button that is only there when there is something to do for it. */
function Possible({ command, children }: { readonly command: Command; readonly children: string }) {
  const { isPossible } = useCommand(command);
  return isPossible && <CommandButton command={command}>{children}</CommandButton>;
}

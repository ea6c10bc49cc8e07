import { useState } from 'react';
import type { Task } from '../../../../simulator/index.ts';
import { deployChanges, startWithChanges } from '../../../commands/code/deploy-changes.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { Command } from '../../../commands/command.ts';
import { showSolution } from '../../../commands/lesson/solution.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { showCode } from '../../../commands/view/show-code.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Blocks } from '../prose/blocks.tsx';
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
  return (
    <section className={styles.task}>
      <h3>{asked[asks]}</h3>
      <Blocks blocks={blocks} />
      {task.hints.slice(0, hints).map((hint, index) => (
        <div key={String(index)} className={styles.hint}>
          <b>Hint {index + 1}</b>
          <Blocks blocks={hint} />
        </div>
      ))}
      <div className={styles.ways}>
        {file && (
          <CommandButton command={showCode(placeOf(file))}>
            Open {file.path}
            {file.fromLine !== null && `, line ${file.fromLine}`}
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

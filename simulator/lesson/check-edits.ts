import type { Problems } from '../fleet/fleet-error.ts';
import type { StepActions } from './learner-actions.ts';
import { isDeployed } from './lesson-files.ts';
import type { Lesson } from './lesson.ts';

interface Deployed {
  readonly actions: readonly StepActions[];
  /** Texts of the start's files, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a learner is asked to edit is deployed in that very step, and is not what ran before it. */
export function checkEdits(root: string, lesson: Lesson, { actions, files }: Deployed, problems: Problems): void {
  const runs = new Map(files);
  for (const step of lesson.steps) {
    const deployed = deployedIn(actions.find((entry) => entry.step === step.id));
    for (const part of step.parts) {
      const path = part.kind === 'task' ? part.file?.path : undefined;
      if (path === undefined || !isDeployed(path)) continue;
      const at = { file: `${root}/lesson.md`, line: step.line, column: 1 };
      const text = deployed.get(path);
      if (text === undefined) {
        const expected = `{ at: 20s, deploy: PROCESS, files: [${path}] } in the step's actions`;
        problems.add(at, '', `an edit of ${path}, which the solution does not deploy`, expected);
      } else if (text === runs.get(path)) {
        problems.add(at, '', `an edit of ${path}, which the solution leaves as it is`, `solution/${path}`);
      }
    }
    for (const [path, text] of deployed) runs.set(path, text);
  }
}

function deployedIn(step: StepActions | undefined): Map<string, string> {
  const deploys = step?.actions.filter(({ verb }) => verb === 'deploy') ?? [];
  return new Map(deploys.flatMap(({ sizes }) => Object.entries(sizes['files'] as Record<string, string>)));
}

import type { Action, LessonData } from '../../../simulator/index.ts';
import type { Session } from '../session.ts';
import { changesIn } from '../work/changes.ts';
import type { Texts } from '../work/fleet-source.ts';

/** What leads to a step: what was done in the steps before it, and what they made another fleet by. */
interface WayToStep {
  /** Fleet files and what stores begin with. */
  readonly structure: Texts;
  /** Code that was deployed on the way. */
  readonly code: Texts;
  readonly actions: readonly Action[];
  readonly untilUs: number;
}

export function wayTo({ lesson, solution, walk }: LessonData, step: string): WayToStep {
  const index = lesson.steps.findIndex(({ id }) => id === step);
  const before = lesson.steps.slice(0, Math.max(0, index));
  const parts = before.flatMap((each) => each.parts);
  const edited = new Set(parts.flatMap((part) => (part.kind === 'task' && part.file ? [part.file.path] : [])));
  const structure = changesIn(solution).structure.filter((path) => edited.has(path));
  const walked = walk.filter((each) => before.some(({ id }) => id === each.step));
  const actions = walked.flatMap((each) => each.actions);
  return {
    structure: Object.fromEntries(structure.map((path) => [path, solution[path]!])),
    code: Object.assign({}, ...actions.map(filesOf)) as Texts,
    actions,
    untilUs: walked.at(-1)?.untilUs ?? 0,
  };
}

/** A file as it is when a step is solved; null where the lesson has nothing to say of it. */
export function solutionOf({ lesson, solution, walk }: LessonData, step: string, path: string): string | null {
  const end = lesson.steps.findIndex(({ id }) => id === step);
  const deployed = walk
    .filter((each) => lesson.steps.findIndex(({ id }) => id === each.step) <= end)
    .flatMap(({ actions }) => actions)
    .flatMap((action) => filesOf(action)[path] ?? []);
  return deployed.at(-1) ?? solution[path] ?? null;
}

/** The run begins anew and comes to where the step begins. What this person wrote can be brought back. */
export function resetToStep({ work, code: editor, lesson, actor }: Session, data: LessonData, step: string): void {
  const { structure, code, actions, untilUs } = wayTo(data, step);
  const { source, drafts, deployed } = work.getState();
  editor.setState({ setAside: source && { fleet: source.id, texts: { ...deployed, ...drafts } } });
  work.restart({ ...structure, ...code });
  const { title } = data.lesson.steps.find(({ id }) => id === step) ?? { title: step };
  const said = `Here “${title}” begins. Press Play to go on.`;
  lesson.setState({ prelude: { texts: structure, actions, untilUs, said }, readings: {}, seeds: {} });
  actor.send({ type: 'start over' });
}

/** The code that an action brings, by its paths. */
export function filesOf({ verb, sizes }: Action): Texts {
  const files = sizes['files'];
  return verb === 'deploy' && typeof files === 'object' && files !== null ? (files as Texts) : {};
}

import type { FleetError } from '../../fleet/fleet-error.ts';
import type { Micros } from '../../wire/packet.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import { inWords } from '../checks/reading.ts';
import type { ReadCheck } from '../checks/read-checks.ts';
import type { Shape } from '../lesson-files.ts';
import type { LoadedLesson } from '../load-lesson.ts';
import { shapes } from '../lesson-files.ts';
import type { StepActions } from '../learner-actions.ts';
import { stepWork } from './step-work.ts';
import { unchanged } from './unchanged.ts';
import type { StepWork } from './step-work.ts';
import { walk } from './walk.ts';
import type { OpenRun, Walk } from './walk.ts';

/** What became of a lesson on one seed. */
export interface SeedProof {
  readonly seed: string;
  readonly walks: Readonly<Record<Shape, Walk>>;
  /** Of one walk. */
  readonly virtualUs: Micros;
  readonly failures: readonly ProofFailure[];
}

export interface ProofFailure extends Omit<FleetError, 'message'> {
  readonly of: Shape;
}

/**
 * A lesson teaches what it says when its start fails, its solution passes, and its solution without the thing taught fails:
 * in the learner's own order, by the learner's own actions. All begin with the start's code; what was edited is deployed when
 * its step comes. Who stays with the start breaks it in the same way, and deploys it as it is.
 * To fail, something must never have passed; to pass, it must still hold when its step is over.
 */
export async function proveOn(seed: string, root: string, loaded: LoadedLesson, openRun: OpenRun): Promise<SeedProof> {
  const { fleets, actions, checks, lesson } = loaded;
  const work = stepWork(lesson, actions.solution);
  const steps: Readonly<Record<Shape, readonly StepActions[]>> = { ...actions, start: unchanged(loaded, work) };
  const walks: Partial<Record<Shape, Walk>> = {};
  for (const shape of shapes)
    walks[shape] = await walk({ fleet: fleets[shape], steps: steps[shape], checks }, seed, openRun);
  const done = walks as Record<Shape, Walk>;
  const thrown = thrownErrors(checks, done);
  if (thrown.length > 0)
    return { seed, walks: done, virtualUs: actions.solution.at(-1)?.untilUs ?? 0, failures: thrown };
  const failures = [
    ...startFailures(root, work, done.start),
    ...solutionFailures(root, work, done, loaded),
    ...ablationFailures(root, work, done.ablation),
    ...shapes.flatMap((shape) => refusals(shape, steps[shape], done[shape])),
  ];
  return { seed, walks: done, virtualUs: actions.solution.at(-1)?.untilUs ?? 0, failures };
}

/** A check that threw says nothing: that has to be mended first. */
function thrownErrors(checks: readonly ReadCheck[], walks: Readonly<Record<Shape, Walk>>): ProofFailure[] {
  return checks.flatMap(({ name, at }): ProofFailure[] => {
    const of = shapes.find((shape) => walks[shape].thrown.has(name));
    if (of === undefined) return [];
    const found = `${name}: an error, ${quoted(walks[of].thrown.get(name)!)}`;
    return [{ of, ...at, found, expected: 'functions that can take every request and call of the run' }];
  });
}

function startFailures(root: string, work: readonly StepWork[], start: Walk): ProofFailure[] {
  const file = `${root}/lesson.md`;
  const hasPassed = ({ check }: { check: string }): boolean => start.passedAtUs[check] !== null;
  if (work.some(({ changes }) => changes)) {
    return work
      .filter(({ changes, wanted }) => changes && wanted.every(hasPassed))
      .map(({ title, line }) => ({
        ...{
          of: 'start',
          file,
          line,
          column: 1,
          found: `every check of "${title}" passed before anything was changed`,
        },
        expected: 'one that only the change can pass',
      }));
  }
  if (!work.flatMap(({ wanted }) => wanted).every(hasPassed)) return [];
  const found = 'every check passed before anything was done';
  return [{ of: 'start', file, line: 1, column: 1, found, expected: 'one that fails until the learner acts' }];
}

function solutionFailures(
  root: string,
  work: readonly StepWork[],
  walks: Readonly<Record<Shape, Walk>>,
  { actions, fleets }: LoadedLesson,
): ProofFailure[] {
  // An edited fleet file makes another run: until then the learner is in that of the start.
  const isAnotherRun = fleets.solution !== fleets.start;
  return work.flatMap(({ step, isBeforeEdits, wanted, told }) => {
    const shape = isAnotherRun && isBeforeEdits ? 'start' : 'solution';
    const readings = walks[shape].readings[step] ?? {};
    const untilUs = actions.solution.find((entry) => entry.step === step)?.untilUs ?? 0;
    return [...wanted, ...told].flatMap(({ check, line }): ProofFailure[] => {
      const reading = readings[check];
      if (reading === undefined || reading.verdict === 'passed') return [];
      const found = `${check} ${reading.verdict} at ${inWords(untilUs / 1_000_000, 's')} (${reading.text})`;
      const expected = `passed with the ${shape === 'start' ? "start's fleet" : 'solution'}`;
      return [{ of: 'solution', file: `${root}/lesson.md`, line, column: 1, found, expected }];
    });
  });
}

function ablationFailures(root: string, work: readonly StepWork[], ablation: Walk): ProofFailure[] {
  const wanted = work.flatMap((step) => step.wanted);
  if (wanted.some(({ check }) => ablation.passedAtUs[check] === null)) return [];
  const found = 'every check passed without what the lesson teaches';
  const expected = 'one that only what is taught can pass';
  return [{ of: 'ablation', file: `${root}/ablation`, line: 1, column: 1, found, expected }];
}

/** What the fleet does not take, no learner can do. */
function refusals(of: Shape, steps: readonly StepActions[], { refused }: Walk): ProofFailure[] {
  return refused.map(({ atUs, verb, target, why }) => {
    const { at } = steps.find(({ untilUs }) => atUs <= untilUs) ?? steps.at(-1)!;
    const found = `${verb} ${target}, refused at ${inWords(atUs / 1_000_000, 's')}: ${why}`;
    return { of, ...at, found, expected: 'an action that the fleet takes' };
  });
}

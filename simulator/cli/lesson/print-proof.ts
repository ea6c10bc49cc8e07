import { formatFleetError } from '../../fleet/fleet-error.ts';
import { inWords } from '../../lesson/checks/reading.ts';
import { shapes } from '../../lesson/lesson-files.ts';
import { stepWork } from '../../lesson/proof/step-work.ts';
import type { Shape } from '../../lesson/lesson-files.ts';
import type { LoadedLesson } from '../../lesson/load-lesson.ts';
import type { ProofFailure, SeedProof } from '../../lesson/proof/prove.ts';

const wanted: Readonly<Record<Shape, string>> = {
  start: 'start fails',
  solution: 'solution passes',
  ablation: 'ablation fails',
};

export function printProof(loaded: LoadedLesson, proofs: readonly SeedProof[], wallMs: number): void {
  const { lesson } = loaded;
  console.log(`${lesson.id}: ${lesson.title}, ${lesson.minutes} minutes, ${lesson.steps.length} steps`);
  for (const row of checkRows(loaded, proofs)) {
    console.log(`  ${row.title}`);
    for (const shape of shapes) {
      const { passed, times, value } = row[shape];
      console.log(`    ${shape.padEnd(9)} passed ${passed} of ${proofs.length}${times}${value}`);
    }
  }
  const counts = shapes.map((shape) => `${wanted[shape]} ${holds(proofs, shape)}`).join(', ');
  const walks = proofs.length * shapes.length;
  const virtualS = (proofs[0]?.virtualUs ?? 0) / 1_000_000;
  console.log(`  on ${proofs.length} seeds: ${counts}`);
  console.log(`  ${virtualS} virtual seconds a run, ${(wallMs / walks / 1000).toFixed(1)} s each, ${walks} runs`);
  for (const { failure, seeds } of grouped(proofs)) {
    const message = `found ${failure.found}, expected ${failure.expected}`;
    console.error(`${formatFleetError({ ...failure, message })} (seeds ${seeds.join(', ')})`);
  }
}

export function proofAsJson(path: string, loaded: LoadedLesson, proofs: readonly SeedProof[], wallMs: number): unknown {
  const { id, title, minutes } = loaded.lesson;
  return {
    ...{ lesson: path, id, title, minutes, wallMs },
    proven: proofs.every(({ failures }) => failures.length === 0),
    virtualMs: (proofs[0]?.virtualUs ?? 0) / 1000,
    seeds: proofs,
  };
}

function holds(proofs: readonly SeedProof[], shape: Shape): number {
  return proofs.filter(({ failures }) => !failures.some((failure) => failure.of === shape)).length;
}

interface Told {
  readonly passed: number;
  readonly times: string;
  readonly value: string;
}

function checkRows(
  loaded: LoadedLesson,
  proofs: readonly SeedProof[],
): ({ readonly title: string } & Readonly<Record<Shape, Told>>)[] {
  // What was predicted and is wanted as well is told once.
  const inSteps = stepWork(loaded.lesson, loaded.actions.solution).flatMap(({ step, wanted: checks, told }) =>
    [...new Set([...checks, ...told].map(({ check }) => check))].map((check) => ({ step, check })),
  );
  return inSteps.map(({ step, check }) => {
    const { title } = loaded.checks.find(({ name }) => name === check)!;
    const told = shapes.map((shape) => [shape, toldOf(proofs, shape, step, check)]);
    return { title: `${title} [${check}]`, ...(Object.fromEntries(told) as Record<Shape, Told>) };
  });
}

function toldOf(proofs: readonly SeedProof[], shape: Shape, step: string, check: string): Told {
  const times = proofs.flatMap(({ walks }) => walks[shape].passedAtUs[check] ?? []);
  const readings = proofs.flatMap(({ walks }) => walks[shape].readings[step]?.[check] ?? []);
  const values = readings.flatMap(({ value }) => value ?? []);
  const unit = readings[0]?.unit ?? '';
  return {
    passed: times.length,
    times: times.length === 0 ? '' : `, first at ${range(times, (us) => inWords(us / 1_000_000, 's'))}`,
    value: values.length === 0 ? '' : `; ${range(values, (value) => inWords(value, unit))} when the step is over`,
  };
}

function range(values: readonly number[], text: (value: number) => string): string {
  const [least, most] = [text(Math.min(...values)), text(Math.max(...values))];
  return least === most ? least : `${least} to ${most}`;
}

/** The same failure on many seeds is said once, with the numbers of the first. */
function grouped(
  proofs: readonly SeedProof[],
): { readonly failure: ProofFailure; readonly seeds: readonly string[] }[] {
  const groups = new Map<string, { failure: ProofFailure; seeds: string[] }>();
  for (const { seed, failures } of proofs) {
    for (const failure of failures) {
      const key = `${failure.of} ${failure.file}:${failure.line} ${failure.expected} ${failure.found.split(' ')[0]}`;
      const group = groups.get(key) ?? { failure, seeds: [] };
      group.seeds.push(seed);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

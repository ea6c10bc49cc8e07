import { baseNameOf, joinedPath } from '../fleet/code/file-path.ts';
import { loadFleet } from '../fleet/load-fleet.ts';
import { Problems } from '../fleet/fleet-error.ts';
import { didYouMean } from '../fleet/document/suggestion.ts';
import { quoted } from '../fleet/document/yaml-value.ts';
import type { FleetError } from '../fleet/fleet-error.ts';
import type { Fleet } from '../fleet/fleet.ts';
import { compileModule } from '../runtime/compile/compile-module.ts';
import type { Realm } from '../runtime/instance/realm.ts';
import { compileChecks } from './checks/compile-checks.ts';
import { Names } from './checks/words/names.ts';
import { readChecks } from './checks/read-checks.ts';
import type { CompiledChecks, ReadCheck } from './checks/read-checks.ts';
import { readLearnerActions } from './learner-actions.ts';
import type { StepActions } from './learner-actions.ts';
import { filesIn, readerOf } from './lesson-files.ts';
import type { LessonFolder, Shape } from './lesson-files.ts';
import type { Lesson } from './lesson.ts';
import { divided } from './text/front-matter.ts';
import { readGlossary } from './text/glossary.ts';
import type { Glossary } from './text/glossary.ts';
import { markdownOf } from './text/markdown.ts';
import { StepReader } from './text/steps.ts';
import { Terms } from './text/terms.ts';
import { checkUse } from './check-use.ts';

/** A lesson with all that its proof needs. */
export interface LoadedLesson {
  readonly lesson: Lesson;
  readonly checks: readonly ReadCheck[];
  /** The same before they were evaluated: for a host that does so itself. */
  readonly compiledChecks: CompiledChecks;
  readonly fleets: Readonly<Record<Shape, Fleet>>;
  readonly actions: Readonly<Record<'solution' | 'ablation', readonly StepActions[]>>;
}

export type LessonResult =
  | { readonly ok: true; readonly loaded: LoadedLesson }
  | { readonly ok: false; readonly errors: readonly FleetError[] };

/** Reads a lesson's folder. Whatever is wrong in any of its files comes at once. */
export function loadLesson(folder: LessonFolder, realm: Realm): LessonResult {
  const problems = new Problems();
  const root = joinedPath('', folder.path);
  const missing = requiredFiles.filter((file) => !folder.files.includes(file));
  for (const file of missing) problems.add(startOf(`${root}/${file}`), '', 'no such file', expectations[file]);
  if (filesIn(folder, 'ablation').length === 0)
    problems.add(startOf(`${root}/ablation`), '', 'no files', 'the solution without what the lesson teaches');
  if (problems.any) return { ok: false, errors: problems.errors() };

  const fleets = fleetsOf(folder, root, problems);
  if (fleets === null) return { ok: false, errors: problems.errors() };
  const textOf = (file: string): string => folder.readFile(`${root}/${file}`) ?? '';
  const compiled = compileChecks(`${root}/checks.ts`, textOf('checks.ts'), problems);
  const checks = compiled && readChecks(compiled, new Names(fleets.start), realm, problems);
  const glossary = glossaryOf(folder, root, problems);
  const lesson = readText({ root, textOf, fleet: fleets.start, checks, glossary }, problems);
  const actionsFile = (layer: string): string => `${layer}/actions.yaml`;
  const read = (file: string, fleet: Fleet): readonly StepActions[] =>
    readLearnerActions(`${root}/${file}`, textOf(file), lesson.steps, fleet, problems);
  const solution = read(actionsFile('solution'), fleets.solution);
  const own = actionsFile('ablation');
  const ablation = folder.files.includes(own) ? read(own, fleets.ablation) : solution;
  if (checks !== null) checkUse({ root, folder, lesson, checks, fleets }, problems);
  if (compiled === null || checks === null || problems.any) return { ok: false, errors: problems.errors() };
  return { ok: true, loaded: { lesson, checks, compiledChecks: compiled, fleets, actions: { solution, ablation } } };
}

const requiredFiles = ['lesson.md', 'fleet.yaml', 'checks.ts', 'solution/actions.yaml'] as const;

const expectations: Readonly<Record<(typeof requiredFiles)[number], string>> = {
  'lesson.md': 'what the learner reads',
  'fleet.yaml': 'the fleet that the lesson begins with',
  'checks.ts': 'what the run must show',
  'solution/actions.yaml': 'what a learner would press, step by step',
};

function fleetsOf(folder: LessonFolder, root: string, problems: Problems): Record<Shape, Fleet> | null {
  const shapes: readonly Shape[] = ['start', 'solution', 'ablation'];
  const fleets = shapes.flatMap((shape) => {
    const loaded = loadFleet({ path: `${root}/fleet.yaml`, readFile: readerOf(folder, shape) });
    if (loaded.ok) return [loaded.fleet];
    for (const error of loaded.errors) problems.add(error, '', error.found, error.expected);
    return [];
  });
  const [start, solution, ablation] = fleets;
  if (!start || !solution || !ablation) return null;
  checkCode(folder, root, problems);
  return problems.any ? null : { start, solution, ablation };
}

/** Code that does not compile would only show as a service that does not start. The shop's own is judged by its tests. */
function checkCode({ files, readFile }: LessonFolder, root: string, problems: Problems): void {
  for (const path of files) {
    if (path === 'checks.ts' || !/\.[cm]?[jt]s$/.test(path)) continue;
    const file = `${root}/${path}`;
    const compiled = compileModule({ path: file, source: readFile(file) ?? '' });
    if (compiled.ok) continue;
    for (const { line, column, message, expected } of compiled.errors)
      problems.add({ file, line, column }, '', quoted(message), expected ?? 'code that compiles');
  }
}

interface ToRead {
  readonly root: string;
  readonly textOf: (file: string) => string;
  readonly fleet: Fleet;
  readonly checks: readonly ReadCheck[] | null;
  readonly glossary: Glossary | null;
}

function readText({ root, textOf, fleet, checks, glossary }: ToRead, problems: Problems): Lesson {
  const file = `${root}/lesson.md`;
  const source = textOf('lesson.md');
  const { frontMatter, body } = divided(file, source, problems);
  const files = new Map(fleet.services.flatMap((service) => Object.entries(service.files)));
  files.set('fleet.yaml', textOf('fleet.yaml'));
  const titles = new Map(checks?.map(({ name, title }) => [name, title]));
  const targets = { fleet, names: new Names(fleet), files, checks: checks && new Set(titles.keys()) };
  const terms = glossary && new Terms(glossary);
  const text = new StepReader({ file, text: body }, targets, titles, problems, terms).read(markdownOf(body));
  const about = frontMatter ?? ({ title: '', track: '', minutes: 0, teaches: [], after: [], start: 'works' } as const);
  if (glossary) checkTaught(file, source, about.teaches, glossary, problems);
  const meanings = [...(terms?.found ?? [])].map((term) => [term, glossary!.meanings.get(term)!] as const);
  return { id: baseNameOf(root), ...about, ...text, glossary: Object.fromEntries(meanings) };
}

/** Lies beside the lessons; where there is none, nothing is said of it. */
function glossaryOf({ readFile }: LessonFolder, root: string, problems: Problems): Glossary | null {
  const file = joinedPath(root, '../glossary.md');
  const text = readFile(file);
  return text === null ? null : readGlossary(file, text, problems);
}

/** What a lesson teaches has a name, and a name has a meaning. */
function checkTaught(file: string, source: string, teaches: readonly string[], { terms }: Glossary, problems: Problems): void {
  const line = source.split('\n').findIndex((each) => each.startsWith('teaches:')) + 1;
  for (const term of teaches) {
    if (terms.has(term.toLowerCase())) continue;
    const hint = didYouMean(term, terms.keys());
    problems.add({ file, line, column: 1 }, 'teaches', quoted(term), `a term of glossary.md${hint}`);
  }
}

function startOf(file: string): { file: string; line: number; column: number } {
  return { file, line: 1, column: 1 };
}

import { baseNameOf, joinedPath } from '../fleet/code/file-path.ts';
import { loadFleet } from '../fleet/load-fleet.ts';
import type { ReadFile } from '../fleet/code/source-tree.ts';
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
import { filesIn, isAllDeployed, isDeployed, readerOf, shapes } from './lesson-files.ts';
import type { LessonFolder, Shape } from './lesson-files.ts';
import type { Lesson } from './lesson.ts';
import { divided } from './text/front-matter.ts';
import { readGlossary } from './text/glossary.ts';
import type { Glossary } from './text/glossary.ts';
import { markdownOf } from './text/markdown.ts';
import { StepReader } from './text/steps.ts';
import { Terms } from './text/terms.ts';
import { checkDifferences } from './check-differences.ts';
import { checkUse } from './check-use.ts';

/** A lesson with all that its proof needs. */
export interface LoadedLesson {
  readonly lesson: Lesson;
  readonly checks: readonly ReadCheck[];
  /** The same before they were evaluated: for a host that does so itself. */
  readonly compiledChecks: CompiledChecks;
  /** What each walk begins with: the code of the start, and the fleet file and the rows of its own layer. */
  readonly fleets: Readonly<Record<Shape, Fleet>>;
  /** Code that was edited is in it as what is deployed, step by step. */
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

  const read = fleetsOf(folder, root, problems);
  if (read === null) return { ok: false, errors: problems.errors() };
  const { whole, fleets } = read;
  const textOf = (file: string): string => folder.readFile(`${root}/${file}`) ?? '';
  const compiled = compileChecks(`${root}/checks.ts`, textOf('checks.ts'), problems);
  const checks = compiled && readChecks(compiled, new Names(fleets.start), realm, problems);
  const glossary = glossaryOf(folder, root, problems);
  const lesson = readText({ root, textOf, fleet: fleets.start, checks, glossary }, problems);
  const actionsOf = (shape: 'solution' | 'ablation', file: string, found: Problems): readonly StepActions[] => {
    const layered = readerOf(folder, shape);
    const known = { fleet: whole[shape], readSource: (path: string) => layered(joinedPath(root, path)) };
    return readLearnerActions({ path: `${root}/${file}`, text: textOf(file) }, lesson.steps, known, found);
  };
  const solution = actionsOf('solution', 'solution/actions.yaml', problems);
  const isOwn = folder.files.includes('ablation/actions.yaml');
  // The same presses, with the ablation's files: what is wrong with them was told already.
  const ablation = isOwn
    ? actionsOf('ablation', 'ablation/actions.yaml', problems)
    : actionsOf('ablation', 'solution/actions.yaml', new Problems());
  if (checks !== null) checkUse({ root, folder, lesson, checks, actions: solution, fleets: whole }, problems);
  checkDifferences(folder, root, problems);
  if (compiled === null || checks === null || problems.any) return { ok: false, errors: problems.errors() };
  const actions = { solution, ablation };
  return { ok: true, loaded: { lesson, checks, compiledChecks: compiled, fleets, actions } };
}

const requiredFiles = ['lesson.md', 'fleet.yaml', 'checks.ts', 'solution/actions.yaml'] as const;

const expectations: Readonly<Record<(typeof requiredFiles)[number], string>> = {
  'lesson.md': 'what the learner reads',
  'fleet.yaml': 'the fleet that the lesson begins with',
  'checks.ts': 'what the run must show',
  'solution/actions.yaml': 'what a learner would press, step by step',
};

type Fleets = Readonly<Record<Shape, Fleet>>;

function fleetsOf(folder: LessonFolder, root: string, problems: Problems): { whole: Fleets; fleets: Fleets } | null {
  const load = (readFile: ReadFile): Fleet[] => {
    const loaded = loadFleet({ path: `${root}/fleet.yaml`, readFile });
    if (loaded.ok) return [loaded.fleet];
    for (const error of loaded.errors) problems.add(error, '', error.found, error.expected);
    return [];
  };
  const [start, solution, ablation] = shapes.flatMap((shape) => load(readerOf(folder, shape)));
  if (!start || !solution || !ablation) return null;
  checkCode(folder, root, problems);
  if (problems.any) return null;
  const files = new Set(start.services.flatMap((service) => Object.keys(service.files)));
  const isThere = (file: string): boolean => !(isDeployed(file) && files.has(file));
  const begun = (shape: 'solution' | 'ablation'): Fleet | undefined =>
    isAllDeployed(folder, shape) ? start : load(readerOf(folder, shape, isThere))[0];
  const solutionBegins = begun('solution');
  const ablationBegins = begun('ablation');
  if (!solutionBegins || !ablationBegins) return null;
  const fleets = { start, solution: solutionBegins, ablation: ablationBegins };
  return { whole: { start, solution, ablation }, fleets };
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
  const known = new Map(checks?.map((check) => [check.name, check]));
  const targets = { fleet, names: new Names(fleet), files, checks: checks && new Set(known.keys()) };
  const terms = glossary && new Terms(glossary);
  const text = new StepReader({ file, text: body }, targets, known, problems, terms).read(markdownOf(body));
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
function checkTaught(
  file: string,
  source: string,
  teaches: readonly string[],
  { terms }: Glossary,
  problems: Problems,
): void {
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

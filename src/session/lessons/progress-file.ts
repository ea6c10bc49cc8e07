import type { Texts } from '../work/fleet-source.ts';
import type { LessonProgress, Progress } from './progress.ts';

const version = 1;

/** What somebody takes along to another browser. */
export interface ProgressFile {
  readonly lessons: Progress;
  /** By the lesson's id: files that this person has changed or made, as they left them. */
  readonly edits: Readonly<Record<string, Texts>>;
}

export function writtenProgress(lessons: Progress, edits: ProgressFile['edits'] = {}): string {
  const hasEdits = Object.keys(edits).length > 0;
  return `${JSON.stringify({ flotilla: 'progress', version, lessons, ...(hasEdits && { edits }) }, null, 2)}\n`;
}

export type ReadProgressFile =
  | { readonly ok: true; readonly file: ProgressFile }
  /** Where it is wrong, what stands there, and what should. */
  | { readonly ok: false; readonly why: string };

/** A file that somebody chose: all of it, or why not. */
export function readProgressFile(text: string): ReadProgressFile {
  const json = parsed(text);
  if (!json.ok) return { ok: false, why: `${json.at}found no JSON, ${expectedFile}` };
  const { value } = json;
  if (!isRecord(value) || value['flotilla'] !== 'progress')
    return { ok: false, why: `found a file of something else, ${expectedFile}` };
  if (value['version'] !== version)
    return {
      ok: false,
      why: `version: found ${shown(value['version'])}, expected ${version}: another Flotilla wrote it`,
    };
  const { lessons = {}, edits = {} } = value;
  const wrong =
    wrongIn('lessons', lessons, 'a mapping of lessons', wrongLesson) ??
    wrongIn('edits', edits, 'a mapping of lessons', wrongTexts);
  if (wrong !== null) return { ok: false, why: wrong };
  return { ok: true, file: { lessons: keptOf(lessons as object), edits: edits as ProgressFile['edits'] } };
}

/** What a browser kept: a lesson that cannot be read is left out, and no other with it. */
export function readProgress(text: string): Progress {
  const json = parsed(text);
  if (!json.ok || !isRecord(json.value)) return {};
  const { flotilla, version: written, lessons } = json.value;
  if (flotilla !== 'progress' || written !== version || !isRecord(lessons)) return {};
  return keptOf(Object.fromEntries(Object.entries(lessons).filter(([id, each]) => wrongLesson(id, each) === null)));
}

const expectedFile = 'expected a file of progress that Flotilla has written';

interface Field {
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const listOf =
  (fits: Field['fits']): Field['fits'] =>
  (value) =>
    Array.isArray(value) && value.every(fits);
const mappingOf =
  (fits: Field['fits']): Field['fits'] =>
  (value) =>
    isRecord(value) && Object.values(value).every(fits);

const fields: Readonly<Record<keyof LessonProgress, Field>> = {
  step: { fits: (value) => value === null || isText(value), expected: 'the id of a step, or null' },
  openedAtMs: { fits: Number.isFinite, expected: 'a number of milliseconds' },
  done: { fits: listOf(isText), expected: 'a list of steps' },
  passed: { fits: listOf(isText), expected: 'a list of checks, each as step/check' },
  predicted: { fits: mappingOf(Number.isFinite), expected: 'a number for each check' },
  answered: { fits: mappingOf(listOf(Number.isInteger)), expected: 'a list of whole numbers for each quiz' },
};
const names = Object.keys(fields) as (keyof LessonProgress)[];

type Wrong = (path: string, value: unknown) => string | null;

const wrongLesson: Wrong = (path, value) => {
  if (!isRecord(value)) return at(path, value, `a mapping with ${names.join(', ')}`);
  const wrong = names.find((name) => !fields[name].fits(value[name]));
  return wrong === undefined ? null : at(`${path}.${wrong}`, value[wrong], fields[wrong].expected);
};

const wrongTexts: Wrong = (path, value) =>
  wrongIn(path, value, 'a mapping of paths to texts', (file, text) =>
    isText(text) ? null : at(file, text, 'the text of the file'),
  );

function wrongIn(path: string, value: unknown, expected: string, wrongOf: Wrong): string | null {
  if (!isRecord(value)) return at(path, value, expected);
  const wrongs = Object.entries(value).map(([name, each]) => wrongOf(`${path}.${name}`, each));
  return wrongs.find((wrong) => wrong !== null) ?? null;
}

function at(path: string, value: unknown, expected: string): string {
  return `${path}: found ${shown(value)}, expected ${expected}`;
}

/** As JSON writes it, as far as a line has room for it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Without whatever another version may have written besides. */
function keptOf(lessons: object): Progress {
  return Object.fromEntries(
    Object.entries(lessons).map(([id, each]) => [
      id,
      Object.fromEntries(names.map((name) => [name, each[name]])) as unknown as LessonProgress,
    ]),
  );
}

function parsed(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly at: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    // Not every engine says where.
    const offset = /position (\d+)/.exec(String(error))?.[1];
    const before = text.slice(0, Number(offset)).split('\n');
    return {
      ok: false,
      at: offset === undefined ? '' : `line ${before.length}, column ${before.at(-1)!.length + 1}: `,
    };
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

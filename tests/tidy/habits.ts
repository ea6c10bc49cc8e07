export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Says what is wrong with a file, one sentence each. */
type Habit = (file: Source) => string[];

const linesMax = 300;
const isCode = (path: string) => /\.(?:[cm]?[jt]sx?|css)$/.test(path);
const isTest = (path: string) => /\.test\.tsx?$/.test(path);

export const size: Habit = ({ path, text }) => {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return isCode(path) && lines > linesMax ? [`${path} has ${lines} lines; ${linesMax} is the most: split it`] : [];
};

/** `consumer-group.ts`; names that the world gives to things, such as README.md and .github, stay. */
export const kebabCase: Habit = ({ path }) =>
  path
    .split('/')
    .filter((name) => !/^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name) && !/^[A-Z]+(?:\.md)?$/.test(name))
    .map((name) => `${path}: "${name}" is not in kebab-case`);

export const telling: Habit = ({ path }) => {
  const vague = path.split('/').find((name) => /^(?:utils?|helpers?|common|misc|shared)(?:\.|$)/.test(name));
  return vague === undefined ? [] : [`${path}: "${vague}" could hold anything; name the one noun that it is about`];
};

/** The simulator has one door, and no room of it has one of its own. */
export const noBarrels: Habit = ({ path }) =>
  /^(?:simulator|src)\/.+\/index\.tsx?$/.test(path) ? [`${path}: import the file that has the name instead`] : [];

export const finished: Habit = ({ path, text }) => {
  if (!isCode(path)) return [];
  const marks =
    /\b(?:FIX(?=ME\b)|TO(?=DO\b)|X(?=XX\b))|@ts-(?=ignore|nocheck)|not (?=implemented\b)|coming (?=soon\b)/g;
  return linesWith(text, marks).map((line) => `${path}:${line} says that something is unfinished: finish it`);
};

/** A test that is left out says why on its own line or on the one before. */
export const everyTestRuns: Habit = ({ path, text }) => {
  if (!isTest(path)) return [];
  const lines = text.split('\n');
  const only = linesWith(text, /\b(?:test|it|describe)\.(?=only\()/g);
  const skipped = linesWith(text, /\b(?:test|it|describe)\.(?=skip\(|todo\(|fails\()/g).filter(
    (line) => !`${lines[line - 2] ?? ''}\n${lines[line - 1]}`.includes('//'),
  );
  return [
    ...only.map((line) => `${path}:${line} runs one test alone`),
    ...skipped.map((line) => `${path}:${line} leaves a test out without a reason`),
  ];
};

/** The page loads nothing from anybody else: no address of another host in what it is built from. */
export const noStrangers: Habit = ({ path, text }) => {
  if (!/^(?:src\/|public\/|[a-z]+\.html$)/.test(path) || isTest(path)) return [];
  return [...text.matchAll(/https?:\/\/([\w.-]+)/g)]
    .map((match) => match[1]!)
    .filter((host) => host.includes('.') && host !== 'www.w3.org')
    .map((host) => `${path} names ${host}: bring what is needed into the project`);
};

/** What is written here is read by people who know neither the machine nor the day it was written on. */
export const timeless: Habit = ({ path, text }) =>
  linesWith(text, /(?<![\w.:/-])\/(?:home|root|work|Users)\/(?=\w)|\bas (?=(?:requested|instructed)\b)/g).map(
    (line) => `${path}:${line} speaks of the machine or the talk behind it`,
  );

const entriesMax = 15;

/** Code alone counts, without its tests; the top of the simulator is a list of its own. */
export function crowdedFolders(paths: readonly string[]): string[] {
  const entries = new Map<string, Set<string>>();
  for (const path of paths) {
    if (!isCode(path) || isTest(path) || !/^(?:simulator|src)\//.test(path)) continue;
    const steps = path.split('/');
    for (let depth = 1; depth < steps.length; depth++) {
      const folder = steps.slice(0, depth).join('/');
      entries.set(folder, (entries.get(folder) ?? new Set()).add(steps[depth]!));
    }
  }
  return [...entries]
    .filter(([folder, names]) => folder !== 'simulator' && names.size > entriesMax)
    .map(([folder, names]) => `${folder} has ${names.size} entries; ${entriesMax} is the most: make a folder of some`);
}

function linesWith(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => text.slice(0, match.index).split('\n').length);
}

import type { Import } from './imports.ts';

/** A folder of the simulator may import itself and every step before its own; two folders on one step are strangers. */
const steps = [
  ['wire'],
  ['kernel'],
  ['network', 'machine'],
  ['runtime', 'stores', 'broker', 'platform'],
  ['workload', 'faults', 'telemetry'],
  ['fleet'],
  ['run'],
  ['lesson', 'explore'],
  ['hosts'],
  ['testing', 'cli'],
] as const;

/** Where a folder may see less than its step allows. */
const narrower: Readonly<Record<string, readonly string[]>> = {
  libraries: ['wire'],
  stores: ['wire', 'kernel'],
  broker: ['wire', 'kernel'],
};

/** Packages by the folder that may import them; a folder that is not named may import none. */
const packages: Readonly<Record<string, readonly string[]>> = {
  runtime: ['acorn', '@sveltejs/acorn-typescript'],
  stores: ['sql.js'],
  fleet: ['yaml'],
  lesson: ['mdast-util-directive', 'mdast-util-from-markdown', 'micromark-extension-directive'],
  hosts: ['comlink', 'node:', 'sql.js', 'virtual:'],
  cli: ['node:', 'virtual:', 'yaml'],
  libraries: [
    'flotilla:bridge',
    'amqplib',
    'events',
    'express',
    'hono',
    'ioredis',
    'jose',
    'kafkajs',
    'mongodb',
    'opossum',
    'pg',
    'xstate',
    'zod',
  ],
};

/** Tests, and folders and files beside sources that only tests use. The simulator's own `testing` is for everybody's tests, and a layer. */
export const isForTests = (file: string): boolean => /\.test\.tsx?$|.\/.+\/(?:testing|test-support)[/.]/.test(file);

const screenSteps = [['ui', 'browser'], ['session'], ['commands'], ['features']] as const;

/** Why this import may not be, in one sentence; null when it may. */
export function objection(file: string, { specifier, path }: Import): string | null {
  const [top, folder = ''] = file.split('/');
  // A test may look at anything, and so may what is there for tests alone.
  if (top === 'tests' || isForTests(file)) return null;
  if (top === 'simulator') return simulatorObjection(file, folder, specifier, path);
  if (top === 'src') return screenObjection(file, folder, specifier, path);
  if (top === 'lessons') return lessonObjection(folder, path);
  return null;
}

function simulatorObjection(file: string, folder: string, specifier: string, path: string | null): string | null {
  if (file === 'simulator/index.ts') {
    return path?.startsWith('simulator/') ? null : 'the simulator’s door leads only into the simulator';
  }
  if (path === null) {
    const allowed = packages[folder] ?? [];
    const isAllowed = allowed.some((name) => (name.endsWith(':') ? specifier.startsWith(name) : isOf(name, specifier)));
    return isAllowed ? null : `simulator/${folder} may not import the package ${specifier}`;
  }
  const [top, other = ''] = path.split('/');
  if (top !== 'simulator') return `the simulator may not import ${top}/`;
  if (other === folder) return libraryObjection(folder, file, path);
  return folderMayImport(folder, other) ? null : `simulator/${folder} may not import simulator/${other}`;
}

function folderMayImport(folder: string, other: string): boolean {
  const exactly = narrower[folder];
  if (exactly !== undefined) return exactly.includes(other);
  const step = steps.findIndex((names) => (names as readonly string[]).includes(folder));
  return steps.slice(0, Math.max(step, 0)).some((names) => (names as readonly string[]).includes(other));
}

/** Each library is what one npm package is to a service; only `node:` modules and its own folder belong to it. */
function libraryObjection(folder: string, file: string, path: string): string | null {
  if (folder !== 'libraries' || file.split('/')[2] === path.split('/')[2]) return null;
  return 'one library may not import another';
}

function screenObjection(file: string, folder: string, specifier: string, path: string | null): string | null {
  if (path === null) return specifier.startsWith('node:') ? 'a screen has no node: modules' : null;
  const [top, other = ''] = path.split('/');
  if (top === 'simulator') return engineObjection(folder, specifier, path);
  if (top !== 'src') return `src may not import ${top}/`;
  const step = stepOf(folder);
  // Files directly in src/ join everything.
  if (file.split('/').length === 2) return null;
  if (path.split('/').length === 2) return 'only the files directly in src/ join the parts; nothing imports them';
  if (folder === 'features' && other === 'features' && file.split('/')[2] !== path.split('/')[2]) {
    return 'a feature is an island: it may not import another feature';
  }
  return folder === other || stepOf(other) < step ? null : `src/${folder} may not import src/${other}`;
}

/** A worker's text is an asset and not code that the page runs; only the session makes workers and frames. */
function engineObjection(folder: string, specifier: string, path: string): string | null {
  if (path === 'simulator/index.ts') return null;
  if (folder === 'session' && specifier.includes('?') && path.startsWith('simulator/hosts/')) return null;
  return 'the screen enters the simulator by simulator/index.ts alone';
}

function stepOf(folder: string): number {
  return screenSteps.findIndex((names) => (names as readonly string[]).includes(folder));
}

function lessonObjection(lesson: string, path: string | null): string | null {
  if (path === null) return null;
  const [top, other] = path.split('/');
  if (top === 'simulator') {
    return path === 'simulator/index.ts' ? null : 'a lesson enters the simulator by simulator/index.ts alone';
  }
  if (top !== 'lessons') return `a lesson may not import ${top}/`;
  return other === lesson || other === 'shop' ? null : 'a lesson may import the shop, and no other lesson';
}

function isOf(name: string, specifier: string): boolean {
  return specifier === name || specifier.startsWith(`${name}/`);
}

import { describe, expect, test } from 'vitest';
import {
  crowdedFolders,
  everyTestRuns,
  finished,
  kebabCase,
  noBarrels,
  noStrangers,
  size,
  telling,
  timeless,
} from './tidy/habits.ts';
import { readSource, sourceFiles } from './tidy/source-files.ts';

const paths = sourceFiles();
const readable = /\.(?:[cm]?[jt]sx?|css|html|json|md|sql|svg|yaml|yml)$/;
const files = paths
  .filter((path) => readable.test(path) && path !== 'package-lock.json')
  .map((path) => ({ path, text: readSource(path) }));

describe('every file of the project', () => {
  test.each([
    ['fits in the head', size],
    ['is named in kebab-case', kebabCase],
    ['is named after what it holds', telling],
    ['is no barrel', noBarrels],
    ['is finished', finished],
    ['runs every test it has', everyTestRuns],
    ['loads nothing from strangers', noStrangers],
    ['speaks to any reader', timeless],
  ])('%s', (_title, habit) => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(habit)).toEqual([]);
  });
});

describe('what would be caught', () => {
  const source = (path: string, text: string) => ({ path, text });
  const join = (...parts: string[]) => parts.join('');

  test.each([
    ['a file of 301 lines', size, source('simulator/kernel/a.ts', 'a\n'.repeat(301))],
    ['a name in camel case', kebabCase, source('simulator/kernel/eventQueue.ts', '')],
    ['a folder with an underscore', kebabCase, source('simulator/event_queue/a.ts', '')],
    ['a folder for anything', telling, source('simulator/kernel/utils/a.ts', '')],
    ['a file for anything', telling, source('simulator/kernel/helpers.ts', '')],
    ['a door between rooms', noBarrels, source('simulator/broker/index.ts', '')],
    ['a thing to do', finished, source('src/a.ts', join('// TO', 'DO: later'))],
    ['a thing to mend', finished, source('src/a.ts', join('// FIX', 'ME'))],
    ['an error silenced', finished, source('src/a.ts', join('// @ts-', 'ignore'))],
    ['a promise', finished, source('src/a.tsx', join('<p>Coming soon, coming ', 'soon</p>'))],
    ['one test alone', everyTestRuns, source('tests/a.test.ts', join('test.on', 'ly("a")'))],
    ['a test left out', everyTestRuns, source('tests/a.test.ts', join('\n\ntest.sk', 'ip("a")'))],
    ['a script of another host', noStrangers, source('index.html', '<script src="https://cdn.example.com/a.js">')],
    ['a path of a machine', timeless, source('docs/a.md', join('see /ho', 'me/somebody/notes'))],
    ['a word to whoever asked', timeless, source('src/a.ts', join('// as reque', 'sted'))],
  ])('%s', (_title, habit, file) => {
    expect(habit(file)).toHaveLength(1);
  });

  test.each([
    ['a file of 300 lines', size, source('simulator/kernel/a.ts', 'a\n'.repeat(300))],
    ['the names the world gives', kebabCase, source('.github/README.md', '')],
    ['a test left out for a reason', everyTestRuns, source('a.test.ts', join('// why\ntest.sk', 'ip("a")'))],
    ['a host of the simulated world', noStrangers, source('src/a.ts', "fetch('http://orders/orders')")],
  ])('and not %s', (_title, habit, file) => {
    expect(habit(file)).toEqual([]);
  });

  test('a folder of sixteen', () => {
    const sixteen = Array.from({ length: 16 }, (_, index) => `simulator/kernel/a${index}.ts`);
    expect(crowdedFolders(sixteen)).toHaveLength(1);
    expect(crowdedFolders([...sixteen.slice(1), 'simulator/kernel/a1.test.ts'])).toEqual([]);
  });
});

describe('folders', () => {
  test('of the simulator and of the screen have at most fifteen entries', () => {
    expect(crowdedFolders(paths)).toEqual([]);
  });

  const rooms = [...new Set(paths.map((path) => /^simulator\/([^/]+)\//.exec(path)?.[1]))].filter(
    (room) => room !== undefined,
  );

  test.each(rooms)('simulator/%s has a map of at most thirty lines', (room) => {
    const map = `simulator/${room}/README.md`;
    expect(paths).toContain(map);
    expect(readSource(map).trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  const lessons = [...new Set(paths.map((path) => /^lessons\/(\d\d-[^/]+)\//.exec(path)?.[1]))].filter(
    (lesson) => lesson !== undefined,
  );

  test('of lessons are complete', () => {
    const missing = lessons.flatMap((lesson) =>
      ['lesson.md', 'fleet.yaml', 'checks.ts', 'solution/', 'ablation/']
        .map((part) => `lessons/${lesson}/${part}`)
        .filter((part) => !paths.some((path) => path.startsWith(part))),
    );
    expect(missing).toEqual([]);
  });
});

test('packages are named with their exact versions', () => {
  const { dependencies, devDependencies } = JSON.parse(readSource('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('the lock file names the native parts of every platform, so that npm ci takes it anywhere', () => {
  const { packages } = JSON.parse(readSource('package-lock.json')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.values(packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => packages[`node_modules/${name}`] === undefined);
  expect(missing, 'run node scripts/complete-lock-file.mjs').toEqual([]);
});
